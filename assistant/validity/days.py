"""Days as people and documents write them."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date

from assistant.ports import AssistantError
from assistant.validity.model import Span
from ingest.normalize import fold

_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:\s*(?:年|[-./])(?:\s*(?P<month>\d{1,2})(?:\s*(?:月|[-./])(?:\s*(?P<day>\d{1,2})\s*[日号]?)?)?)?)?"
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")


class BadDay(AssistantError):
    """A day that is none; the message says how to write one."""


def read_day(text: str) -> date:
    """The day that a person writes as 2023-06-30, 2023年6月30日, 2023-06 or 2023: of a month or year the last one.

    Raises BadDay for anything else, and for a day that no calendar has.
    """
    folded = fold(text).strip()
    match = _COMPACT.fullmatch(folded) or _WRITTEN.fullmatch(folded)
    if match is not None:
        year = int(match["year"])
        month = int(match["month"] or 12)
        # date refuses what no calendar has, monthrange a month that is none.
        with suppress(ValueError):
            return date(year, month, int(match["day"]) if match["day"] else monthrange(year, month)[1])
    raise BadDay(f"看不懂日期“{text}”，请写成 2023-06-30、2023年6月30日、2023-06 或 2023")


def span_of(iso: str) -> Span | None:
    """The days that '2019-09-26', '2019-09' or '2019' may mean; None for anything else."""
    parts = iso.split("-")
    try:
        numbers = [int(part) for part in parts]
        first = date(*[*numbers, 1, 1][:3])
        if len(numbers) == 3:
            return Span(first, first)
        month = numbers[1] if len(numbers) == 2 else 12
        return Span(first, date(numbers[0], month, monthrange(numbers[0], month)[1]))
    except (ValueError, TypeError):
        return None
