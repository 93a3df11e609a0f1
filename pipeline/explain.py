"""One page as it was read: a picture with roles, rules and boxes, and the decision in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pipeline.domain import Box, RecolementError, Role
from pipeline.extract.content import PageContent
from pipeline.extract.fuse import PageOutcome
from pipeline.extract.plain import plain_pdf
from pipeline.extract.read import BLOCK, read_block
from pipeline.extract.readers import READERS
from pipeline.extract.reading import Item, ItemKind
from pipeline.extract.visibility import Visibility
from pipeline.normalise.money import FRENCH
from pipeline.profile import Profile

SCALE = 2.0  # pixels a point
# A letter and a colour for each kind of thing: never the colour alone.
LETTERS = {
    ItemKind.BANNER: ("A", "#6a4c93"),
    ItemKind.TERRITORY: ("T", "#6a4c93"),
    ItemKind.ORIENTATION: ("O", "#6a4c93"),
    ItemKind.ROW: ("L", "#0063cb"),
    ItemKind.TOTAL: ("S", "#18753c"),
    ItemKind.CONTRACT_TOTAL: ("C", "#18753c"),
    ItemKind.REGION_TOTAL: ("R", "#18753c"),
}
KEY = (
    "A axe · T territoire · O orientation · L ligne · S total · C total de contrat · "
    "R total régional · montants doublés · inexpliqué barré · habillage souligné · filets en orange"
)


def read_one(
    pdf: Path, number: int, profile: Profile
) -> tuple[PageOutcome, tuple[PageContent, ...]]:
    """(what the ledger would take for page `number`, what each reader sees of it).

    Raises RecolementError when the document has no such page.
    """
    count = len(pdfium.PdfDocument(pdf))
    if not 1 <= number <= count:
        raise RecolementError(f"{pdf.name} : pas de page {number}, le document en a {count}")
    first = (number - 1) // BLOCK * BLOCK + 1
    pages = range(first, min(first + BLOCK - 1, count) + 1)
    with TemporaryDirectory(prefix="recolement-") as folder:
        plain = plain_pdf(pdf, Path(folder))
        outcome = read_block(plain, pages, profile, FRENCH)[number - first]
        contents = []
        with Visibility(plain) as visibility:
            shown = visibility.of_page(number)
            for make in READERS:
                with make(plain, [number]) as reader:
                    contents.append(reader.content(number, shown))
    return outcome, tuple(contents)


def draw_page(pdf: Path, outcome: PageOutcome, contents: Sequence[PageContent]) -> Image.Image:
    """The page's picture with its rules, and each item and leftover word boxed by its role."""
    with TemporaryDirectory(prefix="recolement-") as folder:
        document = pdfium.PdfDocument(plain_pdf(pdf, Path(folder)))
        picture: Image.Image = document[outcome.taken.page - 1].render(scale=SCALE).to_pil()
        document.close()
    picture = picture.convert("RGB")
    pen = ImageDraw.Draw(picture)
    for content in contents[:1]:
        for rule in content.horizontal:
            _line(pen, (rule.start, rule.position, rule.end, rule.position), "#d97706")
        for rule in content.vertical:
            _line(pen, (rule.position, rule.start, rule.position, rule.end), "#d97706")
    for left in outcome.taken.leftovers:
        lost = left.role is Role.UNACCOUNTED
        box = left.word.box
        y = box.cy if lost else box.bottom
        _line(pen, (box.x0, y, box.x1, y), "#b34000" if lost else "#929292")
    for item in outcome.taken.items:
        letter, colour = LETTERS[item.kind]
        _box(pen, item.box, colour, letter)
        for cell in item.cells:
            _box(pen, cell.box, colour, "")
            _box(pen, _around(cell.box, 2.0), colour, "")
    return picture


def _around(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.top - by, box.x1 + by, box.bottom + by)


def _line(pen: ImageDraw.ImageDraw, ends: tuple[float, float, float, float], colour: str) -> None:
    pen.line([v * SCALE for v in ends], fill=colour, width=2)


def _box(pen: ImageDraw.ImageDraw, box: Box, colour: str, letter: str) -> None:
    corners = [v * SCALE for v in (box.x0, box.top, box.x1, box.bottom)]
    pen.rectangle(corners, outline=colour, width=2)
    if letter:
        pen.text((corners[0] - 16, corners[1]), letter, fill=colour, font_size=22)


def tell_page(outcome: PageOutcome) -> str:
    """What was read on the page, by whom, what was taken and why, in French."""
    taken = outcome.taken
    lines = [f"Page {taken.page} : {taken.kind} ({taken.reason})"]
    lines += [f"  disposition : {layout}" for layout in taken.layout]
    lines.append("Lectures :")
    lines += [f"  {s.reader:<12} {s.lines:>3} lignes  {s.reason}" for s in outcome.summaries]
    lines.append("Éléments, dans l'ordre de lecture :")
    lines += [f"  {_told(item, outcome)}" for item in taken.items]
    lost = [x.word.text for x in taken.leftovers if x.role is Role.UNACCOUNTED]
    lines.append(f"Mots inexpliqués : {' '.join(lost) if lost else 'aucun'}")
    lines.append(KEY)
    return "\n".join(lines)


def _told(item: Item, outcome: PageOutcome) -> str:
    amounts = "  ".join(c.amount.printed.replace("\n", " ") for c in item.cells)
    readers = "+".join(outcome.readers_of(item))
    doubt = "  (coupe incertaine)" if item.unsure else ""
    return f"{LETTERS[item.kind][0]}  {item.text}  {amounts}  [{readers}]{doubt}".replace(
        "    ", "  "
    )
