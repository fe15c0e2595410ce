"""A figure of a Chinese sentence in English words, with how it binds: 'at least', 'strive to reach', 'a year'.

Each rendering is checked: read back as a figure it must be borne out by the Chinese it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.english.amounts import PER, amount
from assistant.answering.fit import FREQUENCY
from assistant.figures import figures_in, is_supported
from ingest.figures.quantities import Direction, Quantity, find_quantities
from ingest.model import TextSpan
from ingest.normalize import fold

_STRIVES = re.compile(r"力争|争取|努力|力求|确保")
_YEARLY = re.compile(r"每年|逐年|年均|年平均|(?<![\d上去前同今本当全近末一二三四五六七八九十两几])年(?=增|新增|产)")
"""And not 上年增长, 2019年新增."""
_ON_AVERAGE = re.compile(r"年均|年平均|平均每年")
_LONGEST = re.compile(
    r"(?:最长|最高|最多|最大|上限)(?:不超过|可达|可|给予|奖励|补助|补贴|为|是|达)*$|小于(?:或|或者)?等于$"
)
_SHORTEST = re.compile(r"(?:最短|最低|最少|最小|下限)(?:为|是|达)*$|大于(?:或|或者)?等于$")
_NO_LESS = re.compile(r"不(?:得|能|应|可|宜|准)?(?:低于|少于|小于)")
_NO_MORE = re.compile(r"不(?:得|能|应|可|宜|准)?(?:高于|超过|大于|多于)|至多|最多|最高|以下|≤|<=|≦")
_NO_LESS_THAN_SHARE = re.compile(r"不(?:得|能|应|可|宜|准)?低于[\u4e00-\u9fff]{2,16}(?:的)?$")
"""不低于最低工资标准80%: the words of what it is a share of stand between the bound and the figure."""
_INCLUSIVE = re.compile(r"以上|至少|最少|最低|≥|>=|≧")
_ORDINAL = re.compile(r"第(?:[〇零一二三四五六七八九十百\d]+条?[、和至到-])?$")
_PER_UNIT = "|".join(sorted(PER, key=len, reverse=True))
_FURTHER_UNIT = re.compile(rf" ?[·•・](?P<unit>{_PER_UNIT})?")
_EACH_BEFORE = re.compile(rf"(?:每(?:{_PER_UNIT}))+$")
_EACH_OTHER = re.compile(r"每(?:家|个|项|件|套|台|季度?)$")
_RATIO_AFTER = re.compile(r" ?[:∶] ?\d")
_IN_WORDS = re.compile(r"[一二两三四五六七八九十]+")
_RATES = ("%", "个百分点", "倍")
_TIMES = ("年", "个月", "个季度", "周", "天", "个工作日", "个自然日", "小时", "分钟")
_EVERY = {
    "年": "every year",
    "半年": "every six months",
    "两年": "every two years",
    "三年": "every three years",
    "季": "every quarter",
    "季度": "every quarter",
    "个季度": "every quarter",
    "月": "every month",
    "个月": "every month",
    "两个月": "every two months",
    "三个月": "every three months",
    "周": "every week",
    "天": "every day",
    "日": "every day",
    "旬": "every ten days",
}
_NUMBER_OF_TIMES = {1: "once", 2: "twice"}


def figures_in_english(text: str, dates: bool = False) -> list[str] | None:
    """The figures of `text` in English, in order; None where one of them has no English or does not check.

    Years and dates are left out unless `dates`: mostly they say when the figure holds.
    """
    folded = fold(text)  # the offsets of figures in `text` are those in it
    often = FREQUENCY.search(folded)
    all_figures = _with_dates(find_quantities(text), folded)
    figures = [figure for figure in all_figures if _counts(figure, dates, often, folded)]
    if any(_in_ratio(figure, folded) for figure in figures):
        return None
    if often and all(figure.normal_unit == "次" for figure in figures):
        return _frequency(often.group()[1:], figures, folded)
    words = [_in_english(figure, folded) for figure in _without_incidental(figures)]
    return words if all(words) and _borne_out(words, text) else None


def _counts(figure: Quantity, dates: bool, often: re.Match[str] | None, text: str) -> bool:
    if often and often.start() <= figure.amount.start < often.end():
        return False
    if figure.is_year or figure.is_date:
        return dates
    if not figure.is_amount or _ORDINAL.search(text[: figure.amount.start]):
        return False
    article = figure.number == "一" and figure.value is not None and figure.value[1] == 1
    return not article or bool(figure.comparator) or figure.change is not None


def _in_ratio(figure: Quantity, text: str) -> bool:
    """True for the sides of 1:3, which are no amounts apart from each other."""
    return _RATIO_AFTER.match(text, figure.span.end) is not None


def _without_incidental(figures: list[Quantity]) -> list[Quantity]:
    """Without small counts in words (两项补贴) beside other figures: they mostly belong to a name."""
    return [figure for figure in figures if not _is_incidental(figure)] or figures


def _is_incidental(figure: Quantity) -> bool:
    return _IN_WORDS.fullmatch(figure.number) is not None and figure.normal_unit in ("项", "类", "种", "个")


def _with_dates(figures: Sequence[Quantity], text: str) -> list[Quantity]:
    """A year and a day right behind it as one date, and 5月7日至11日 too; of 8月25日、26日 the second is left out."""
    found: list[Quantity] = []
    for figure in figures:
        last = found[-1] if found else None
        if last and last.is_year and last.value and figure.is_date and figure.value and _adjoin(last, figure):
            year = last.value[0] * 10_000
            found[-1] = replace(figure, value=(figure.value[0] + year, figure.value[1] + year))
        elif last and last.is_date and last.value and figure.unit == "日" and figure.value and _adjoin(last, figure, 1):
            if text[last.span.end] in "至到-—~":
                end = last.value[1] - last.value[1] % 100 + figure.value[1]
                found[-1] = replace(last, value=(last.value[0], end), span=TextSpan(last.span.start, figure.span.end))
        else:
            found.append(figure)
    return found


def _adjoin(first: Quantity, second: Quantity, gap: int = 0) -> bool:
    return second.span.start - first.span.end == gap


def _borne_out(words: list[str], text: str) -> bool:
    """Whether every figure that can be read in the English stands in the Chinese, by value, unit and direction."""
    return all(is_supported(figure, text) for figure in figures_in("; ".join(words)))


def _frequency(period: str, figures: list[Quantity], text: str) -> list[str] | None:
    every = _EVERY.get(period)
    if every is None or len(figures) > 1:
        return None
    if not figures or figures[0].value is None:
        return [every]
    times = int(figures[0].value[0])
    bound = _bound(figures[0], "", text[figures[0].span.end :])
    if times == 1 and not bound:
        return [every]
    return [f"{bound}{_NUMBER_OF_TIMES.get(times, f'{times} times')} {every}"]


def _in_english(figure: Quantity, text: str) -> str:
    value = amount(figure)
    if not value:
        return ""
    if figure.is_date or figure.is_year:
        return _at(value, text[figure.span.end :])
    before, after = _part_before(text, figure.span.start), text[figure.span.end :]
    if _misleads(figure, before, after):
        return ""
    if figure.normal_unit in _TIMES and after.startswith("一次"):
        return f"every {value}"
    if value in ("double", "quadruple"):
        return f"at least {value}" if figure.bound is Direction.AT_LEAST else value
    words = f"{_bound(figure, before, after)}{value}"
    if figure.change is not None:
        words = f"{'increase' if figure.change is Direction.INCREASE else 'decrease'} of {words}"
    words += _each(figure, before, after) or _yearly(figure, before)
    return f"{_aim(figure, before)}{words}"


def _misleads(figure: Quantity, before: str, after: str) -> bool:
    """True where the figure alone is not what the words around it make of it.

    -5%, 前10名 (no ten people), 每月15日 (no fifteen days), 每件500元 (not in all).
    """
    if before.endswith(("负", "-")) or _EACH_OTHER.search(before):
        return True
    if (further := _FURTHER_UNIT.match(after)) and not further["unit"]:
        return True
    if before.endswith("届"):  # 第15届130次会议
        return True
    if before.endswith("前") and figure.normal_unit in ("名", "位", "家", "个", "人"):
        return True
    return figure.unit == "日" and (before.endswith("月") or after.startswith("前"))


def _part_before(text: str, start: int) -> str:
    """What the same part of the sentence says before a figure."""
    return re.split(r"[,;。:\n]", text[:start])[-1]


def _bound(figure: Quantity, before: str, after: str) -> str:
    comparator = figure.comparator
    if figure.bound is Direction.AT_LEAST:
        if _NO_LESS.search(comparator):
            return "no lower than " if _is_rate(figure) else "no less than "
        return "at least " if _INCLUSIVE.search(comparator) or not comparator else "more than "
    if figure.bound is Direction.AT_MOST:
        if "内" in comparator and figure.normal_unit in _TIMES:
            return "within "
        return "less than " if comparator and not _NO_MORE.search(comparator) and "内" not in comparator else "at most "
    if figure.bound is Direction.ABOUT:
        return "nearly " if comparator == "近" else "more than " if comparator in ("余", "多") else "about "
    if comparator == "近" and figure.normal_unit in _TIMES:
        return "the past "
    if after.startswith("内") and figure.normal_unit in _TIMES:
        return "within "
    if _is_rate(figure) and not comparator and _NO_LESS_THAN_SHARE.search(before):
        return "no lower than "
    return "at most " if _LONGEST.search(before) else "at least " if _SHORTEST.search(before) else ""


def _is_rate(figure: Quantity) -> bool:
    return figure.normal_unit in _RATES or "/" in figure.normal_unit


def _aim(figure: Quantity, before: str) -> str:
    """'reach' and 'strive to reach' for a figure that is a level to come; 'strive for' before other targets."""
    reaches = figure.comparator.startswith("达") and figure.bound is Direction.EXACT and figure.change is None
    strives = _STRIVES.search(before)
    if strives and strives.group() == "确保":
        return "ensure "
    if strives:
        return "strive to reach " if reaches else "strive for "
    return "reach " if reaches else ""


def _each(figure: Quantity, before: str, after: str) -> str:
    """' per person per month' for what stands right before a figure (每人每月) or behind its unit (元/人·月)."""
    if figure.normal_unit in _TIMES:
        return ""
    each = _EACH_BEFORE.search(before)
    units = each.group().split("每")[1:] if each else []
    further = _FURTHER_UNIT.match(after)
    return "".join(f" per {PER[unit]}" for unit in [*units, *([further["unit"]] if further else [])])


def _yearly(figure: Quantity, before: str) -> str:
    if figure.normal_unit in _TIMES or not _YEARLY.search(before):
        return ""
    return " a year on average" if _ON_AVERAGE.search(before) else " a year"


def _at(value: str, after: str) -> str:
    """A day or month, with '底' and '前' behind it: 'before 15 August 2025', 'by the end of August'."""
    ends = after.startswith(("底", "末"))
    before = after[ends:].startswith(("前", "之前", "以前"))
    if ends:
        return f"{'by the end' if before else 'end'} of {value}"
    return f"before {value}" if before else value
