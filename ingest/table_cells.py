"""Tables as cells that know their row and column headers.

Reads the two forms in which tables reach us as text: one row a line with tabs between the cells, and
web copies flattened to one cell a line, whose rows are found again by their serial numbers or by the
regular change from words to figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.figures.units import SCALE, UNIT
from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.quantities import find_quantities

# All of these are matched against folded text.
_NUMBER = re.compile(r"[-+]?\d[\d,.]*(?: ?[-—~至] ?\d[\d,.]*)?", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:年度?)?", re.ASCII)
_EMPTY = re.compile(r"^[-—–/]*$")
_MEASURE = rf"(?:{SCALE}|[百千])?(?:{UNIT})(?:/[^()]{{1,6}})?"
_UNIT = re.compile(
    rf"\( ?(?:单位 ?: ?)?({_MEASURE}) ?\)|单位 ?: ?({_MEASURE})(?![\u4e00-\u9fff])|[:,] ?({_MEASURE}) ?$"
)
_OTHER_UNIT = re.compile(r"(?:率|占比|比重|增速|增幅|年份|年度|时间|日期|期限|名次|排名|位次|电话|备注)(?:\(.*\))?$")
"""Columns that a unit stated for the whole table does not fit."""
_SERIAL = re.compile(r"^(?:序号|编号|no\.?)$", re.IGNORECASE)
_GROUP = re.compile(r"^(?:其中|合计其中|分项)[:：]?$")
_PART_OF = re.compile(r"^其中[:：]?\S")
_OPENS = re.compile(r"\([^()\n]*\n|\n\((?![一二三四五六七八九十\d]{1,3}\))")
"""A line that a bracket opened on the line before goes on into, or that a bracket begins, if no label (一)."""
_FEWEST_ROWS = 2
_CAPTION_LINES = 3
_LONGEST_HEADER = 40
_MOST_HEADER_LINES = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One value with its headers."""

    text: str
    span: TextSpan
    column: str
    """Column header, outer headers first, joined by a space."""
    unit: str
    """Unit that the column header, else the caption, states; empty where the cell has its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it is about and its values."""

    header: str
    span: TextSpan
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table in a text."""

    caption: str
    """The lines above the header, and headers that span all value columns."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    span: TextSpan


@lru_cache(maxsize=512)
def find_tables(text: str) -> tuple[Table, ...]:
    """The tables in `text`, spans counted from its start; a run that does not come out even gives none."""
    tables = _tabbed(text)
    flattened = None if tables else _flattened(text)
    return (*tables, *([flattened] if flattened else []))


def _tabbed(text: str) -> list[Table]:
    tables: list[Table] = []
    lines = [_Token(m.group(), TextSpan(*m.span())) for m in re.finditer(r"[^\n]+", text)]
    start = after_last = 0
    while start < len(lines):
        end = start
        while end < len(lines) and "\t" in lines[end].text:
            end += 1
        if end - start >= _FEWEST_ROWS:
            caption = " ".join(line.text.strip() for line in lines[max(after_last, start - _CAPTION_LINES) : start])
            table = _from_rows([_cells_of(line) for line in lines[start:end]], caption)
            tables += [table] if table else []
        after_last = end if end > start else after_last
        start = end + 1
    return tables


def _cells_of(line: _Token) -> list[_Token]:
    cells = []
    offset = line.span.start
    for piece in line.text.split("\t"):
        inner = piece.strip()
        start = offset + (piece.find(inner) if inner else 0)
        cells.append(_Token(inner, TextSpan(start, start + len(inner))))
        offset += len(piece) + 1
    return cells


def _from_rows(rows: Sequence[list[_Token]], caption: str) -> Table | None:
    width = max(len(row) for row in rows)
    rows = [row for row in rows if len(row) == width]
    captions = []
    while rows and len({cell.text for cell in rows[0]}) == 1:
        captions.append(rows[0][0].text)
        rows = rows[1:]
    heads = _header_rows(rows)
    if not heads or len(rows) <= heads:
        return None
    columns = [" ".join(dict.fromkeys(row[i].text for row in rows[:heads] if row[i].text)) for i in range(width)]
    columns = _with_parents(columns)
    labels = _label_columns(rows[heads:], columns)
    described = " ".join([*captions, caption, _shared(columns[labels:])]).strip()
    body = [_row(row, columns, labels, _unit(described)) for row in rows[heads:]]
    return Table(described, tuple(row for row in body if row.cells))


def _header_rows(rows: Sequence[Sequence[_Token]]) -> int:
    """Leading rows without figures; at least one, since values without headers mean nothing.

    Years alone (2019 | 2020) are headers and no figures.
    """
    for number, row in enumerate(rows[:_MOST_HEADER_LINES]):
        values = [cell for cell in row[1:] if _is_value(cell.text) and not _EMPTY.match(cell.text)]
        if values and (number or not all(_YEAR.fullmatch(fold(cell.text)) for cell in values)):
            return number
    return 1


def _with_parents(columns: Sequence[str]) -> list[str]:
    """Headers such as '其中规模以上' with the header before them, of which they are a part."""
    named: list[str] = []
    whole = ""
    for column in columns:
        if _PART_OF.match(column) and whole:
            named.append(f"{whole} {column}")
        else:
            named.append(column)
            whole = column
    return named


def _label_columns(rows: Sequence[Sequence[_Token]], columns: Sequence[str]) -> int:
    """How many leading columns name the row: serial numbers, and words in most rows."""
    count = 0
    for i, column in enumerate(columns[:-1]):
        words = sum(1 for row in rows if row[i].text and not _is_value(row[i].text))
        if _SERIAL.match(fold(column)) or (words > len(rows) / 2 and count == i and count < 3):
            count = i + 1
        else:
            break
    return max(count, 1)


def _row(row: Sequence[_Token], columns: Sequence[str], labels: int, unit: str) -> Row:
    named = [cell for cell, column in zip(row[:labels], columns, strict=False) if not _SERIAL.match(fold(column))]
    header = " ".join(dict.fromkeys(cell.text for cell in named if cell.text))
    cells = tuple(
        Cell(cell.text, cell.span, column, _cell_unit(cell.text, column, unit))
        for cell, column in zip(row[labels:], columns[labels:], strict=True)
        if cell.text
    )
    start = named[0].span.start if named else row[0].span.start
    return Row(header, TextSpan(start, max(cell.span.end for cell in row)), cells)


def _cell_unit(text: str, column: str, unit: str) -> str:
    """The unit of a bare number: its column's, else the table's where that fits the column."""
    if not _NUMBER.fullmatch(fold(text)):
        return ""
    return _unit(column) or ("" if _OTHER_UNIT.search(fold(column)) else unit)


def _flattened(text: str) -> Table | None:
    tokens = _joined_brackets(_lines(text))
    starts = _serial_starts(tokens) or _label_starts(tokens)
    if len(starts) < _FEWEST_ROWS:
        return None
    width = starts[1] - starts[0]
    rows = [tokens[start : start + width] for start in starts if start + width <= len(tokens)]
    numbered = any(_SERIAL.match(fold(token.text)) for token in tokens[: starts[0]])
    if len(rows) < len(starts) and not numbered:
        # Only under 序号 is a last row cut short surely one; elsewhere 1, 2, 3 may be figures.
        return None
    head = _headers([token.text for token in tokens[: starts[0]]], width)
    if head is None or any(_is_value(column) for column in head[1]):
        return None
    caption, columns = head
    labels = _label_columns(rows, columns)
    body = [_row(row, columns, labels, _unit(caption)) for row in rows]
    return Table(caption, tuple(row for row in body if row.cells))


def _lines(text: str) -> list[_Token]:
    """The lines that are not blank, without outer white space."""
    tokens = []
    for match in re.finditer(r"[^\n]+", text):
        inner = match.group().strip()
        start = match.start() + match.group().find(inner)
        tokens += [_Token(inner, TextSpan(start, start + len(inner)))] if inner else []
    return tokens


def _serial_starts(tokens: Sequence[_Token]) -> list[int]:
    """Positions of 1, 2, 3, ... at one distance from each other."""
    for first, token in enumerate(tokens):
        if token.text != "1":
            continue
        second = next((i for i in range(first + 2, len(tokens)) if tokens[i].text == "2"), None)
        while second is not None:
            width = second - first
            starts = [first]
            while starts[-1] + width < len(tokens) and tokens[starts[-1] + width].text == str(len(starts) + 1):
                starts.append(starts[-1] + width)
            if len(starts) > _FEWEST_ROWS:
                return [] if _goes_on(tokens, starts[-1], width, str(len(starts) + 1)) else starts
            second = next((i for i in range(second + 1, len(tokens)) if tokens[i].text == "2"), None)
    return []


def _goes_on(tokens: Sequence[_Token], last: int, width: int, serial: str) -> bool:
    """True where the next serial number stands, before a name, at another distance: a cell is missing or too many."""
    return any(
        tokens[i].text == serial and not _is_value(tokens[i + 1].text)
        for i in range(last + 2, min(last + 2 * width, len(tokens) - 1))
    )


def _label_starts(tokens: Sequence[_Token]) -> list[int]:
    """Positions of words that are followed each time by the same number of values, and by nothing else."""
    marks = [i for i, token in enumerate(tokens[:-1]) if not _is_value(token.text) and _is_value(tokens[i + 1].text)]
    for i in range(len(marks) - 1):
        width = marks[i + 1] - marks[i]
        starts = [mark for n, mark in enumerate(marks[i:]) if mark == marks[i] + n * width]
        if width > 1 and len(starts) > _FEWEST_ROWS:
            rows = [tokens[start + 1 : start + width] for start in starts]
            even = all(len(row) == width - 1 and all(_is_value(cell.text) for cell in row) for row in rows)
            after = starts[-1] + width
            over = after < len(tokens) and _is_value(tokens[after].text)
            broken = any(after < mark < after + width for mark in marks)
            return starts if even and not over and not broken else []
    return []


def _joined_brackets(tokens: Sequence[_Token]) -> list[_Token]:
    """The lines with a bracket on lines of its own put back to the words before it."""
    joined: list[_Token] = []
    for token in tokens:
        before = joined[-1].text if joined else ""
        short = len(before) + len(token.text) <= _LONGEST_HEADER
        if short and joined and not _is_value(before) and _OPENS.search(fold(before) + "\n" + fold(token.text)):
            joined[-1] = _Token(before + token.text, TextSpan(joined[-1].span.start, token.span.end))
        else:
            joined.append(token)
    return joined


def _headers(texts: Sequence[str], width: int) -> tuple[str, list[str]] | None:
    """Caption and column headers out of the texts before the first row.

    Headers that span columns come before those they span; they are told by their unit or by '其中', and
    become part of the caption. None where the count does not come out.
    """
    first = next((i for i, text in enumerate(texts) if _SERIAL.match(fold(text))), None)
    if first is None:
        return (" ".join(texts[:-width]), list(texts[-width:])) if len(texts) >= width else None
    columns = [text for text in texts[first:] if not _GROUP.match(text)]
    spanning = [text for text in columns[1:] if _unit(text)]
    while len(columns) > width and spanning:
        columns.remove(spanning[0])
        texts = [*texts[:first], spanning.pop(0), *texts[first:]]
        first += 1
    if len(columns) != width:
        return None
    return " ".join(texts[:first]), columns


def _shared(columns: Sequence[str]) -> str:
    """The words that begin every one of several column headers."""
    words = [column.split(" ") for column in columns if column]
    if len(words) < 2:
        return ""
    common = []
    for parts in zip(*words, strict=False):
        if len(set(parts)) > 1:
            break
        common.append(parts[0])
    return " ".join(common)


def _unit(text: str) -> str:
    """The unit that a header or a caption states, as written there: '（亿元）', '单位：万元/亩'."""
    match = _UNIT.search(fold(text))
    return text[slice(*match.span(match.lastindex or 0))] if match else ""


def _is_value(text: str) -> bool:
    """True for an empty cell and for a figure that fills its cell; a year with 年 names a row."""
    folded = fold(text)
    if not text or _EMPTY.match(folded) or _NUMBER.fullmatch(folded):
        return bool(text)
    quantities = find_quantities(text)
    return len(quantities) == 1 and len(quantities[0].span) == len(text) and quantities[0].is_amount
