"""Tesseract, as a program of its own: pictures of single lines in, words with their places out.

Options are those of tesseract(1): `--psm 7` takes a picture as one line of text, a text file as
input lists pictures that are read in one go, and the `tsv` output has one word a line.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2

from pipeline.extract.pictures import DPI, Picture

PROGRAM = "tesseract"
FRENCH_DATA = "fra"
FIGURES = "0123456789€.,()-"
ONE_FORM = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "–"})
INSTALL = "sudo apt install tesseract-ocr tesseract-ocr-fra"
SINGLE_LINE = "7"
WORD_LEVEL = "5"
LONGEST = 300  # seconds for the lines of one page: then it hangs
THREADS = {"OMP_THREAD_LIMIT": "1"}  # pages are read side by side already


class TesseractFailed(OSError):  # noqa: N818
    """The program ended with an error, or did not end: the message says so, in French."""


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word that was read: x0..x1 in pixels of its picture, confidence from 0 to 1."""

    text: str
    x0: float
    x1: float
    confidence: float


@cache
def missing() -> str:
    """What must be installed before scans can be read, in French; empty when nothing must."""
    if shutil.which(PROGRAM) is None:
        return f"tesseract n'est pas installé ({INSTALL})"
    try:
        done = _run(["--list-langs"])
    except TesseractFailed as error:
        return str(error)
    if FRENCH_DATA not in done.split():
        return f"les données françaises de tesseract ne sont pas installées ({INSTALL})"
    return ""


def read_lines(pictures: Sequence[Picture], figures: bool = False) -> list[list[ReadWord]]:
    """The words of each picture, which holds one line of text: French, or `figures` alone.

    Quotes and long dashes come in one form each: at the size of print their forms are not told
    apart. Raises TesseractFailed.
    """
    if not pictures:
        return []
    with TemporaryDirectory(prefix="recolement-ocr-") as name:
        folder = Path(name)
        paths = [folder / f"{index}.png" for index in range(len(pictures))]
        for path, picture in zip(paths, pictures, strict=True):
            cv2.imwrite(str(path), picture)
        listed = folder / "lines.txt"
        listed.write_text("\n".join(map(str, paths)) + "\n", encoding="utf-8")
        table = _run([
            str(listed), "stdout", "--dpi", str(DPI), "--psm", SINGLE_LINE, "-l", FRENCH_DATA,
            *(["-c", f"tessedit_char_whitelist={FIGURES}"] if figures else []), "tsv",
        ])  # fmt: skip
    found: list[list[ReadWord]] = [[] for _ in pictures]
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").translate(ONE_FORM).strip()
        if row["level"] == WORD_LEVEL and text:
            left, width = float(row["left"]), float(row["width"])
            confidence = max(float(row["conf"]), 0.0) / 100
            found[int(row["page_num"]) - 1].append(ReadWord(text, left, left + width, confidence))
    return found


def _run(words: Sequence[str]) -> str:
    try:
        done = subprocess.run(
            [PROGRAM, *words], capture_output=True, check=True, timeout=LONGEST,
            env={**os.environ, **THREADS},
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise TesseractFailed(f"tesseract a échoué : {' '.join(told[-1:])}") from error
    except subprocess.TimeoutExpired as error:
        raise TesseractFailed(f"tesseract n'a pas fini en {LONGEST} secondes") from error
    return done.stdout.decode("utf-8")
