"""Texts of which a copy broke every line at the page's width, as out of a PDF: broken lines are put together again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.headings import is_date, is_signature
from ingest.lines import Line
from ingest.model import TextSpan
from ingest.numbering import read_label

_WIDEST, _NARROWEST = 110, 40
"""Columns of a page's line; a Chinese character takes two."""
_SLACK = 6
"""Columns by which a full line may fall short of the widest: signs may not begin a line."""
_LEAST_FULL = 0.5
"""Share of the lines that end within a sentence which must be full."""
_FEWEST_FULL = 4
_ENDS = re.compile(r"[。;:!?]$")
_MOST_SAMPLED = 4000


def unwrap(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines of `text`, in a text broken at the page's width each with those that go on with it.

    A line goes on where it is full and ends within a sentence, and the next one neither is indented nor begins as
    a clause does; not across a page number that was taken out, which would come back into the clause. The white space
    between the two stays, as spaces, so that offsets hold.
    """
    widths = [_width(line, text) for line in lines]
    limit = _limit(lines, widths)
    if not limit:
        return list(lines)
    found: list[Line] = []
    pending: list[Line] = []
    for i, line in enumerate(lines):
        if pending and not _goes_on(pending[-1], widths[i - 1], line, text, limit):
            found.append(_joined(pending, text))
            pending = []
        pending.append(line)
    found.append(_joined(pending, text))
    return [replace(line, number=i) for i, line in enumerate(found)]


def _limit(lines: Sequence[Line], widths: Sequence[int]) -> int:
    """From how many columns on a line is full; 0 where the text is not broken at a width."""
    broken = sorted(
        width
        for line, width in zip(lines[:_MOST_SAMPLED], widths, strict=False)
        if not _ENDS.search(line.folded) and "\t" not in line.text and width >= _NARROWEST // 2
    )
    if len(broken) < _FEWEST_FULL:
        return 0
    widest = broken[-max(1, len(broken) // 20)]
    limit = widest - _SLACK
    full = sum(width >= limit for width in broken)
    longer = sum(width > widest + _SLACK for width in widths)
    fits = _NARROWEST <= widest <= _WIDEST and longer <= len(widths) // 50
    return limit if fits and full >= _FEWEST_FULL and full >= _LEAST_FULL * len(broken) else 0


def _goes_on(before: Line, width: int, line: Line, text: str, limit: int) -> bool:
    if width < limit or _ENDS.search(before.folded) or "\t" in before.text or "\t" in line.text:
        return False
    if line.gap > 1 or not line.follows(before):
        return False
    if _indent(line, text) > 0 or read_label(line) is not None:
        return False
    return not is_date(line) and not is_signature(before)


def _joined(lines: Sequence[Line], text: str) -> Line:
    if len(lines) == 1:
        return lines[0]
    span = TextSpan(lines[0].span.start, lines[-1].span.end)
    whole = list(span.slice(text))
    for one, other in pairwise(lines):
        for i in range(one.span.end - span.start, other.span.start - span.start):
            whole[i] = " "
    return Line(span, "".join(whole), lines[0].gap)


def _width(line: Line, text: str) -> int:
    """Columns up to the end of the line, its indentation included."""
    return _indent(line, text) + sum(_columns(sign) for sign in line.text[: _WIDEST + 1])


def _indent(line: Line, text: str) -> int:
    start = max(text.rfind("\n", max(0, line.span.start - _WIDEST), line.span.start) + 1, line.span.start - _WIDEST, 0)
    return sum(_columns(sign) for sign in text[start : line.span.start])


def _columns(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
