"""Tables among the lines of a text: those that the reader marked, and those flattened to a cell per line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from ingest.lines import Line
from ingest.model import TextSpan
from ingest.numbering import Style, read_label
from ingest.tables.serials import serial_of, serial_steps

_LONGEST_CELL = 16
_FEWEST_CELLS = 8
_LEAST_FIGURES = 0.2
_LEAST_EVEN = 0.6
"""Share of a table's rows of one length; merged cells and empty ones at a row's end shorten others."""
_LONGEST_BROKEN = 18
_FEWEST_BROKEN = 20
_ENDS_SENTENCE = re.compile(r"[。;,:!?、]$")
_FIGURE = re.compile(r"^[-—/]+$|\d")
_SERIAL_HEAD = re.compile(r"(?:序号|编号|no\.?)")
_ANNEX = re.compile(r"附\s*[件表录]\s*\d{0,2}\s*:?$")
"""A line that begins an annex, which is no cell of the table before it."""
_HEADER_AND_ROWS = 60


def table_runs(
    lines: Sequence[Line], marked: Sequence[TextSpan], without: Collection[int] = ()
) -> list[tuple[int, int]]:
    """Half-open ranges of lines that form one table each, in order and apart; lines in `without` are in none."""
    runs = _marked_runs(lines, marked)
    taken = {i for start, end in runs for i in range(start, end)} | set(without)
    for found in (_piped_runs, _tabbed_runs, _serial_runs, _broken_runs):
        more = found(lines, taken)
        runs += more
        taken |= {i for start, end in more for i in range(start, end)}
    start = 0
    for i in range(len(lines) + 1):
        if i < len(lines) and i not in taken and _is_cell(lines[i]):
            continue
        runs += _even_runs(lines, start, i)
        start = i + 1
    return sorted(runs)


def _marked_runs(lines: Sequence[Line], marked: Sequence[TextSpan]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for table in sorted(marked):
        start = bisect_left(lines, table.start + 1, key=lambda line: line.span.end)
        end = bisect_left(lines, table.end, key=lambda line: line.span.start)
        start = max(start, runs[-1][1]) if runs else start
        if start < end:
            runs.append((start, end))
    return runs


def _piped_runs(lines: Sequence[Line], taken: Collection[int]) -> list[tuple[int, int]]:
    """Markdown tables: rows between upright strokes."""
    return _runs_of(lines, taken, _is_piped)


def _tabbed_runs(lines: Sequence[Line], taken: Collection[int]) -> list[tuple[int, int]]:
    """Tables as copies of web pages and sheets hold them: rows of equally many cells divided by tabs."""
    return [(start, end) for start, end in _runs_of(lines, taken, _has_cells) if _is_even(lines[start:end])]


def _runs_of(lines: Sequence[Line], taken: Collection[int], is_row: Callable[[Line], bool]) -> list[tuple[int, int]]:
    """Runs of two rows at least with nothing between them."""
    runs = []
    start = 0
    for i in range(len(lines) + 1):
        row = i < len(lines) and i not in taken and is_row(lines[i])
        if row and (i == start or lines[i].follows(lines[i - 1])):
            continue
        if i - start >= 2:
            runs.append((start, i))
        start = i if row else i + 1
    return runs


def _has_cells(line: Line) -> bool:
    """True for a row of cells; a tab behind the number of a clause alone is its indentation."""
    if "\t" not in line.text:
        return False
    label = read_label(line)
    return label is None or line.text.find("\t") > label.end or line.text.count("\t") > 1


def _is_even(rows: Sequence[Line]) -> bool:
    """True where most rows have one length; of two columns it takes three rows."""
    lengths = Counter(row.text.count("\t") + 1 for row in rows)
    width, count = lengths.most_common(1)[0]
    return count >= _LEAST_EVEN * len(rows) and (width > 2 or len(rows) > 2)


def _is_piped(line: Line) -> bool:
    return len(line.text) > 2 and line.text.startswith("|") and line.text.endswith("|")


def _serial_runs(lines: Sequence[Line], taken: Collection[int]) -> list[tuple[int, int]]:
    """Flattened tables whose rows are as long as their header, told by 序号 and the numbers 1, 2, 3 below it.

    Their cells may be whole sentences.
    """
    runs: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if i in taken or (runs and i < runs[-1][1]) or not _SERIAL_HEAD.fullmatch(line.folded):
            continue
        steps = serial_steps([one.folded for one in lines[i : i + _HEADER_AND_ROWS]], 0)
        if steps is None:
            continue
        row, width = i + steps[0], steps[1]
        number = 0
        while row < len(lines) and serial_of(lines[row].folded) == number + 1:
            number, row = number + 1, row + width
        end = min(row, len(lines))
        if number >= 3 and _is_whole(lines, i, end, taken):
            runs.append((i, end))
    return runs


def _broken_runs(lines: Sequence[Line], taken: Collection[int]) -> list[tuple[int, int]]:
    """Flattened tables whose cells are broken over lines: from 序号 on, many lines of a few characters each.

    They do not come out even as tables, but their scraps are no clauses either.
    """
    runs: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if i in taken or (runs and i < runs[-1][1]) or not _SERIAL_HEAD.fullmatch(line.folded):
            continue
        end = i + 1
        while end < len(lines) and _is_scrap(lines, end, taken):
            end += 1
        if end - i >= _FEWEST_BROKEN:
            runs.append((i, end))
    return runs


def _is_scrap(lines: Sequence[Line], i: int, taken: Collection[int]) -> bool:
    label = read_label(lines[i])
    if len(lines[i].text) > _LONGEST_BROKEN or (label is not None and label.style <= Style.BRACKETED):
        return False
    return not _ANNEX.match(lines[i].folded) and _is_whole(lines, i - 1, i + 1, taken)


def _is_whole(lines: Sequence[Line], start: int, end: int, taken: Collection[int]) -> bool:
    """True where nothing stands between the lines and none belongs to another table."""
    apart = any(not one.follows(other) for one, other in zip(lines[start + 1 : end], lines[start:end], strict=False))
    return not apart and not any(i in taken for i in range(start, end))


def _is_cell(line: Line) -> bool:
    if len(line.text) > _LONGEST_CELL or _ENDS_SENTENCE.search(line.folded) or _ANNEX.match(line.folded):
        return False
    return read_label(line) is None


def _even_runs(lines: Sequence[Line], start: int, end: int) -> list[tuple[int, int]]:
    """Cuts a run of short lines where the gap is wider than usual, and keeps what has figures like a table."""
    gaps = Counter(line.gap for line in lines[start + 1 : end])
    usual = gaps.most_common(1)[0][0] if gaps else 1
    runs = []
    for i in range(start + 1, end + 1):
        if i == end or lines[i].gap > usual or not lines[i].follows(lines[i - 1]):
            if i - start >= _FEWEST_CELLS and _figures(lines[start:i]) >= _LEAST_FIGURES:
                runs.append((start, i))
            start = i
    return runs


def _figures(lines: Sequence[Line]) -> float:
    return sum(1 for line in lines if _FIGURE.search(line.folded)) / len(lines)
