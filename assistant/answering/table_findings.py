"""Table cells as answers: the cell whose row and column headers the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.findings import Finding
from assistant.answering.fit import holds, unit_fits, year_fit
from assistant.answering.matching import WeightedTerms
from assistant.model import AnswerKind, Question
from ingest.normalize import fold
from ingest.quantities import find_quantities
from ingest.table_cells import Cell, Row, Table, find_tables
from vectorstore.model import Hit

_IN_CAPTION = 0.5
_CELL = 0.1
"""A cell is the most exact place a figure can stand in."""
_TOTAL = 0.05
_NO_FIGURE = -0.6
_RIGHT_UNIT, _WRONG_UNIT = 0.2, -0.25
_EMPTY = re.compile(r"^[-—–/]+$")
_LONGEST_CELL, _LONGEST_HEADER = 60, 40
"""Characters; a table of longer ones is prose in boxes, which sentences serve better."""
_STATED = 0.3
_TOTALS = ("总计", "合计", "小计", "总额", "全区", "全市", "全省")


def table_findings(
    question: Question, hit: Hit, terms: WeightedTerms, heading: Sequence[float], prior: float, kind: AnswerKind
) -> list[Finding]:
    """Every cell of the passage's tables; `heading` is how far the headings above match each term."""
    found = []
    for table in find_tables(hit.passage.text):
        caption = terms.matches(fold(table.caption))
        above = [max(c, h) for c, h in zip(caption, heading, strict=True)]
        found += [
            _finding(question, hit, terms, above, prior, kind, table, row, cell)
            for row in table.rows
            for cell in row.cells
            if len(cell.text) <= _LONGEST_CELL and len(f"{row.header}{cell.column}") <= 2 * _LONGEST_HEADER
        ]
    return found


def _finding(
    question: Question,
    hit: Hit,
    terms: WeightedTerms,
    above: Sequence[float],
    prior: float,
    kind: AnswerKind,
    table: Table,
    row: Row,
    cell: Cell,
) -> Finding:
    headers = fold(f"{row.header} {cell.column}")
    own = terms.matches(f"{headers} {fold(cell.text)}")
    context = [max(o, _IN_CAPTION * a) for o, a in zip(own, above, strict=True)]
    support = terms.support([max(o, a) for o, a in zip(own, above, strict=True)])
    score = terms.coverage(context) + prior + _CELL + _kind_fit(question, kind, cell)
    score += _TOTAL if any(total in headers for total in _TOTALS) else 0.0
    around = f"{headers} {fold(table.caption)}"
    score += year_fit(question.years, headers, fold(table.caption), around)
    value = f"“{cell.text}”（表中没有数值）" if _EMPTY.match(cell.text) else f"{cell.text}{cell.unit}"
    text = "，".join(part for part in (row.header, cell.column) if part) + f"：{value}"
    score += _STATED if any(holds(f"{cell.text}{cell.unit}", figure) for figure in question.stated) else 0.0
    return Finding(hit, text, row.span, around, score, support)


def _kind_fit(question: Question, kind: AnswerKind, cell: Cell) -> float:
    if kind is not AnswerKind.FIGURE:
        return 0.0
    quantities = find_quantities(f"{cell.text}{cell.unit}")
    if not quantities and set(fold(cell.text)) - set("-—/"):
        return _NO_FIGURE
    if not question.units or not quantities:
        return 0.0
    return _RIGHT_UNIT if any(unit_fits(u, q) for u in question.units for q in quantities) else _WRONG_UNIT
