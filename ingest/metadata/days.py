"""Calendar days as documents write them, as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.figures.numerals import chinese_number

_ZEROS = "〇零○o0о〡"
"""What writers put for the zero of 二〇一九; folded text has no capital O."""
_CN_YEAR = rf"[一二][{_ZEROS}一二三四五六七八九]{{3}}"
_CN = r"[一二三四五六七八九十廿]{1,3}"
_DAY = (
    rf"(?:(?P<year>(?:19|20)\d ?\d|{_CN_YEAR})|中华民国 ?(?P<minguo>\d{{2,3}}"
    rf"|[一二三四五六七八九十百零〇]{{1,5}})) ?年 ?"
    rf"(?P<month>\d{{1,2}}|{_CN}) ?月(?: ?(?P<day>\d{{1,2}}|{_CN}) ?[日号])?"
    r"|(?P<iso_year>(?:19|20)\d{2})(?P<mark>[-./])(?P<iso_month>\d{1,2})(?P=mark)(?P<iso_day>\d{1,2})"
)
DAY = re.compile(rf"(?<![\d.〔\[-])(?:{_DAY})(?![\d〕\]])")
"""A day or a month with its year, on folded text: 2019年9月26日, 二〇一九年九月, 2019-09-26.

A masked year (20xx年) is none. Read the match with `iso_of`.
"""
DAY_PATTERN = re.sub(r"\?P<(\w+)>", "?:", _DAY).replace("(?P=mark)", "[-./]")
"""The same for use inside other patterns, without groups."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day found in folded text; `start` and `end` as in the text."""

    iso: str
    start: int
    end: int


def days_in(folded: str) -> Iterator[Day]:
    """All days and months with a year, in order; what is no day of the calendar is left out."""
    for match in DAY.finditer(folded):
        iso = iso_of(match)
        if iso:
            yield Day(iso, match.start(), match.end())


def first_day(folded: str) -> Day | None:
    """The first day in a piece of folded text."""
    return next(days_in(folded), None)


def iso_of(match: re.Match[str]) -> str:
    """'2019-09-26' or '2019-09'; empty for what is no day of the calendar (13月, 2月30日)."""
    year = _year(match)
    month = _number(match["month"] or match["iso_month"])
    day = match["day"] or match["iso_day"]
    try:
        found = date(year, month, _number(day) if day else 1)
    except ValueError:
        return ""
    return found.isoformat() if day else found.isoformat()[:7]


def last_day_of_period(iso: str, months: int) -> str:
    """The last day of a period of so many months that begins on the day `iso`; empty for less than a whole day.

    >>> last_day_of_period("2021-12-06", 60), last_day_of_period("2024-02-29", 12)
    ('2026-12-05', '2025-02-28')
    >>> last_day_of_period("2021-12", 12)
    ''
    """
    try:
        start = date.fromisoformat(iso)
    except ValueError:
        return ""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    try:
        return (date(year, month + 1, start.day) - timedelta(days=1)).isoformat()
    except ValueError:
        # The month has no such day (29 February): the period ends with the month.
        following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        return (following - timedelta(days=1)).isoformat()


def days_later(iso: str, days: int) -> str:
    """The day so many days after the day `iso`.

    >>> days_later("2022-04-01", 30)
    '2022-05-01'
    """
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()


def _year(match: re.Match[str]) -> int:
    if match["minguo"]:
        years = _number(match["minguo"])
        return 1911 + years if years else 0  # the era counts from 1: its year 0 is no year, as 0 is none to `date`
    year = (match["year"] or match["iso_year"]).replace(" ", "")
    if year.isascii() and year.isdigit():
        return int(year)
    digits = ["0" if sign in _ZEROS else str(chinese_number(sign)) for sign in year]
    return int("".join(digits))


def _number(text: str) -> int:
    return int(text) if text.isascii() else chinese_number(text.replace("廿", "二十"))
