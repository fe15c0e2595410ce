"""A table as a grid of cells in which merged cells repeat their value."""

from __future__ import annotations

import re

_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
MAX_SPAN = 1000
"""Wider spans than this are mistakes of the file ('colspan=99999') and are cut."""
_MOST_PLACES = 2_000_000
"""Merged cells of one table may cover so many places in all; from there on a cell covers its own place only."""


def one_line(text: str) -> str:
    """`text` as the content of one table cell: white space and line breaks become single spaces."""
    return _SPACE.sub(" ", text).strip(" \u3000")


class Grid:
    """Collects cells by position; `rows()` gives the rectangle without empty rows and columns."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], tuple[str, tuple[int, int]]] = {}
        self._covered = 0

    def taken(self, row: int, column: int) -> bool:
        """Whether a cell, its own or one merged into it, lies at this place."""
        return (row, column) in self._cells

    def place(self, row: int, column: int, text: str, *, rows: int = 1, columns: int = 1) -> None:
        """Puts a cell at (row, column) that covers `rows` × `columns` places; the first to come keeps a place."""
        content = one_line(text)
        rows, columns = min(rows, MAX_SPAN), min(columns, MAX_SPAN)
        self._covered += rows * columns
        if self._covered > _MOST_PLACES:
            rows = columns = 1
        for r in range(row, row + rows):
            for c in range(column, column + columns):
                self._cells.setdefault((r, c), (content, (row, column)))

    def rows(self) -> list[list[str]]:
        """Rows of equal length. A row or column that only repeats merged neighbours is dropped as empty."""
        kept_rows, kept_columns = self._kept()
        return [[self._text(r, c) for c in kept_columns] for r in kept_rows]

    def full_width(self) -> list[bool]:
        """For each of `rows()`: whether one merged cell fills the whole row (a caption or a note)."""
        kept_rows, kept_columns = self._kept()
        return [len({self._origin(r, c) for c in kept_columns}) == 1 for r in kept_rows]

    def _kept(self) -> tuple[list[int], list[int]]:
        origins = {origin for text, origin in self._cells.values() if text}
        return sorted({r for r, _ in origins}), sorted({c for _, c in origins})

    def _text(self, row: int, column: int) -> str:
        cell = self._cells.get((row, column))
        return cell[0] if cell else ""

    def _origin(self, row: int, column: int) -> tuple[int, int] | None:
        cell = self._cells.get((row, column))
        return cell[1] if cell else None
