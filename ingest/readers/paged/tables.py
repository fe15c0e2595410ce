"""Tables of pages, told by their ruled lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pdfplumber.utils.text import extract_text

from ingest.readers.grid import Grid
from ingest.readers.paged.lines import PageLine, mend, rows_of

_SAME = 3.0
"""Edges nearer than this, in points, are one edge."""

_MOST_CROSSINGS = 1_000_000

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the upper left corner of the page."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, upright or level, in points from the upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


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
    if not _is_searchable(page.edges):
        return []
    chars = sorted(page.chars, key=_middle)
    middles = [_middle(char) for char in chars]
    found = []
    for table in page.find_tables():
        cells = []
        for x0, top, x1, bottom in table.cells:
            row = chars[bisect_left(middles, top) : bisect_right(middles, bottom)]
            inner = [char for char in row if x0 <= (char["x0"] + char["x1"]) / 2 <= x1]
            cells.append(((x0, top, x1, bottom), mend(extract_text(inner) if inner else "")))
        candidate = PageTable(number, tuple(table.bbox), tuple(cells))
        if _is_table(candidate):
            found.append(candidate)
    return found


def _middle(char: dict[str, Any]) -> float:
    return float((char["top"] + char["bottom"]) / 2)


def _is_searchable(edges: Sequence[dict[str, Any]]) -> bool:
    """Whether the crossings of these edges can be looked for: on a map or a plan there are millions."""
    straight = [edge for edge in edges if edge["orientation"] in ("h", "v")]
    if len(straight) < 4:
        return False
    merged = merge_edges(straight, _SAME, _SAME, _SAME, _SAME)
    upright = sum(1 for edge in merged if edge["orientation"] == "v")
    return upright * (len(merged) - upright) <= _MOST_CROSSINGS


def tables_from_rules(rules: Sequence[Rule], words: Sequence[PageLine], number: int) -> list[PageTable]:
    """The tables that ruled lines form on a page of a format other than PDF, with the words in their cells."""
    edges = [_edge(rule) for rule in rules]
    if not _is_searchable(edges):
        return []
    edges = merge_edges(edges, _SAME, _SAME, _SAME, _SAME)
    cells = intersections_to_cells(edges_to_intersections(edges, _SAME, _SAME))
    found = []
    for boxes in cells_to_tables(cells):
        filled = tuple((box, _text_in(box, words)) for box in boxes)
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        candidate = PageTable(number, box, filled)
        if _is_table(candidate):
            found.append(candidate)
    return found


def inside(word: PageLine, table: PageTable) -> bool:
    """Whether a word's middle lies within a table."""
    return _holds(table.box, word)


def _edge(rule: Rule) -> dict[str, Any]:
    level = rule.x1 - rule.x0 >= rule.bottom - rule.top
    return {
        "x0": rule.x0, "x1": rule.x1, "top": rule.top, "bottom": rule.bottom,
        "width": rule.x1 - rule.x0, "height": rule.bottom - rule.top, "orientation": "h" if level else "v",
    }  # fmt: skip


def _text_in(box: Box, words: Sequence[PageLine]) -> str:
    return "\n".join(line.text for line in rows_of([word for word in words if _holds(box, word)]))


def _holds(box: Box, word: PageLine) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_table(candidate: PageTable) -> bool:
    filled = sum(bool(text.strip()) for _, text in candidate.cells)
    return len(candidate.rows) > 1 and len(candidate.columns) > 1 and filled > 2


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
