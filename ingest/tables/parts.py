"""Parts of tables too long for one chunk: where to cut them, and how a part keeps its headers.

A part repeats no text of its table. Its headers stand in its path, as a last element such as
'表头（亿元）：产业 ‖ 2023年 | 2025年': unit of the table, columns that name the rows, value columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import TextSpan
from ingest.tables.flattened import joined_brackets, lines_of_cells
from ingest.tables.grid import Token, with_rows
from ingest.tables.model import Table
from ingest.tables.tabbed import cells_of, is_row
from ingest.tables.values import is_serial_head

_HEAD = re.compile(r"表头(?:（(?P<unit>[^（）]+)）)?：(?P<labels>.*?) ‖ (?P<values>.+)")
_BETWEEN = " | "


def header_of(table: Table) -> str:
    """What to end the path of a part of `table` with; empty for keys and values, whose rows need no header."""
    if not table.columns:
        return ""
    columns = [column.replace("|", "/").replace("‖", "/") for column in table.columns]
    unit = f"（{table.unit}）" if table.unit and not re.search("[（）]", table.unit) else ""
    return f"表头{unit}：{_BETWEEN.join(columns[: table.labels])} ‖ {_BETWEEN.join(columns[table.labels :])}"


def part_of_table(text: str, path: Sequence[str]) -> Table | None:
    """The rows of a part of a table under the headers that its path ends with; None where it is no such part."""
    head = _HEAD.fullmatch(path[-1]) if path else None
    if head is None:
        return None
    labels, values = head["labels"].split(_BETWEEN), head["values"].split(_BETWEEN)
    columns = [*labels, *values]
    body = _rows(text, len(columns), is_serial_head(columns[0]))
    if not body:
        return None
    unit = head["unit"] or ""
    caption = " ".join(path[-2:-1])
    return with_rows(body, columns, len(labels), Table(caption, (), unit=unit))


def _rows(text: str, width: int, numbered: bool) -> list[list[Token]]:
    """The rows of a part, all of one width; none where it does not come out even."""
    lines = lines_of_cells(text)
    if any(is_row(line.text) for line in lines):
        whole = [Token(m.group(), TextSpan(*m.span())) for m in re.finditer(r"[^\n\r]+", text)]
        return [cells for line in whole if len(cells := cells_of(line)) == width]
    cells = joined_brackets(lines)
    if numbered and len(cells) % width == width - 1:
        # The row 合计 at the end has no number.
        at = len(cells) - width + 1
        cells.insert(at, Token("", TextSpan(cells[at].span.start, cells[at].span.start)))
    if len(cells) % width:
        return []
    return [cells[i : i + width] for i in range(0, len(cells), width)]
