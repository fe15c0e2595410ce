"""Calendar dates in folded text, as intervals of days."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.figures.numerals import numeral_range

_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇零一二三四五六七八九]{3})"
DATE = (
    rf"(?<!\d)(?P<day_number>(?:(?P<year>{_YEAR}) ?年 ?)?(?P<month>{_NUMERAL}) ?月 ?(?P<day>{_NUMERAL}) ?)"
    r"(?P<day_unit>[日号])"
    rf"|(?<!\d)(?P<month_number>(?:(?P<month_year>{_YEAR}) ?年 ?)?"
    rf"(?:(?P<first_month>{_NUMERAL}) ?[-—至到~] ?)?(?P<only_month>{_NUMERAL}))(?P<month_unit> ?月份?)(?!\d)"
    r"|(?<![\d.-])(?P<iso>(?P<iso_year>(?:19|20)\d{2})[-./](?P<iso_month>\d{1,2})[-./](?P<iso_day>\d{1,2}))(?![\d.-])"
    r"|(?<![\d.-])(?P<iso_short>(?P<short_year>(?:19|20)\d{2})-(?P<short_month>0[1-9]|1[0-2]))(?![\d.-])"
)
"""A day (2019年9月26日, 9月26日, 2019-09-26), a month or some (2019年9月, 9月底, 1-6月).

A year alone is a quantity of 年.
"""


def written(match: re.Match[str]) -> tuple[str, str]:
    """Number and unit of a date as `ingest.figures.quantities` gives them: '2019年9月26' and '日'."""
    if match["day_unit"]:
        return match["day_number"], match["day_unit"]
    if match["month_unit"]:
        return re.sub(r" ?[—至到~] ?", "-", match["month_number"]), match["month_unit"].strip()
    return match["iso"] or match["iso_short"], ""


def day_interval(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """First and last day as the number yyyymmdd, 0926 without a year; None for a day or month that is none.

    A month reaches from day 1 to day 31 whatever its length, since intervals are only compared.
    """
    year = match["year"] or match["month_year"] or match["iso_year"] or match["short_year"]
    month = match["month"] or match["only_month"] or match["iso_month"] or match["short_month"]
    day = match["day"] or match["iso_day"]
    try:
        months = [_number(match["first_month"] or month), _number(month)]
        days = [_number(day or "1"), _number(day or "31")]
    except ValueError:
        return None
    if not all(1 <= number <= 12 for number in months) or not all(1 <= number <= 31 for number in days):
        return None
    first, last = (_number(year) * 10_000 + m * 100 + d for m, d in zip(months, days, strict=True))
    return first, last


def _number(text: str | None) -> Decimal:
    if not text:
        return Decimal(0)
    return Decimal(text) if text.isascii() else numeral_range(text)[0]
