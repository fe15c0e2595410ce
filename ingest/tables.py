"""Tables among the lines of a text: those that the reader marked, and those flattened to a cell per line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.lines import Line
from ingest.model import TextSpan
from ingest.numbering import read_label

_LONGEST_CELL = 16
_FEWEST_CELLS = 8
_LEAST_FIGURES = 0.2
_ENDS_SENTENCE = re.compile(r"[。;,:!?、]$")
_FIGURE = re.compile(r"^[-—/]+$|\d")


def table_runs(lines: Sequence[Line], marked: Sequence[TextSpan]) -> list[tuple[int, int]]:
    """Half-open ranges of lines that form one table each, in order and apart."""
    runs = _marked_runs(lines, marked)
    taken = {i for start, end in runs for i in range(start, end)}
    start = 0
    for i in range(len(lines) + 1):
        if i < len(lines) and i not in taken and _is_cell(lines[i]):
            continue
        runs += _even_runs(lines, start, i)
        start = i + 1
    return sorted(runs)


def _marked_runs(lines: Sequence[Line], marked: Sequence[TextSpan]) -> list[tuple[int, int]]:
    runs = []
    for table in marked:
        inside = [i for i, line in enumerate(lines) if table.overlaps(line.span)]
        if inside:
            runs.append((inside[0], inside[-1] + 1))
    return runs


def _is_cell(line: Line) -> bool:
    return len(line.text) <= _LONGEST_CELL and not _ENDS_SENTENCE.search(line.folded) and read_label(line) is None


def _even_runs(lines: Sequence[Line], start: int, end: int) -> list[tuple[int, int]]:
    """Cuts a run of short lines where the gap is wider than usual, and keeps what has figures like a table."""
    gaps = Counter(line.gap for line in lines[start + 1 : end])
    usual = gaps.most_common(1)[0][0] if gaps else 1
    runs = []
    for i in range(start + 1, end + 1):
        if i == end or lines[i].gap > usual:
            if i - start >= _FEWEST_CELLS and _figures(lines[start:i]) >= _LEAST_FIGURES:
                runs.append((start, i))
            start = i
    return runs


def _figures(lines: Sequence[Line]) -> float:
    return sum(1 for line in lines if _FIGURE.search(line.folded)) / len(lines)
