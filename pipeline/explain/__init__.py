"""One page as it was read: drawn with every word's role, and the decision told in French."""

from __future__ import annotations

from pipeline.explain.page import write_html
from pipeline.explain.picture import write_picture
from pipeline.explain.read import Explained, explain_page
from pipeline.explain.told import told

__all__ = ["Explained", "explain_page", "told", "write_html", "write_picture"]
