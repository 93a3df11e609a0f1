"""Producers: each draws one edition in one layout as a PDF and returns the document's truth."""
