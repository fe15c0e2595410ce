"""Years and periods that a question names, in folded text."""

from __future__ import annotations

import re
from datetime import date

from assistant.model import Period
from assistant.understanding.spans import Found, found, without_overlaps
from ingest.figures.numerals import chinese_number

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?=\s*(?:年|[^\d家个项户亿万%元亩人名吨套座平公]|$))")
_SHORT_YEAR = re.compile(r"(?<![\d第每前后近])([012]\d)年(?!内|之内|以上|以下|期)")
_CHINESE_YEAR = re.compile(r"二[〇零]([〇零一二三四五六七八九])([〇零一二三四五六七八九])年")
_DIGIT = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年?\s*(?:-|—+|~|至|到)\s*((?:19|20)\d{2}|\d{2}(?=年))(?!\d)\s*(?:年度?(?:期间)?)?"
)
_PLAN = re.compile(
    r"[“\"'‘]?(?:(?<![一二三四五六七八九])(?P<plan>十[一二三四五六])五|第(?P<number>十[一二三四五六])个五年)[”\"'’]?(?:规划|计划)?"
    r"(?P<part>[”\"'’]?(?:的?(?:期?末期?|最后一年|收官(?:之年)?)|的?(?:开局(?:之年)?|首年|第一年|初期?)|的?(?:期间|时期|以来|期内))?)"
)
_LAST, _FIRST = re.compile(r"末|最后|收官"), re.compile(r"开局|首年|第一年|初")
_FIRST_YEAR = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
PLAN_YEARS = 5
_COUNT = r"(?P<count>[一二两三四五六七八九十]|\d{1,2})"
_SPAN = re.compile(
    rf"(?<![第\d个]){_COUNT}(?P<unit>年|个月|个?工作日|天|日)(?:以内|之内|内)"
    rf"|(?P<toward>近|过去|最近|今后|未来|接下来|往后)(?:的)?(?P<years>[一二两三四五六七八九十]|\d{{1,2}})年"
)
_RELATIVE = {"今年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
_RELATIVE_YEAR = re.compile("|".join(_RELATIVE))
_PART_OF_YEAR = re.compile(r"[上下]半年|第?[一二三四1-4]季度|(?<!\d)\d{1,2}月(?:份|底|末|初)?(?!\d)")


def years(folded: str) -> tuple[int, ...]:
    """Calendar years named: '2020年', '19年', '二〇二五年'."""
    return tuple(dict.fromkeys(int(item.value) for item in _found_years(folded)))


def _found_years(folded: str) -> list[Found]:
    items = [found(match, match[1]) for match in _YEAR.finditer(folded)]
    items += [found(match, "20" + match[1]) for match in _SHORT_YEAR.finditer(folded)]
    items += [found(match, "20" + _DIGIT[match[1]] + _DIGIT[match[2]]) for match in _CHINESE_YEAR.finditer(folded)]
    return items


def find_years(folded: str) -> list[Found]:
    """Single calendar years with their words, without those that bound a run of years."""
    runs = _runs(folded)
    alone = (
        Found(item.value, item.start, item.end + (folded[item.end : item.end + 1] == "年"))
        for item in _found_years(folded)
    )
    return [item for item in alone if not any(run.start <= item.start < run.end for run in runs)]


def find_periods(folded: str, today: date | None = None) -> list[Found]:
    """Longer and relative periods: '2021-2025' for “十四五”期间, '2025' for its end, '3年内' for 三年内.

    今年 and 近三年 become years where it is known what day it is, else they stay as written.
    """
    items = [*_runs(folded), *map(_plan, _PLAN.finditer(folded))]
    items += [_span(match, today) for match in _SPAN.finditer(folded)]
    for match in _RELATIVE_YEAR.finditer(folded):
        items.append(found(match, str(today.year + _RELATIVE[match.group()]) if today else None))
    items += [found(match) for match in _PART_OF_YEAR.finditer(folded)]
    return without_overlaps(items)


def periods_of(items: list[Found]) -> tuple[Period, ...]:
    """Those values that are years or runs of years."""
    bounds = [item.value.split("-") for item in items if re.fullmatch(r"\d{4}(?:-\d{4})?", item.value)]
    return tuple(dict.fromkeys(Period(int(years[0]), int(years[-1])) for years in bounds))


def _runs(folded: str) -> list[Found]:
    runs = []
    for match in _RANGE.finditer(folded):
        first, last = match[1], match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        if first < last:
            runs.append(found(match, f"{first}-{last}"))
    return runs


def _plan(match: re.Match[str]) -> Found:
    first = _FIRST_YEAR[match["plan"] or match["number"]]
    last = first + PLAN_YEARS - 1
    if _LAST.search(match["part"]):
        return found(match, str(last))
    return found(match, str(first) if _FIRST.search(match["part"]) else f"{first}-{last}")


def _span(match: re.Match[str], today: date | None) -> Found:
    if match["count"]:
        return found(match, f"{_number(match['count'])}{match['unit']}内")
    count = _number(match["years"])
    if today is None:
        return found(match)
    back = match["toward"] in ("近", "过去", "最近")
    first, last = (today.year - count, today.year - 1) if back else (today.year + 1, today.year + count)
    return found(match, str(first) if first == last else f"{first}-{last}")


def _number(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else chinese_number(numeral.replace("两", "二"))
