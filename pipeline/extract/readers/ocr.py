"""The reader of scans: tesseract reads each line of a page's picture at least twice.

Two readings are promised of every page. A scan gets them from pictures that are made apart: one of
the line's own ink, freed of rules and shades, one of the straightened page as it is, at another
size. Where the two differ, others are asked; a line that no two say alike is in doubt.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.domain import Box
from pipeline.extract.accents import blots_of, contradicted, em_of, is_plain
from pipeline.extract.content import PageContent, Word
from pipeline.extract.drawings import is_drawing, usual_height
from pipeline.extract.figurespaces import respaced
from pipeline.extract.inklines import ALIKE, InkLine, ink_lines, slope
from pipeline.extract.linepictures import PASSES, picture_for, placed
from pipeline.extract.pictures import DPI, Picture
from pipeline.extract.rules import rules_of
from pipeline.extract.scan import Scan, picture_of, scan_of, skew_of
from pipeline.extract.tesseract import ReadWord, read_lines
from pipeline.extract.votes import FIGURE, Vote, is_figure, text_of, vote
from pipeline.extract.wordings import lacks_accent
from pipeline.extract.words import ASCENT, DESCENT

NAMES = ("ocr", "ocr-bis")
POINT = 72 / DPI
ASKEW = 0.05  # degrees: lines that run less askew are read well
UNREAD = "\ufffd"  # stands for ink that no pass could read
DASH = (1.6, 24.0)  # widths over heights of a dash
DASH_WIDTH, DASH_HEIGHT = (0.12, 1.1), 0.2  # of the usual em
FULL = 0.75  # share of ink in the box of a dash


@dataclass(frozen=True, slots=True)
class Reread:
    """A scan read twice, in points of the straightened page; `angle` is how far it was turned."""

    contents: tuple[PageContent, PageContent]
    angle: float


class OcrReader:
    """Reads pages of one PDF from their pictures. Use as a context manager."""

    def __init__(self, pdf: Path) -> None:
        self._document = pdfium.PdfDocument(pdf)

    def __enter__(self) -> OcrReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def read(self, number: int) -> Reread:
        """Both readings of page `number` (from 1). Raises TesseractFailed."""
        page = self._document[number - 1]
        width, height = page.get_size()
        scan, lines = _straightened(picture_of(page))
        page.close()
        words = _read_twice(scan, lines)
        horizontal, vertical = rules_of(
            [_points(a) for a in scan.areas], [_stroke(r) for r in scan.rules], width, height
        )
        first, second = (
            PageContent(
                number, width, height, tuple(words[i]), horizontal, vertical,
                (Box(0.0, 0.0, width, height),), scanned=True,
            )
            for i in range(2)
        )  # fmt: skip
        return Reread((first, second), scan.angle)


def _straightened(picture: Picture) -> tuple[Scan, list[InkLine]]:
    """The page set straight by the look of the whole, then by its lines, and those lines."""
    angle = skew_of(picture)
    scan = scan_of(picture, angle)
    lines = ink_lines(scan.ink, scan.rules)
    rest = slope(lines)
    if abs(rest) >= ASKEW:
        scan = scan_of(picture, angle + rest)
        lines = ink_lines(scan.ink, scan.rules)
    return scan, lines


def _points(box: Box) -> Box:
    return Box(box.x0 * POINT, box.top * POINT, box.x1 * POINT, box.bottom * POINT)


def _stroke(box: Box) -> Box:
    """A ruled line as one with no thickness, in points."""
    b = _points(box)
    if b.width >= b.height:
        return Box(b.x0, b.cy, b.x1, b.cy)
    return Box(b.cx, b.top, b.cx, b.bottom)


def _read_twice(scan: Scan, lines: Sequence[InkLine]) -> tuple[list[Word], list[Word]]:
    passes = _passes(scan, lines)
    votes = [_vote(line, said) for line, said in zip(lines, passes, strict=True)]
    sizes = _sizes_of(lines, [text_of(v.first) for v in votes])
    em = statistics.median(sizes) if sizes else 0.0
    first: list[Word] = []
    second: list[Word] = []
    usual = usual_height(lines)
    for line, size, settled in zip(lines, sizes, votes, strict=True):
        if _is_dash(scan, line, em):
            dash = (ReadWord("-", line.box.x0, line.box.x1, 1.0),)
            settled, size = Vote(dash, dash), em
        elif is_drawing(line, settled, usual):
            continue
        first += _words(line, size, settled.first)
        second += _words(line, size, settled.second)
    return first, second


def _passes(scan: Scan, lines: Sequence[InkLine]) -> list[list[list[ReadWord]]]:
    """What each pass reads of each line: two passes at least, more until two agree.

    A figure in which letters were read is read again by two passes that know figures alone.
    """
    readings: list[list[list[ReadWord]]] = [[] for _ in lines]
    wanted = list(range(len(lines)))
    for number in range(len(PASSES)):
        _read_again(scan, lines, readings, wanted, number)
        if number:
            wanted = [i for i in wanted if not _vote(lines[i], readings[i]).settled]
        if number == 1:
            figures = [
                i for i, said in enumerate(readings)
                if is_figure(said) and (i in wanted or not FIGURE.fullmatch(text_of(said[0])))
            ]  # fmt: skip
            for again in (0, 1):
                _read_again(scan, lines, readings, figures, again, figures=True)
            wanted = [i for i in wanted if not _vote(lines[i], readings[i]).settled]
    return readings


def _vote(line: InkLine, readings: Sequence[Sequence[ReadWord]]) -> Vote:
    """The vote of the readings whose accents the ink shows; other words are in doubt."""
    sound = [r for r in readings if r and not any(contradicted(line, r))]
    voted = vote(sound if len(sound) > 1 else readings)
    first, second = (
        tuple(
            replace(w, confidence=0.0) if wrong else w
            for w, wrong in zip(words, contradicted(line, words), strict=True)
        )
        for words in (voted.first, voted.second)
    )
    return Vote(respaced(line, first), respaced(line, second))


def _read_again(
    scan: Scan,
    lines: Sequence[InkLine],
    readings: Sequence[list[list[ReadWord]]],
    wanted: Sequence[int],
    number: int,
    figures: bool = False,
) -> None:
    """Add to `readings` what pass `number` makes of the lines that are wanted."""
    pictures = [picture_for(scan, lines[i], *PASSES[number]) for i in wanted]
    found = read_lines([p for p, _ in pictures], figures)
    for i, (_, scale), words in zip(wanted, pictures, found, strict=True):
        readings[i].append([placed(w, lines[i], scale) for w in words])


def _is_dash(scan: Scan, line: InkLine, em: float) -> bool:
    """Whether the piece is a lone dash: too little for tesseract, plain by its shape."""
    if len(line.blots) != 1:
        return False
    box = line.box
    ink = scan.ink[int(box.top) : int(box.bottom), int(box.x0) : int(box.x1)]
    return (
        DASH[0] <= box.width / box.height <= DASH[1]
        and DASH_WIDTH[0] * em <= box.width <= DASH_WIDTH[1] * em
        and box.height <= DASH_HEIGHT * em
        and float((ink > 0).mean()) >= FULL
    )


def _sizes_of(lines: Sequence[InkLine], texts: Sequence[str]) -> list[float]:
    """The size of type of each line, in pixels: one size for all whose letters are alike."""
    ems = [em_of(line, text) for line, text in zip(lines, texts, strict=True)]
    order = sorted(range(len(lines)), key=lambda i: ems[i])
    sizes = list(ems)
    group: list[int] = []
    for at, i in enumerate(order):
        group.append(i)
        following = order[at + 1] if at + 1 < len(order) else None
        if following is None or ems[following] > ALIKE * ems[i]:
            em = statistics.median(ems[g] for g in group)
            for g in group:
                sizes[g] = em
            group = []
    return sizes


def _words(line: InkLine, size: float, read: Sequence[ReadWord]) -> list[Word]:
    """The words of a line, their boxes those of their blots; blots far from any word unread."""
    if not read:
        read = [ReadWord(UNREAD, line.box.x0, line.box.x1, 0.0)]
    baseline, em = line.baseline * POINT, size * POINT
    made = []
    for word, blots in zip(read, blots_of(line, read), strict=True):
        x0 = min((b.x0 for b in blots), default=word.x0) * POINT
        x1 = max((b.x1 for b in blots), default=word.x1) * POINT
        box = Box(x0, baseline - ASCENT * em, max(x1, x0 + 0.1), baseline + DESCENT * em)
        # Two passes may both overlook an accent that touches its capital.
        overlooked = lacks_accent(word.text) and not (blots and is_plain(line, blots))
        sure = 0.0 if overlooked else word.confidence
        made.append(Word(word.text, box, baseline, em, False, (), True, sure))
    return made
