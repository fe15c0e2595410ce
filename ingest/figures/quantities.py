"""Figures in policy text: a number with its comparator, unit and value.

Works on folded text (`ingest.normalize.fold`), whose offsets are those of the text itself. Precision
comes first: digits and numerals of names (`ingest.figures.names`) are no figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ingest.figures import dates
from ingest.figures.comparators import Direction, bound_of, change_of
from ingest.figures.names import without_names
from ingest.figures.pattern import FIGURE, GAP
from ingest.figures.reading import read
from ingest.figures.units import COUNT_UNITS, MEASURE_UNITS, MONEY_UNITS, RATIO_UNITS, TIME_UNITS
from ingest.model import TextSpan
from ingest.normalize import fold

__all__ = [
    "COUNT_UNITS",
    "MEASURE_UNITS",
    "MONEY_UNITS",
    "RATIO_UNITS",
    "TIME_UNITS",
    "Direction",
    "Quantity",
    "find_quantities",
    "find_statements",
]

_YEAR = re.compile(r"(?:19|20)\d{2}(?:-(?:19|20)?\d{2})?|[一二][〇零九][〇零一二三四五六七八九]{2}", re.ASCII)
_ANY_NUMERAL = re.compile(r"[\d〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟半翻倍]")
_IS_GAP = re.compile(GAP)
_IS_LISTED = re.compile(r" ?(?:[、,]|和|及|与) ?")
_CHINESE_CHARACTER = re.compile(r"[ \t]?[\u4e00-\u9fff]")
_FROM = ("从", "由", "自")
_CONTEXT = 40
# Folding makes every comma the one that groups thousands; a full-width comma does so only between
# full-width digits (１，２００), else it divides two numbers.
_DIVIDING_COMMA = re.compile(r"(?<![０-９])，|，(?![０-９])")
_VAGUE_ONE = frozenset("批部种类层门场支届期棒份宗套轮")
"""Units before which 一 is an article: 一批企业."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it stands in a text."""

    span: TextSpan
    """From comparator to comparator: '不低于20万元/亩以上'."""
    number: str
    """The number as written, folded: '20', '1-2', '百分之六十', '六', '2019年9月26'."""
    unit: str
    """Scale and unit as written: '万元/亩', '%', '家'; empty for a bare number and for a unit in English."""
    comparator: str
    """'不低于', '以上', '突破', ...; empty where there is none."""
    amount: TextSpan
    """The number and its unit without comparators: '20万元/亩'."""
    value: tuple[Decimal, Decimal] | None = None
    """Lowest and highest value in the normal unit, equal unless it is a range; of a date the first and
    last day (`ingest.figures.dates`), None for a day that is in no calendar (13月) and for a document number."""
    normal_unit: str = ""
    """The unit in one form and without scale: '元/亩' for '万元/亩', '%' for 百分之 and 成, '日期' for a date."""
    bound: Direction = Direction.EXACT
    """`AT_LEAST`, `AT_MOST`, `ABOUT` or `EXACT`."""
    change: Direction | None = None
    """`INCREASE` or `DECREASE` where the figure says by how much something changes."""
    is_date: bool = False
    """True for a day or a month of the calendar, which is no amount: 9月26日."""
    is_reference: bool = False
    """True for the number of a document, which names it and is no amount: 〔2017〕7号 (`find_statements` only)."""

    @property
    def is_amount(self) -> bool:
        """True for all but years, dates and document numbers."""
        return not (self.is_year or self.is_date or self.is_reference)

    @property
    def direction(self) -> Direction:
        """The change where there is one, else the bound."""
        return self.change or self.bound

    @property
    def is_year(self) -> bool:
        """True for a calendar year or a run of them, which is a date and not an amount."""
        return self.unit in ("年", "年度", "") and not self.is_date and _YEAR.fullmatch(self.number) is not None


_PART = re.compile(r"附[件表图录则]\s?$")
"""What is numbered and not counted."""


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every figure of `text`, in order, years and dates among them; text may be folded or not.

    Chinese numerals count only before a unit ('六家'), since on their own they are mostly words.
    Units in English are read too ('3.5 million yuan').
    """
    return tuple(quantity for quantity in find_statements(text) if not quantity.is_reference)


@lru_cache(maxsize=4096)
def find_statements(text: str) -> tuple[Quantity, ...]:
    """What `find_quantities` gives and the document numbers of `text` (〔2017〕7号), which a check compares too."""
    folded = _folded(text)
    if _ANY_NUMERAL.search(folded) is None:
        return ()
    plain = without_names(text, folded)
    found: list[Quantity] = []
    for match in FIGURE.finditer(plain):
        quantity = _date(match) if match["date"] else _document(match) if match["document"] else _quantity(match)
        if quantity is None:
            continue
        if found and _makes_range(found[-1], quantity, plain):
            quantity = _joined(found.pop(), quantity)
        elif found and quantity.change is None and _same_list(found[-1], quantity, plain):
            quantity = replace(quantity, change=found[-1].change)
        found.append(quantity)
    return tuple(found)


def _folded(text: str) -> str:
    """Folded, but for ①, ² and the like, which are no digits of a number."""
    folded = fold(_DIVIDING_COMMA.sub(";", text))
    if not any(sign.isdigit() and not sign.isdecimal() for sign in set(text)):
        return folded
    return "".join(was if was.isdigit() and not was.isdecimal() else now for was, now in zip(text, folded, strict=True))


def _date(match: re.Match[str]) -> Quantity:
    number, unit = dates.written(match)
    span = TextSpan(match.start(), match.end())
    return Quantity(span, number, unit, "", span, dates.day_interval(match), "日期", is_date=True)


def _document(match: re.Match[str]) -> Quantity:
    span = TextSpan(match.start(), match.end())
    return Quantity(span, match["document"], "", "", span, None, "文号", is_reference=True)


def _numbers_a_part(match: re.Match[str]) -> bool:
    """True for the number of an annex, a table or a figure: 附件3, 见附表2."""
    return (
        not match["after"]
        and _PART.search(match.string, max(0, match.start("amount") - 3), match.start("amount")) is not None
    )


def _quantity(match: re.Match[str]) -> Quantity | None:
    reading = read(match)
    if reading is None or _is_name(match) or _is_article(match) or _numbers_a_part(match):
        return None
    before, after = match["before"] or "", match["after"] or ""
    more = match["more"] or match["scaled_more"] or match["chinese_more"] or ""
    context = match.string[max(0, match.start() - _CONTEXT) : match.start()]
    quantity = Quantity(
        span=TextSpan(match.start("before" if before else "amount"), match.end("after" if after else "amount")),
        number=reading.number,
        unit=reading.unit,
        comparator=before + more + after,
        amount=TextSpan(*match.span("amount")),
        value=reading.value,
        normal_unit=reading.normal,
        change=Direction.INCREASE if match["fold"] or match["double"] else change_of(context),
    )
    if quantity.is_year:
        return replace(quantity, change=None)
    # 近三年 is the three years past, and no rough number.
    loose = "" if before == "近" and reading.normal in ("年", "个月", "天") else before
    return replace(quantity, bound=bound_of(loose, after or more, context))


def _is_name(match: re.Match[str]) -> bool:
    """True for a bare number that letters stand right behind (5G) or that numbers a clause (2.1适用范围)."""
    if match["number"] is None or match["unit"] or match["bare_scale"] or match["currency"]:
        return False
    after = match.string[match.end("amount") : match.end("amount") + 1]
    if (not match["english"] and after.isascii() and after.isalpha()) or match.string[: match.start()].endswith("+"):
        return True
    begins = not match.string[: match.start()].rpartition("\n")[2].strip()
    label = "." in match["number"] and len(match["number"]) <= 5 and not match["number_to"]
    compared = match["before"] or match["after"]
    return begins and label and not compared and _CHINESE_CHARACTER.match(match.string, match.end()) is not None


def _is_article(match: re.Match[str]) -> bool:
    return match["chinese"] == "一" and match["chinese_unit"] in _VAGUE_ONE and not match["before"]


def _makes_range(first: Quantity, second: Quantity, plain: str) -> bool:
    """True for 10%-20% and 5000万至1亿元, whose ends both have a unit."""
    if not (first.is_amount and second.is_amount and first.unit):
        return False
    single = all(quantity.value and quantity.value[0] == quantity.value[1] for quantity in (first, second))
    adjacent = first.span.end == first.amount.end and second.span.start == second.amount.start
    joins = _IS_GAP.fullmatch(plain[first.span.end : second.span.start]) is not None
    moves = plain[: first.span.start].endswith(_FROM)
    return single and adjacent and joins and not moves and second.normal_unit.startswith(first.normal_unit)


def _joined(first: Quantity, second: Quantity) -> Quantity:
    own = "" if first.unit == second.unit else first.unit
    ends = [*(first.value or ()), *(second.value or ())]
    return replace(
        second,
        span=TextSpan(first.span.start, second.span.end),
        amount=TextSpan(first.amount.start, second.amount.end),
        number=f"{first.number}{own}-{second.number}",
        comparator=first.comparator + second.comparator,
        value=(min(ends), max(ends)),
        bound=first.bound if first.comparator else second.bound,
        change=first.change,
    )


def _same_list(first: Quantity, second: Quantity, plain: str) -> bool:
    between = plain[first.span.end : second.span.start]
    return first.normal_unit in ("", second.normal_unit) and _IS_LISTED.fullmatch(between) is not None
