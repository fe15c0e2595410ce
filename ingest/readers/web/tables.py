"""Tables of web pages: which hold data and which only lay out the page, and the grid of their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.readers.grid import Grid
from ingest.readers.web.markup import Element, elements, text_of

_PARTS = frozenset({"thead", "tbody", "tfoot", "tr", "colgroup", "col"})
_CELLS = frozenset({"td", "th"})
_LONG_CELL = 600
"""Characters: a row with a cell longer than this beside others is a page's columns where it stands alone."""
_BLOCKS_OF_PAGE = 5
_LARGE_SHARE = 0.5
_MAX_SPAN = 1000


def is_data_table(table: Element) -> bool:
    """Whether the table holds data, and not the parts of a page.

    A page's layout shows itself by rows of one cell alone, by tables within that hold most of the text, or by a
    row with a column of paragraphs.
    """
    if table.get("role") == "presentation":
        return False
    rows = [list(cells_of(row)) for row in rows_of(table)]
    wide = sum(len(cells) > 1 for cells in rows)
    if wide == 0:
        return False
    columns = any(_is_column(cell) for cells in rows for cell in cells)
    if any(element.tag == "table" for element in elements(table) if element is not table):
        return wide > 1 and not columns and not _is_frame(table, rows)
    return len(rows) > 1 or not columns


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of this table, not of those inside it, with those of the foot last, where a browser shows them."""
    foot: list[Element] = []
    for row in _own(table, "tr"):
        if row.getparent().tag == "tfoot":
            foot.append(row)
        else:
            yield row
    yield from foot


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of this row, those within a form or the like included."""
    return (cell for cell in _own(row, *_CELLS))


def strays_of(table: Element) -> Iterator[Element]:
    """Captions and other elements of the table that stand in no row and hold none."""
    for child in table:
        if isinstance(child.tag, str) and child.tag not in _PARTS and next(_own(child, "tr"), None) is None:
            yield child


def grid_of(table: Element, text_of_cell: Callable[[Element], str]) -> Grid:
    """The table's cells by row and column; merged ones cover all their places."""
    grid = Grid()
    rows = list(rows_of(table))
    last = {row.getparent(): r for r, row in enumerate(rows)}
    for r, row in enumerate(rows):
        column = 0
        left = last[row.getparent()] - r + 1
        for cell in cells_of(row):
            while grid.taken(r, column):
                column += 1
            # rowspan=0 stands for all rows that are left of the group.
            span = _span(cell.get("rowspan"), none=left)
            columns = _span(cell.get("colspan"), none=1)
            grid.place(r, column, text_of_cell(cell), rows=min(span, left), columns=columns)
            column += columns
    return grid


def _own(parent: Element, *tags: str) -> Iterator[Element]:
    """Elements of these tags below `parent` with no table, row or cell in between."""
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif not isinstance(child.tag, str):
            continue
        elif child.tag in tags:
            yield child
        elif child.tag not in ("table", "tr", "td", "th", "caption"):
            stack.append(iter(child))


def _is_frame(table: Element, rows: list[list[Element]]) -> bool:
    """Whether the tables within hold so much of the text that this one only places them."""
    inner = sum(len(text_of(nested)) for cells in rows for cell in cells for nested in _own_tables(cell))
    return inner > _LARGE_SHARE * len(text_of(table))


def _own_tables(cell: Element) -> Iterator[Element]:
    inside: set[Element] = set()
    for element in elements(cell):
        if element.getparent() in inside:
            inside.add(element)
        elif element.tag == "table":
            inside.add(element)
            yield element


def _is_column(cell: Element) -> bool:
    """True for a cell with the paragraphs of a page in it."""
    if len(text_of(cell)) < _LONG_CELL:
        return False
    return sum(1 for e in elements(cell) if e.tag in ("p", "div", "li", "h1", "h2", "h3", "table")) >= _BLOCKS_OF_PAGE


def _span(value: object, *, none: int) -> int:
    """The number that a span attribute gives; `none` for 0, and 1 for what is no number."""
    text = str(value).strip()
    if not re.fullmatch(r"\d{1,5}", text):
        return 1
    return min(int(text), _MAX_SPAN) or none
