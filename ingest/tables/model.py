"""What a table is: rows of cells that know their headers. Standard library only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.model import TextSpan

_UNIT_IN_HEADER = re.compile(r"[(（] ?(?:单位|單位)? ?[:：]? ?[^()（）]{1,8}[)）]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with its headers."""

    text: str
    span: TextSpan
    column: str
    """Column header, outer headers first, joined by a space; empty in a table of keys and values."""
    unit: str
    """Unit that the column, the row or the caption states; empty where the cell has its own."""
    row: str = ""
    """Row headers, joined by a space."""
    above: str = ""
    """Header over all the value columns, where it is no part of `column`: '2023年营业收入（亿元）'."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about and its values."""

    header: str
    span: TextSpan
    """From its first header to its last value; a serial number before them is left out."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text."""

    caption: str
    """The lines above the header, and headers that span all value columns."""
    rows: tuple[Row, ...]
    columns: tuple[str, ...] = ()
    """Headers of all columns, those that name the rows among them; empty for keys and values."""
    labels: int = 0
    """How many leading columns name the rows."""
    unit: str = ""
    """The unit that the caption or a header over all columns states."""
    notes: tuple[str, ...] = ()
    """Rows and lines under the table that explain it: '注：…'."""


def describe(cell: Cell) -> str:
    """A cell on one line: '光电信息 | 经开组团（含临空组团） | 2023年营业收入 | 850亿元'.

    Row headers, column headers, the header over all columns, and the value with its unit, where there
    are such; a unit that the value carries is not said twice.
    """
    value = f"{cell.text}{cell.unit}"
    column, above = cell.column, cell.above
    if cell.unit:
        column, above = (_without_unit(header, cell.unit) for header in (column, above))
    return " | ".join(part for part in (cell.row, column, above, value) if part)


def _without_unit(header: str, unit: str) -> str:
    kept = _UNIT_IN_HEADER.sub(lambda match: "" if unit in match.group() else match.group(), header)
    return " ".join(kept.split())
