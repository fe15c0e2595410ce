"""Figures in the cells of tables, with the heads of their row and column as what they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.figures import figures_in
from assistant.verification.levels import levels_in
from assistant.verification.stated import Stated, stated_in
from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.tables.cells import Cell, find_tables
from ingest.tables.values import unit_of
from ingest.years import years_in

_NUMBER = re.compile(r"(?P<before>.*?\d[\d,.]*(?:[-—~至]\d[\d,.]*)?)(?P<after>.*)", re.DOTALL)
_LONGEST_PROSE = 40
"""Characters; a longer cell states its figures in sentences of its own."""


@lru_cache(maxsize=1024)
def cell_figures(text: str, path: Sequence[str]) -> tuple[tuple[Stated, ...], tuple[TextSpan, ...]]:
    """The figures of all short cells of `text`'s tables, and where these cells stand."""
    stated: list[Stated] = []
    spans: list[TextSpan] = []
    for table in find_tables(text, path):
        for row in table.rows:
            for cell in row.cells:
                if len(cell.text) <= _LONGEST_PROSE:
                    found = _figures_of(cell, table.caption)
                    stated += found
                    spans += [cell.span] if found else []
    return tuple(stated), tuple(spans)


@lru_cache(maxsize=1024)
def cell_lines(text: str, path: Sequence[str]) -> tuple[str, ...]:
    """All cells of `text`'s tables that have a digit, each on one line behind its heads."""
    return tuple(
        f"{cell.row} {cell.column}:{_with_unit(cell)}"
        for table in find_tables(text, path)
        for row in table.rows
        for cell in row.cells
        if any(sign.isdigit() for sign in cell.text)
    )


def _figures_of(cell: Cell, caption: str) -> list[Stated]:
    heads = fold(" ".join(part for part in (cell.row, cell.column, cell.above) if part))
    value = _with_unit(cell)
    years = years_in(heads) or years_in(caption)
    return [
        replace(
            stated,
            lead=f"{heads} {stated.lead}",
            about=f"{heads} {stated.about}",
            levels=frozenset(levels_in(heads)) or stated.levels,
            years=stated.years or years,
            said=f"{heads} {fold(caption)} {stated.said}",
            sentence=-1,
            excerpt=f"{cell.row} {cell.column} {value}".strip(),
        )
        for stated in stated_in(value)
        if stated.figure.is_amount
    ]


def _with_unit(cell: Cell) -> str:
    """The cell with the unit of its head right behind a number that has none: 150亿元以上."""
    number = _NUMBER.fullmatch(cell.text)
    bare = number is not None and all(not figure.normal_unit for figure in figures_in(cell.text))
    unit = cell.unit or (unit_of(cell.column) if bare else "")
    return f"{number['before']}{unit}{number['after']}" if unit and number is not None else cell.text
