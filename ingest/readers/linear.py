"""The linear text that a reader produces, and the builder that keeps account of its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.model import PageData, RemovedKind, RemovedText, StatedHeading, TextSpan
from ingest.readers.grid import Grid

_SPACE = re.compile(r"\s+")
_LONGEST_REMOVED = 200


@dataclass(frozen=True, slots=True)
class LinearText:
    """Text with the spans of its tables (one line a row, cells divided by tabs).

    `removed`, `page` and `headings` as in `SourceText`.
    """

    text: str
    tables: tuple[TextSpan, ...] = ()
    removed: tuple[RemovedText, ...] = ()
    page: PageData = field(default_factory=PageData)
    headings: tuple[StatedHeading, ...] = ()


class LinearBuilder:
    """Collects lines and tables in reading order; lines are divided by single '\\n'."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._tables: list[TextSpan] = []
        self._headings: list[StatedHeading] = []
        self._removed: dict[tuple[RemovedKind, str], None] = {}

    def remove(self, kind: RemovedKind, text: str) -> None:
        """Records what is left out; the same text twice counts once."""
        shown = _SPACE.sub(" ", text).strip()[:_LONGEST_REMOVED]
        if shown:
            self._removed[(kind, shown)] = None

    def add_line(self, line: str, level: int = 0) -> None:
        """Adds `line` (it may hold line breaks of its own); blank ones are dropped.

        `level` is that of a heading, 1 to 6.
        """
        for piece in line.splitlines():
            trimmed = piece.strip()
            if trimmed:
                if level:
                    span = TextSpan(self._length, self._length + len(trimmed))
                    self._headings.append(StatedHeading(span, level))
                self._append(trimmed)

    def add_table(self, grid: Grid) -> None:
        """Adds a table. Captions above and notes below that fill the whole width become ordinary lines,

        and so does a table of one column: it is a frame around text.
        """
        rows, full = grid.rows(), grid.full_width()
        if not rows:
            return
        first, last = 0, len(rows)
        while first < last and full[first]:
            first += 1
        while last > first and full[last - 1]:
            last -= 1
        for row in rows[:first]:
            self.add_line(row[0])
        if first < last:
            self._add_rows(rows[first:last])
        for row in rows[last:]:
            self.add_line(row[0])

    def build(self) -> LinearText:
        """The text so far; it has no trailing line break."""
        removed = tuple(RemovedText(kind, text) for kind, text in self._removed)
        return LinearText("\n".join(self._parts), tuple(self._tables), removed, headings=tuple(self._headings))

    def _add_rows(self, rows: list[list[str]]) -> None:
        start = self._length
        for row in rows:
            self._append("\t".join(row))
        self._tables.append(TextSpan(start, self._length - 1))

    def _append(self, line: str) -> None:
        self._parts.append(line)
        self._length += len(line) + 1
