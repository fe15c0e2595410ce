"""Serial numbers of rows, which tell where the rows of a flattened table begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.figures.numerals import chinese_number

_SERIAL = re.compile(r"[(]?0{0,2}(\d{1,4})[.、)]?|[(]?([一二三四五六七八九十百]{1,4})[、)]?", re.ASCII)
_MOST_COLUMNS = 13
_MOST_HEADER = 20


def serial_of(folded: str) -> int | None:
    """The number that a cell holds and nothing else: '3', '03', '3.', '(三)'; None for other cells."""
    match = _SERIAL.fullmatch(folded) if len(folded) <= 6 else None
    if match is None:
        return None
    return int(match.group(1)) if match.group(1) else chinese_number(match.group(2))


def serial_steps(cells: Sequence[str], head: int) -> tuple[int, int] | None:
    """First row and width of rows numbered 1, 2, 3, … behind the header that begins with 序号 at `head`.

    None unless three rows are of one width, and the header has as many cells or a few more (headers
    that span columns).
    """
    serials = [serial_of(cell) for cell in cells[head : head + _MOST_HEADER + 3 * _MOST_COLUMNS]]
    for first in range(2, min(_MOST_HEADER, len(serials))):
        if serials[first] != 1:
            continue
        for width in range(2, min(first, _MOST_COLUMNS) + 1):
            row_2, row_3 = first + width, first + 2 * width
            if row_3 < len(serials) and serials[row_2] == 2 and serials[row_3] == 3 and first <= width + 5:
                return head + first, width
    return None
