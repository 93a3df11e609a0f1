"""All that a page shows and its reading lacks, looked for in one place: each is a doubt."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain import Ambiguity
from pipeline.extract.clipped import clipped_doubts
from pipeline.extract.content import PageContent
from pipeline.extract.drawntext import Logos, drawn_doubts, unread_lines, unread_pictures
from pipeline.extract.namedlabels import named_cell_doubts
from pipeline.extract.oddwords import odd_word_doubts
from pipeline.extract.overlaydoubts import (
    annotation_doubts,
    pasted_pictures,
    picture_doubts,
    struck_doubts,
)
from pipeline.extract.overlays import Overlays
from pipeline.extract.reading import PageReading
from pipeline.extract.smallcaps import small_capital_doubts
from pipeline.extract.wordings import Wordings


def page_doubts(
    reading: PageReading,
    content: PageContent | None,
    overlays: Overlays,
    wordings: Wordings,
    logos: Logos,
) -> Iterator[Ambiguity]:
    """The doubts of one page. `content` is what the reading is made from, None where nobody could
    decode the page; `logos` are the places of what other pages show, too."""
    number = reading.page
    yield from annotation_doubts(reading, overlays.annotations(number), wordings)
    yield from odd_word_doubts(reading)
    if content is None:
        return
    pasted = pasted_pictures(reading, content)
    yield from picture_doubts(reading, [p for p in pasted if overlays.is_written(number, p)])
    loose = unread_pictures(reading, content, logos)
    written = [p for p in loose if p not in pasted and overlays.holds_lines(number, p)]
    yield from drawn_doubts(reading, [*unread_lines(reading, content, logos), *written])
    yield from struck_doubts(reading, content)
    yield from small_capital_doubts(reading, content)
    yield from clipped_doubts(reading, content)
    yield from named_cell_doubts(reading, content)
