"""Table cells as answers: the cell whose row and column headers the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.findings import CellWords, Finding
from assistant.answering.fit import MISSING_FIGURE, holds, unit_fit, year_fit
from assistant.answering.matching import WeightedTerms
from assistant.answering.periods import years_in
from assistant.model import AnswerKind, Question
from ingest.figures.quantities import find_quantities
from ingest.normalize import fold
from ingest.tables.cells import Cell, Row, Table, find_tables
from vectorstore.model import Hit

_IN_CAPTION = 0.5
_CELL = 0.1
"""A cell is the most exact place a figure can stand in."""
_TOTAL = 0.05
_JOINED = re.compile(r"[和及与、]")
_EMPTY = re.compile(r"^[-—–/]+$")
_LONGEST_CELL, _LONGEST_HEADER = 60, 40
"""Characters; a table of longer ones is prose in boxes, which sentences serve better."""
_SHOWN = 24
_STATED = 0.3
_ROLE = 0.3
_ROLES = (("配合", "协办", "协助"), ("牵头", "统筹", "主办", "主管"), ("责任", "负责", "承办", "牵头"))
_UNIT = re.compile(r"[(（][^()（）]{1,10}[)）]")
_TOTALS = ("总计", "合计", "小计", "总额", "全区", "全市", "全省")


def table_findings(
    question: Question, hit: Hit, terms: WeightedTerms, heading: Sequence[float], prior: float, kind: AnswerKind
) -> list[Finding]:
    """Every cell of the passage's tables; `heading` is how far the headings above match each term."""
    found = []
    for table in find_tables(hit.passage.text, hit.passage.path):
        caption = terms.matches(fold(table.caption))
        above = [max(c, h) for c, h in zip(caption, heading, strict=True)]
        cells = _Cells(question, hit, terms, tuple(above), prior, kind, table)
        found += [
            cells.finding(row, cell)
            for row in table.rows
            for cell in row.cells
            if len(cell.text) <= _LONGEST_CELL and (_is_short(row, cell) or cells.role_fit(cell))
        ]
        found += [cells.several(row, asked) for row in table.rows if len(asked := cells.asked_by_name(row)) > 1]
    return found


@dataclass(frozen=True, slots=True)
class _Cells:
    """Makes findings of the cells of one table."""

    question: Question
    hit: Hit
    terms: WeightedTerms
    above: tuple[float, ...]
    """How far the caption and the headings above the table match each term."""
    prior: float
    kind: AnswerKind
    table: Table

    def finding(self, row: Row, cell: Cell) -> Finding:
        headers, caption = fold(f"{row.header} {cell.column}"), fold(self.table.caption)
        around = f"{headers} {caption}"
        own = self.terms.matches(f"{headers} {fold(cell.text)}")
        context = [max(o, _IN_CAPTION * a) for o, a in zip(own, self.above, strict=True)]
        support = self.terms.support([max(o, a) for o, a in zip(own, self.above, strict=True)])
        score = self.terms.coverage(context) + self.prior + _CELL + self._figure_fit(cell)
        score += _TOTAL if any(total in headers for total in _TOTALS) else 0.0
        score += year_fit(self.question.years, headers, caption, around)
        score += self.role_fit(cell)
        score += _STATED if any(holds(f"{cell.text}{cell.unit}", stated) for stated in self.question.stated) else 0.0
        words = CellWords(f"{cell.text}{cell.unit}", _place(row, cell, self.table))
        return Finding(
            self.hit, _said(row, cell), row.span, around, score, support, empty_cell=_is_empty(cell), cell=words
        )

    def asked_by_name(self, row: Row) -> list[Cell]:
        """The cells of a row under the columns that the question names side by side: 电话和地址."""
        if self.kind is not AnswerKind.OPEN or _JOINED.search(fold(self.question.wording)) is None:
            return []
        forms = {form for term in self.question.terms for form in term.forms if form not in fold(row.header)}
        return [
            cell
            for cell in row.cells
            if len(cell.text) <= _LONGEST_CELL
            and any(fold(cell.column).endswith(form) for form in forms if len(form) > 1)
        ]

    def several(self, row: Row, cells: Sequence[Cell]) -> Finding:
        """Several cells of one row as one answer."""
        best = max((self.finding(row, cell) for cell in cells), key=lambda found: found.score)
        said = "；".join(f"{cell.column}：{cell.text}{cell.unit}" for cell in cells)
        return replace(
            best,
            text=f"{row.header}，{said}",
            score=best.score + _CELL * (len(cells) - 1),
            empty_cell=False,
            cell=CellWords(said, (row.header,)),
        )

    def role_fit(self, cell: Cell) -> float:
        """More for a cell under the role asked for, 牵头单位, where a body is asked for."""
        if self.kind is not AnswerKind.BODY:
            return 0.0
        asked, column = fold(self.question.wording), fold(cell.column)
        wanted = next((words for words in _ROLES if any(word in asked for word in words)), _ROLES[-1])
        return _ROLE if any(word in column for word in wanted) else 0.0

    def _figure_fit(self, cell: Cell) -> float:
        """Where a figure is asked for, how well the cell's fits; an empty cell is as good as any figure."""
        if self.kind is not AnswerKind.FIGURE or _is_empty(cell):
            return 0.0
        quantities = find_quantities(f"{cell.text}{cell.unit}")
        return unit_fit(self.question.units, quantities) if quantities else MISSING_FIGURE


def _is_empty(cell: Cell) -> bool:
    return _EMPTY.match(fold(cell.text)) is not None


def _said(row: Row, cell: Cell) -> str:
    """The cell with its headers and unit: '东园，亩均税收：20万元'; of a long task its beginning."""
    value = f"“{cell.text}”（表中没有数值）" if _is_empty(cell) else f"{cell.text}{cell.unit}"
    header = row.header if _is_short(row, cell) else f"{row.header[:_SHOWN].split('。')[0]}…"
    return "，".join(part for part in (header, cell.column) if part) + f"：{value}"


def _place(row: Row, cell: Cell, table: Table) -> tuple[str, ...]:
    """Column, row and the header over all of the table, without the unit that the value has."""
    row_words = row.header if _is_short(row, cell) else f"{row.header[:_SHOWN].split('。')[0]}…"
    over = cell.above or _over_all(table.caption)
    words = dict.fromkeys(_without_unit(part, cell.unit) for part in (cell.column, row_words, over))
    return tuple(part for part in words if part and not any(part != other and part in other for other in words))


def _over_all(caption: str) -> str:
    """The last words of a caption, where they are short and name a year: '2023年营业收入目标'."""
    last = caption.split()[-1:] or [""]
    return last[0] if len(last[0]) <= _SHOWN and years_in(fold(last[0])) else ""


def _without_unit(words: str, unit: str) -> str:
    return _UNIT.sub(lambda match: "" if unit and unit in match.group() else match.group(), words).strip()


def _is_short(row: Row, cell: Cell) -> bool:
    return len(f"{row.header}{cell.column}") <= 2 * _LONGEST_HEADER
