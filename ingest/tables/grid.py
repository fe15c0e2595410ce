"""Rows of cells to a table: which rows are headers, which columns name the rows, what the units are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.tables.model import Cell, Row, Table
from ingest.tables.values import (
    is_empty,
    is_number,
    is_serial_head,
    is_value,
    is_year,
    takes_table_unit,
    unit_alone,
    unit_of,
)

_MOST_HEADER_LINES = 4
_MOST_LABELS = 3
_LEAST_EVEN = 0.8
"""Share of rows that must be of one length."""
_MOSTLY = 0.5
_PART_OF = re.compile(r"其中 ?[:：]?\S")
_NOTE = re.compile(r"(?:备?注|说明|资料来源|数据来源) ?\d{0,2} ?:")
_UNIT_COLUMN = re.compile(r"(?:计量|指标)?单位")
_KEYS = re.compile(
    r"(?:索引号?|主题(?:分类|词)?|发文(?:机关|字号|日期|单位)|发布(?:机构|单位|日期|时间)|文号|公文种类|成文日期|标题|名称|信息名称"
    r"|有效性|生效日期|实施日期|失效日期|废止日期|文件状态|关键词|来源|内容概述|组配分类|体裁分类|服务对象|公开(?:方式|形式|时限)"
    r"|责任部门|联系(?:人|电话|方式)|地址|邮编|电话|传真)"
)
"""Keys of the boxes that government pages put over a document, on folded text without blanks."""
_GENERIC = re.compile(
    r".{0,6}(?:名称|项目|指标|类别|类型|事项|内容|序号|区域|地区|单位|年份|等级|层次|阶段|环节|对象|种类|部门)"
)
"""What the first column of a table with a header row is called."""
_LONGEST_KEY = 14
_PROSE = re.compile(r"[。;,]")
_LONGEST_COLUMN_NAME = 12


@dataclass(frozen=True, slots=True)
class Token:
    """The text of a cell, without white space around it, and its place."""

    text: str
    span: TextSpan


TokenRow = Sequence[Token]


def table_of(rows: Sequence[TokenRow], caption: str, notes: Sequence[str] = ()) -> Table | None:
    """The table that rows of cells make; None where they are uneven or their headers do not show."""
    rows = _even(rows)
    start = 0
    while start < len(rows) and len({cell.text for cell in rows[start]}) == 1:
        start += 1
    captions = [row[0].text for row in rows[:start]]
    rows, under = _without_notes(rows[start:])
    if not rows:
        return None
    described = " ".join(part for part in (*captions, caption) if part)
    pairs = _pairs(rows)
    if pairs:
        return Table(described, pairs, notes=(*under, *notes))
    heads = _header_rows(rows)
    if not heads or len(rows) <= heads:
        return None
    columns = _columns(rows[:heads])
    body = [row for row in rows[heads:] if not _counts_columns(row)]
    labels = label_columns(body, columns)
    if any(not column and any(row[i].text for row in body) for i, column in enumerate(columns) if i >= labels):
        return None
    described = " ".join(part for part in (described, _shared(columns[labels:])) if part)
    unit = unit_of(described) or _corner_unit(columns[:labels])
    table = with_rows(body, columns, labels, Table(described, (), unit=unit))
    return replace(table, notes=(*under, *notes)) if table.rows else None


def with_rows(body: Sequence[TokenRow], columns: Sequence[str], labels: int, table: Table, above: str = "") -> Table:
    """`table` with the rows that `body` makes under these column headers.

    A row that is one text names the section below it; a row '其中：…' is a part of the last one that is none.
    """
    section = whole = ""
    rows: list[Row] = []
    unit_column = _unit_column(body, columns)
    for cells in body:
        if _is_section(cells):
            section = whole = cells[0].text
            continue
        part = any(_PART_OF.match(fold(cell.text[:6])) for cell in cells[:labels])
        row = _row(cells, columns, labels, table.unit, whole if part else section, unit_column, above)
        whole = whole if part else row.header
        if row.cells:
            rows.append(row)
    return replace(table, rows=tuple(rows), columns=tuple(columns), labels=labels)


def label_columns(rows: Sequence[TokenRow], columns: Sequence[str]) -> int:
    """How many leading columns name the row: serial numbers, then words.

    Before figures all columns of words do; in a table of words throughout only merged ones, whose text
    repeats downwards, and the first after them.
    """
    serials = 0
    while serials < len(columns) - 1 and is_serial_head(columns[serials]):
        serials += 1
    words = serials
    while words < min(len(columns) - 1, serials + _MOST_LABELS) and _is_wordy(rows, words):
        words += 1
    figures = [i for i in range(words, len(columns)) if not _is_wordy(rows, i)]
    if figures and len(figures) >= (len(columns) - words) / 2:
        return max(words, 1)
    labels = serials
    while labels < min(len(columns) - 2, serials + _MOST_LABELS - 1) and _repeats(rows, labels):
        labels += 1
    return max(min(labels + 1, len(columns) - 1), 1)


def _even(rows: Sequence[TokenRow]) -> list[TokenRow]:
    widths = Counter(len(row) for row in rows)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return [row for row in rows if len(row) == width] if width > 1 and count >= _LEAST_EVEN * len(rows) else []


def _without_notes(rows: Sequence[TokenRow]) -> tuple[Sequence[TokenRow], tuple[str, ...]]:
    """The rows without those at the end that are one note over all columns."""
    end = len(rows)
    while end and _is_note(rows[end - 1]):
        end -= 1
    return rows[:end], tuple(row[0].text for row in rows[end:])


def _is_note(row: TokenRow) -> bool:
    told = row[0].text and _NOTE.match(fold(row[0].text[:12]))
    return bool(told) and len({cell.text for cell in row} - {""}) == 1


def _pairs(rows: Sequence[TokenRow]) -> tuple[Row, ...]:
    """Rows of keys and values, '索引号 | 001 | 发文机关 | 某局'; empty where the table has a header row."""
    width = len(rows[0])
    if width % 2 or width > 6:
        return ()
    keys = [row[i] for row in rows for i in range(0, width, 2) if row[i].text and row[i].text != row[i + 1].text]
    if not keys or not _are_keys([key.text for key in keys], rows):
        return ()
    found = []
    for row in rows:
        for key, value in zip(row[::2], row[1::2], strict=True):
            if key.text and value.text and key.text != value.text:
                name = key.text.rstrip(":： ")
                cell = Cell(value.text, value.span, "", "", name)
                found.append(Row(name, TextSpan(key.span.start, value.span.end), (cell,)))
    return tuple(found)


def _are_keys(keys: Sequence[str], rows: Sequence[TokenRow]) -> bool:
    folded = [re.sub(r"\s", "", fold(key)).rstrip(":") for key in keys]
    if any(len(key) > _LONGEST_KEY or is_value(key) for key in folded) or len(set(folded)) < len(folded):
        return False
    known = sum(1 for key in folded if _KEYS.fullmatch(key))
    marked = sum(1 for key in keys if key.endswith((":", "：")))
    if marked == len(keys) or (known >= 2 and known >= len(keys) / 2):
        return True
    first = fold(rows[0][1].text)
    told = len(first) > _LONGEST_COLUMN_NAME and _PROSE.search(first) is not None
    return len(rows[0]) == 2 and len(rows) > 1 and told and not _GENERIC.fullmatch(folded[0])


def _header_rows(rows: Sequence[TokenRow]) -> int:
    """How many leading rows are headers; 0 where none is.

    Over figures these are the rows without any, years (2019 | 2020) not counted; over words one row and
    those that divide a merged header of it.
    """
    free = _rows_without_figures(rows)
    if not free:
        return 0
    values = [cell.text for row in rows[free:] for cell in row[1:] if cell.text]
    if sum(1 for text in values if is_value(text)) >= _MOSTLY * len(values) and values:
        return free
    merged = 1
    while merged < min(_MOST_HEADER_LINES, free, len(rows) - 1) and _divides(rows[merged - 1], rows[merged]):
        merged += 1
    return merged


def _rows_without_figures(rows: Sequence[TokenRow]) -> int:
    for number, row in enumerate(rows[:_MOST_HEADER_LINES]):
        if number and (_counts_columns(row) or _is_section(row)):
            return number
        values = [cell.text for cell in row[1:] if is_value(cell.text)]
        years = all(is_year(text) for text in values)
        if values and (number or not years) and not (years and _divides(rows[number - 1], row)):
            return number
    return min(_MOST_HEADER_LINES, max(1, len(rows) - 1))


def _divides(above: TokenRow, below: TokenRow) -> bool:
    """True where `below` tells apart the columns that one merged header of `above` spans, and repeats the others."""
    spanned = {
        j
        for i in range(len(above) - 1)
        if above[i].text and above[i].text == above[i + 1].text and below[i].text != below[i + 1].text
        for j in (i, i + 1)
    }
    others = (i for i in range(len(above)) if i not in spanned and above[i].text != above[max(i - 1, 0)].text)
    return bool(spanned) and all(below[i].text in (above[i].text, "") for i in others if i not in spanned)


def _is_section(row: TokenRow) -> bool:
    return len(row) > 2 and bool(row[0].text) and len({cell.text for cell in row}) == 1


def _counts_columns(row: TokenRow) -> bool:
    """True for a row that numbers the columns: 1, 2, 3 or 甲, 乙, 1, 2."""
    texts = [cell.text for cell in row]
    if len(texts) < 3:
        return False
    numbers = [text for text in texts if text.isdigit()]
    letters = [text for text in texts if text in "甲乙丙丁戊" and text]
    counted = numbers == [str(i + 1) for i in range(len(numbers))]
    return counted and len(numbers) >= 2 and len(numbers) + len(letters) == len(texts)


def _columns(heads: Sequence[TokenRow]) -> list[str]:
    """The headers of each column joined, outer ones first; a row of units alone is put in brackets."""
    rows = [[cell.text for cell in row] for row in heads if not _counts_columns(row)]
    for number, texts in enumerate(rows[1:], start=1):
        rows[number] = [f"（{unit}）" if (unit := unit_alone(text)) else text for text in texts]
    joined = [" ".join(dict.fromkeys(row[i] for row in rows if row[i])) for i in range(len(heads[0]))]
    return with_parents(joined)


def _corner_unit(columns: Sequence[str]) -> str:
    """The unit of the whole table where the header of the first column states it: '单位：亿元'."""
    return next((unit_of(column) for column in columns if "单位" in fold(column)), "")


def with_parents(columns: Sequence[str]) -> list[str]:
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


def _is_wordy(rows: Sequence[TokenRow], i: int) -> bool:
    return sum(1 for row in rows if row[i].text and not is_value(row[i].text)) > len(rows) * _MOSTLY


def _repeats(rows: Sequence[TokenRow], i: int) -> bool:
    return any(one[i].text and one[i].text == other[i].text for one, other in pairwise(rows))


def _unit_column(rows: Sequence[TokenRow], columns: Sequence[str]) -> int | None:
    for i, column in enumerate(columns):
        held = [row[i].text for row in rows if row[i].text]
        if _UNIT_COLUMN.fullmatch(fold(column)) and held and all(unit_alone(text) for text in held):
            return i
    return None


def _row(
    row: TokenRow,
    columns: Sequence[str],
    labels: int,
    unit: str,
    section: str,
    unit_column: int | None,
    above: str,
) -> Row:
    named = [cell for i, cell in enumerate(row[:labels]) if not is_serial_head(columns[i]) and i != unit_column]
    header = " ".join(dict.fromkeys(text for text in (section, *(cell.text for cell in named)) if text))
    own = unit_alone(row[unit_column].text) if unit_column is not None else ""
    own = own or unit_of(" ".join(cell.text for cell in named))
    cells = tuple(
        Cell(cell.text, cell.span, column, _cell_unit(cell.text, column, own, unit), header, above)
        for i, (cell, column) in enumerate(zip(row, columns, strict=True))
        if i >= labels and i != unit_column and cell.text
    )
    start = named[0].span.start if named else row[0].span.start
    return Row(header, TextSpan(start, max(cell.span.end for cell in row)), cells)


def _cell_unit(text: str, column: str, own: str, unit: str) -> str:
    """The unit of a bare number: its column's, its row's, else the table's where that fits the column."""
    if not is_number(text):
        return ""
    return unit_of(column) or own or (unit if takes_table_unit(column) else "")


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


def holds_figures(cells: Sequence[Token]) -> bool:
    """True where every cell is a figure or stands for one."""
    return all(is_value(cell.text) or is_empty(cell.text) for cell in cells)
