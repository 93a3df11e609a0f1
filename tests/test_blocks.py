"""A document's pages in blocks: each long enough to show its running heads."""

from __future__ import annotations

import pytest

from pipeline.extract.read import BLOCK, blocks_of


@pytest.mark.parametrize("count", [0, 1, 5, 12, 13, 14, 25, 44, 2508])
def test_every_page_is_in_one_block_and_none_is_much_shorter(count: int) -> None:
    blocks = blocks_of(count)
    assert [n for block in blocks for n in block] == list(range(1, count + 1))
    lengths = {len(block) for block in blocks}
    assert len(blocks) == -(-count // BLOCK)
    assert max(lengths, default=0) <= BLOCK
    assert max(lengths, default=0) - min(lengths, default=0) <= 1
