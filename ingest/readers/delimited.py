"""Tables as text (.csv): one table, the delimiter told by what the lines have in common."""

from __future__ import annotations

import csv
import io

from ingest.errors import UnreadableFile
from ingest.readers.decoding import decode
from ingest.readers.grid import Grid
from ingest.readers.linear import LinearBuilder, LinearText

_DELIMITERS = ",\t;|，"
_SAMPLE = 50
MOST_CELLS = 2_000_000


def read(data: bytes, name: str) -> LinearText:
    """The table; raises UnreadableFile for binary data and for tables beyond `MOST_CELLS`."""
    text = decode(data, name)
    csv.field_size_limit(10 << 20)
    grid, cells = Grid(), 0
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))):
            cells += len(values)
            if cells > MOST_CELLS:
                raise UnreadableFile(f"{name}：表格太大（上限 {MOST_CELLS // 10_000} 万个单元格），请拆分后再导入")
            for column, value in enumerate(values):
                grid.place(row, column, value)
    except csv.Error as error:
        raise UnreadableFile(f"{name}：csv 文件格式有误，请用 Excel/WPS 另存为 .xlsx 后再导入") from error
    builder = LinearBuilder()
    builder.add_table(grid)
    return builder.build()


def _delimiter(text: str) -> str:
    """The sign that most of the first lines hold equally often."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:_SAMPLE]
    best, best_score = ",", 0.0
    for sign in _DELIMITERS:
        counts = [line.count(sign) for line in lines]
        present = [count for count in counts if count]
        if present:
            usual = max(set(present), key=present.count)
            score = present.count(usual) / len(lines) + usual / 1000
            if score > best_score:
                best, best_score = sign, score
    return best
