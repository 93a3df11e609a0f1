"""The page drawn as one self-contained HTML file: its picture, the shapes over it, the decision."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import jinja2

from pipeline.explain.read import Explained
from pipeline.explain.shapes import KEY, shapes_of
from pipeline.explain.told import told


def write_html(explained: Explained, file: str, target: Path) -> None:
    """Draw a page of `file` into an HTML file. Raises OSError when it can't be written."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.explain"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    buffer = io.BytesIO()
    explained.picture.save(buffer, "WEBP", lossless=True, method=2, quality=60)
    text = environment.get_template("explain.html.j2").render(
        file=file,
        page=explained.taken.page,
        width=explained.picture.width / explained.scale,
        height=explained.picture.height / explained.scale,
        address=f"data:image/webp;base64,{base64.b64encode(buffer.getvalue()).decode('ascii')}",
        shapes=shapes_of(explained),
        key=KEY,
        told=list(told(explained)),
    )
    target.write_text(text, encoding="utf-8", newline="\n")
