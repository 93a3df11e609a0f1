"""A scanned copy of a document: pages as pictures, askew, with a scanner's noise."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def scan(
    source: Path, path: Path, *, dpi: int = 200, skew: float = 0.6, noise: float = 4.0,
    quality: int = 75, seed: int = 0,
) -> None:  # fmt: skip
    """Write at `path` an image-only copy of the PDF at `source`.

    `skew` bounds each page's angle in degrees, either way; `noise` is the standard deviation of
    the grey levels' noise (0 to 255); `quality` is the JPEG's.
    """
    rng = np.random.default_rng(seed)
    document = pdfium.PdfDocument(str(source))
    canvas = Canvas(str(path), invariant=1)
    for page in document:
        width, height = page.get_size()
        shown = page.render(scale=dpi / 72).to_pil().convert("L")
        turned = shown.rotate(
            float(rng.uniform(-skew, skew)), resample=Image.Resampling.BICUBIC, fillcolor=250
        )
        grey = np.asarray(turned, dtype=np.float64)
        # Paper isn't quite white nor ink quite black.
        grey = 18 + grey * (246 - 18) / 255 + rng.normal(0, noise, grey.shape)
        paper = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
        held = io.BytesIO()
        paper.save(held, "JPEG", quality=quality, dpi=(dpi, dpi))
        held.seek(0)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(held), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    document.close()
