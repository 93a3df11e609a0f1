"""The pages' pictures: drawn by pdfium, packed as lossless WebP by threads, as data addresses."""

from __future__ import annotations

import base64
import io
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LONG_SIDE = 1760  # pixels: sharp at the widest a sheet is shown, light enough for forty pages
MAX_PICTURES = 160  # beyond, the report would no longer open in a browser: about 13 MB
MAX_PACKERS = 2  # threads: each holds some 60 MB while it packs


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture; `width` and `height` are the displayed page's, in points."""

    page: int
    width: float
    height: float
    address: str


def render(pdf: Path, pages: Sequence[int]) -> Iterator[Picture]:
    """The pictures of `pages` (numbered from 1), in their order, a few in memory at a time.

    A page that pdfium can't draw is left out: the report then shows its words where they stand.
    """
    # Packing takes four fifths of the time and lets go of Python's lock, so threads share it;
    # pdfium, which is not thread-safe, stays on this one.
    workers = min(os.cpu_count() or 1, MAX_PACKERS)
    waiting: deque[Future[Picture]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for page, width, height, image in _drawn(pdf, pages):
            waiting.append(pool.submit(_packed, page, width, height, image))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _drawn(pdf: Path, pages: Sequence[int]) -> Iterator[tuple[int, float, float, Image]]:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(pdf)
    try:
        for number in pages:
            try:
                page = document[number - 1]
                width, height = page.get_size()
                bitmap = page.render(scale=LONG_SIDE / max(width, height))
            except (pdfium.PdfiumError, IndexError):
                continue
            yield number, width, height, bitmap.to_pil().convert("RGB")
            page.close()
    finally:
        document.close()


def _packed(page: int, width: float, height: float, image: Image) -> Picture:
    buffer = io.BytesIO()
    # Method 6 takes ten times as long to save 2 % (measured on slides and on A4 text).
    image.save(buffer, "WEBP", lossless=True, method=2, quality=60)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return Picture(page, width, height, f"data:image/webp;base64,{data}")
