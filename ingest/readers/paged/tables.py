"""Tables of PDF pages, told by their ruled lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ingest.readers.grid import Grid
from ingest.readers.paged.lines import mend

_SAME = 3.0
"""Edges nearer than this, in points, are one edge."""

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the upper left corner of the page."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with its place on the page; `cells` hold each cell's box and text."""

    page: int
    box: Box
    cells: tuple[tuple[Box, str], ...]

    @property
    def columns(self) -> list[float]:
        """Left edges of the columns."""
        return _edges([box[0] for box, _ in self.cells])

    @property
    def rows(self) -> list[float]:
        """Upper edges of the rows."""
        return _edges([box[1] for box, _ in self.cells])

    def continues(self, above: PageTable) -> bool:
        """Whether this is the rest, on the next page, of the table `above`: the columns are the same."""
        mine, theirs = self.columns, above.columns
        same = len(mine) == len(theirs) and all(abs(a - b) < _SAME for a, b in zip(mine, theirs, strict=True))
        return same and self.page == above.page + 1


def find_tables(page: Any, number: int) -> list[PageTable]:
    """The ruled tables of a pdfplumber page that have at least two rows and two columns with text in them."""
    found = []
    for table in page.find_tables():
        cells = tuple((tuple(box), mend(page.crop(box, strict=False).extract_text() or "")) for box in table.cells)
        candidate = PageTable(number, tuple(table.bbox), cells)
        filled = sum(bool(text.strip()) for _, text in cells)
        if len(candidate.rows) > 1 and len(candidate.columns) > 1 and filled > 2:
            found.append(candidate)
    return found


def grid_of(parts: list[PageTable]) -> Grid:
    """One grid out of the parts of a table on consecutive pages; a header repeated on a page is dropped."""
    grid, offset = Grid(), 0
    header = _row_texts(parts[0], 0)
    for i, part in enumerate(parts):
        columns, rows = part.columns, part.rows
        skipped = 1 if i and header and _row_texts(part, 0) == header else 0
        for (x0, top, x1, bottom), text in sorted(part.cells, key=lambda cell: (cell[0][1], cell[0][0])):
            row = _index(rows, top)
            if row >= skipped:
                height, width = _count(rows, top, bottom), _count(columns, x0, x1)
                grid.place(offset + row - skipped, _index(columns, x0), _joined(text), rows=height, columns=width)
        offset += len(rows) - skipped
    return grid


def _row_texts(part: PageTable, row: int) -> list[str]:
    rows = part.rows
    return [text for box, text in sorted(part.cells) if _index(rows, box[1]) == row]


def _joined(text: str) -> str:
    """A cell's lines were broken by its width: Chinese ones join without a space."""
    lines = text.split("\n")
    result = lines[0]
    for line in lines[1:]:
        latin = result[-1:].isascii() and line[:1].isascii() and result[-1:].isalpha() and line[:1].isalpha()
        result += (" " if latin else "") + line
    return result


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] >= _SAME:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _count(edges: list[float], low: float, high: float) -> int:
    """Number of rows or columns that begin within [low, high)."""
    return max(1, sum(low - _SAME < edge < high - _SAME for edge in edges))
