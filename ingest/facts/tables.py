"""Facts out of the cells of tables: the row says for whom, the column what is measured, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.facts.periods import PERIOD
from ingest.facts.subjects import levels_of
from ingest.facts.things import MEASURED
from ingest.figures.comparators import Direction
from ingest.figures.quantities import Quantity, find_quantities
from ingest.model import Clause, ClauseKind, Fact
from ingest.normalize import fold
from ingest.tables.cells import Cell, Row, Table, find_tables

_UNIT_COLUMN = re.compile(r"(?:计量)?单位")
_UNIT_NOTE = re.compile(r"[（(][^（）()]*[）)]$|[（(]?(?:计量)?单位\s*[:：]\s*[^\s（）()]{1,10}[）)]?")
_NUMBER = re.compile(r"\d[\d,.]*", re.ASCII)
_ONLY_WHEN = re.compile(
    r"(?:目标值?|规划值?|预期值?|现状值?|完成值?|实际值?|基期值?|计划数?|指标值?|(?:评价|考核|评分|达标)标准|数值|数量|金额|\s)*"
)
_NO_MEASURE = re.compile(
    r"序号|编号|代码|电话|邮编|日期|时间|页|备注|年龄|楼层|房号|地址|名次|排名|位次|账号|学号|成绩|得分|分值|权重|课程|说明"
)
_CAPTION_WORDS = re.compile(r"[\s:：,，;；]+")
_GROWTH = re.compile(
    r"(?:累计|同比|较上年|比上年)?(?P<often>年均)?(?:累计|同比)?(?:增长(?:率|速度)?|增速|增幅|提高|(?P<falls>下降|降低|降幅))(?:率|目标)?"
)
_ITEM_NUMBER = re.compile(r"^\d{1,2}[.、．]")
_FEWEST_ROWS = 3
_LONGEST_CAPTION = 48
_CAPTION_LINES = 3
_CAPTION = re.compile(r"(?:表|指标|目标|计划|任务)\s*(?:[（(][^（()）]*[)）])?\s*$|单位[:：]")
_AIM = re.compile(r"(?<=\S{2})(?:目标值?|规划值?|预期值?|计划数?|任务数?)(?=\s*(?:[（(][^（()）]*[）)])?$)")
"""What follows a measure in a header: 营业收入目标(亿元)."""
_PART = re.compile(r"^其中[:：]?(?=\S)")
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class _Named:
    """What headers say of a cell."""

    subject: str
    indicator: str
    period: str
    change: str = ""


def table_facts(text: str, offset: int, clause: int) -> list[Fact]:
    """One fact for each cell of `text`'s tables that holds a figure and knows what it measures.

    `offset` is the place of `text` in the source, `clause` the ordinal that the facts are given.
    """
    tables = find_tables(text)
    return [fact for table in tables for row in table.rows for fact in _row_facts(table, row, offset, clause)]


def facts_of_table(text: str, clauses: Sequence[Clause], table: Clause) -> list[Fact]:
    """The facts of a clause that is a table, with the lines above that name it or state its unit; `text` is whole."""
    start = _caption_start(text, clauses, table)
    return table_facts(text[start : table.span.end], start, table.ordinal)


def torn_tables(text: str, clauses: Sequence[Clause]) -> list[Fact]:
    """The facts of tables whose rows stand in clauses of their own, as those of plain text do."""
    found: list[Fact] = []
    for _, rows in groupby(clauses, key=lambda clause: clause.kind is not ClauseKind.TABLE and _is_row(text, clause)):
        run = list(rows)
        if len(run) < _FEWEST_ROWS or not _is_row(text, run[0]):
            continue
        start = _caption_start(text, clauses, run[0])
        for fact in table_facts(text[start : run[-1].span.end], start, run[0].ordinal):
            row = next((clause for clause in run if clause.span.contains(fact.span)), run[0])
            found.append(replace(fact, clause=row.ordinal))
    return found


def _caption_start(text: str, clauses: Sequence[Clause], first: Clause) -> int:
    """Where the lines right above the rows begin that name the table or state its unit, else where the rows begin."""
    start = first.span.start
    for above in reversed(clauses[max(0, first.ordinal - _CAPTION_LINES) : first.ordinal]):
        if len(above.span) > _LONGEST_CAPTION or not _CAPTION.search(above.span.slice(text)):
            break
        start = above.span.start
    return start


def _is_row(text: str, clause: Clause) -> bool:
    line = clause.span.slice(text).strip()
    return "\t" in line and "\n" not in line


def _row_facts(table: Table, row: Row, offset: int, clause: int) -> Iterator[Fact]:
    stated = next((cell.text for cell in row.cells if _UNIT_COLUMN.fullmatch(fold(cell.column))), "")
    header, column_unit = _without_unit_column(row.header)
    for cell in row.cells:
        figure = _figure(cell, stated or column_unit or _unit_in(header))
        named = _named(table, header, cell) if figure is not None else None
        if figure is None or named is None or figure.value is None or not _fits(figure, named.indicator):
            continue
        yield Fact(
            clause=clause,
            span=cell.span.shifted(offset),
            statement=row.span.shifted(offset),
            subject=named.subject,
            level=levels_of(fold(named.subject)),
            indicator=named.indicator,
            comparator=str(figure.bound),
            change=str(figure.change or named.change),
            low=figure.value[0],
            high=figure.value[1],
            unit=figure.normal_unit,
            written=cell.text,
            period=named.period,
        )


def _without_unit_column(header: str) -> tuple[str, str]:
    """A row's header and the unit that its last column names: 工业增加值 亿元."""
    rest, _, last = header.rpartition(" ")
    return (rest, last) if rest and _is_unit(last) else (header, "")


def _is_unit(text: str) -> bool:
    figures = find_quantities(f"5{text}") if text else ()
    return len(figures) == 1 and figures[0].unit != "" and len(figures[0].span) == len(text) + 1


def _figure(cell: Cell, stated: str) -> Quantity | None:
    """The one figure that fills the cell, read with the unit that a header states; None for words."""
    folded = fold(cell.text)
    if not re.search(r"\d", folded) or _NO_MEASURE.search(fold(cell.column)):
        return None
    unit = cell.unit or stated
    whole = f"{cell.text}{unit}" if _NUMBER.fullmatch(folded) else cell.text
    quantities = find_quantities(whole)
    if len(quantities) != 1 or len(quantities[0].span) != len(whole):
        return None
    figure = quantities[0]
    return figure if figure.is_amount or (unit and figure.is_year is False) else None


def _named(table: Table, header: str, cell: Cell) -> _Named | None:
    """Who and what a cell is of; None where no header names anything that can be measured."""
    columns = [_plain(piece) for piece in cell.column.split(" ") if piece]
    period = _period(cell.column) or _period(header) or _period(table.caption)
    header = _plain(header)
    growth = next((match for piece in columns if (match := _GROWTH.fullmatch(fold(piece)))), None)
    if growth is not None:
        # 年均增长(%) is how the row's indicator changes.
        change = Direction.DECREASE if growth["falls"] else Direction.INCREASE
        often = " ".join(piece for piece in (period, growth["often"] or "") if piece)
        return _Named("", _last(header), often, str(change)) if _measured(header) else None
    columns = [piece for piece in columns if piece and not _ONLY_WHEN.fullmatch(piece)]
    measured = [piece for piece in columns if _measured(piece)]
    others = [piece for piece in columns if not _measured(piece)]
    if measured:
        return _Named(" ".join([header, *others]).strip(), measured[-1], period)
    if _measured(header):
        return _Named(" ".join(others), _last(header), period)
    captions = [_plain(piece) for piece in _CAPTION_WORDS.split(table.caption)]
    named = [piece for piece in captions if _measured(piece) and len(piece) <= _LONGEST]
    if len(set(named)) != 1 or not header:
        return None
    return _Named(" ".join([header, *others]).strip(), named[0], period)


def _last(header: str) -> str:
    """The innermost of a row's headers, without its number: 1.研发投入强度."""
    return _ITEM_NUMBER.sub("", header.rpartition(" ")[2])


def _measured(words: str) -> bool:
    folded = fold(words)
    return bool(folded) and (MEASURED.search(folded) is not None)


def _plain(header: str) -> str:
    """A header without its unit and its year, and without what says that it is an aim or a part."""
    bare = _PART.sub("", _AIM.sub("", header.strip()))
    note = _UNIT_NOTE.search(bare)
    if note and _unit_in(bare):
        bare = (bare[: note.start()] + bare[note.end() :]).strip()
    folded = fold(bare)
    when = PERIOD.match(folded)
    return bare[when.end() :].strip() if when and len(folded) > when.end() else "" if when else bare


def _period(words: str) -> str:
    when = PERIOD.search(fold(words))
    return words[when.start() : when.end()] if when else ""


def _unit_in(header: str) -> str:
    """The unit in brackets at a header's end: 亿元 of 地区生产总值(亿元)."""
    match = re.search(r"[（(](?:单位[:：])?([^（）()]{1,8})[）)]$", header)
    if match is None:
        return ""
    return match[1] if _is_unit(match[1]) else ""


def _fits(figure: Quantity, indicator: str) -> bool:
    """False for a bare number whose indicator leaves its unit open."""
    if figure.normal_unit:
        return True
    return re.search(r"(?:[人户家个]?数|数量|指数|人口)$", fold(indicator)) is not None
