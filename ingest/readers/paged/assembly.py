"""Pages to linear text: heads go, columns are read in order, lines become paragraphs, parts of tables one table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import RemovedKind
from ingest.readers.linear import LinearBuilder, LinearText
from ingest.readers.paged.columns import Block, Item, blocks_of, find_gutter
from ingest.readers.paged.forms import split_forms
from ingest.readers.paged.heads import Head, split_heads
from ingest.readers.paged.lines import Layout, PageLine, layout_of, paragraphs, rows_of
from ingest.readers.paged.tables import PageTable, grid_of

_LEADER = re.compile(r"(?:[.．·…‥]\s?){4,}\s*[-—（(]?\s*\d{1,4}\s*[-—）)]?$")
_CONTENTS = re.compile(r"^目\s*[录錄]$")
_FEWEST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What stands on one page. Lengths in points from the upper left corner."""

    words: tuple[PageLine, ...]
    """Words or parts of lines, in any order, without those of the tables."""
    tables: tuple[PageTable, ...]
    width: float
    height: float


def assemble(pages: Sequence[PrintedPage], known: Sequence[Head] = ()) -> LinearText:
    """The text of all pages, in reading order; running heads and page numbers are recorded as removed.

    `known` are heads that the format itself told and that are not on the pages any more.
    """
    kept, heads = split_heads([page.words for page in pages], [page.height for page in pages])
    kept, contents = _split_contents(kept)
    apart = [split_forms(words) for words in kept]
    kept = [words for words, _ in apart]
    gutters = [find_gutter(words, page.width) for words, page in zip(kept, pages, strict=True)]
    common = _common(gutters)
    blocks = [
        block
        for (words, forms), page, gutter in zip(apart, pages, gutters, strict=True)
        for block in blocks_of(words, page.tables, gutter if gutter is not None else common, forms)
    ]
    builder = LinearBuilder()
    for head in [*known, *heads, *contents]:
        builder.remove(head.kind, head.text)
    _write(blocks, builder)
    return builder.build()


def _split_contents(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], list[Head]]:
    """The words of the pages without the lines of a table of contents, and these lines.

    They lead by dots to the number of a page. One alone may be a form to fill in; a table has several on its page.
    """
    kept, found = [], list[Head]()
    for words in pages:
        rows = rows_of(words)
        if sum(1 for line in rows if _LEADER.search(line.text)) < _FEWEST_ENTRIES:
            kept.append(list(words))
            continue
        lines = [line for line in rows if _LEADER.search(line.text) or _CONTENTS.match(line.text)]
        found += [Head(RemovedKind.NAVIGATION, line.text) for line in lines]
        kept.append([w for w in words if not any(line.top <= w.top and w.bottom <= line.bottom for line in lines)])
    return kept, found


def _common(gutters: Sequence[float | None]) -> float | None:
    """The gutter of most pages that have one, for the pages on which too little stands to show it."""
    found = Counter(gutter for gutter in gutters if gutter is not None)
    return found.most_common(1)[0][0] if found else None


def _write(blocks: Sequence[Block], builder: LinearBuilder) -> None:
    layouts = {columns: _layout(blocks, columns) for columns in {block.columns for block in blocks}}
    items = [(item, block.columns) for block in blocks for item in block.items]
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and _same_run(items[end - 1], items[end]):
            end += 1
        _write_run([item for item, _ in items[start:end]], layouts[items[start][1]], builder)
        start = end


def _layout(blocks: Sequence[Block], columns: int) -> Layout | None:
    lines = [i for block in blocks if block.columns == columns for i in block.items if isinstance(i, PageLine)]
    # Rows of cells and of labels keep to margins of their own.
    running = [line for line in lines if not line.spaced] or lines
    return layout_of(running) if running else None


def _same_run(before: tuple[Item, int], item: tuple[Item, int]) -> bool:
    """Lines of one width of column make a run, and tables that continue each other."""
    above, below = before[0], item[0]
    if isinstance(above, PageTable) and isinstance(below, PageTable):
        return below.continues(above)
    return isinstance(above, PageLine) and isinstance(below, PageLine) and before[1] == item[1]


def _write_run(run: Sequence[Item], layout: Layout | None, builder: LinearBuilder) -> None:
    lines = [item for item in run if isinstance(item, PageLine)]
    if lines and layout:
        for paragraph in paragraphs(lines, layout):
            builder.add_line(paragraph)
    else:
        builder.add_table(grid_of([item for item in run if isinstance(item, PageTable)]))
