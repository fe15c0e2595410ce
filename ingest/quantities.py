"""Figures in policy text: a number with its comparator and unit.

Works on folded text (`ingest.normalize.fold`), whose offsets are those of the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.model import TextSpan
from ingest.normalize import fold

_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?"
_RANGE = r"\s*(?:——|[-—~]|至|到)\s*"
_SCALE = r"[十百千]?[万亿]|[百千](?=[克米瓦吨])"

MONEY_UNITS = ("亿美元", "万美元", "美元", "欧元", "港元", "日元", "元/亩", "元/平方米", "元/人", "元/月", "元")
COUNT_UNITS = tuple("家户个项人名所台套批条件次位席座辆艘栋间层届种类宗篇份例门款处只支头株棒张部场期") + (
    "人次",
    "人年",
    "件套",
    "标箱",
    "标准箱",
)
MEASURE_UNITS = (
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "公顷",
    "千瓦时",
    "千瓦",
    "兆瓦",
    "吨标准煤",
    "吨标煤",
    "公斤",
    "千克",
    "吨",
    "克",
    "米",
    "亩",
    "升",
    "床",
    "张床位",
)
TIME_UNITS = ("个工作日", "工作日", "个月", "小时", "分钟", "年度", "周年", "年", "月份", "月", "天", "日", "周", "季度", "岁")
RATIO_UNITS = ("个百分点", "百分点", "%", "‰", "倍", "成", "番", "分")

_UNITS = sorted(MONEY_UNITS + COUNT_UNITS + MEASURE_UNITS + TIME_UNITS + RATIO_UNITS, key=len, reverse=True)
_UNIT = "|".join(map(re.escape, _UNITS))
_BEFORE = (
    r"不低于|不少于|不小于|不高于|不超过|不大于|不多于|至少|最少|最多|最高|最低|超过|突破|达到|达|高于|低于|大于|小于|超|过|近|(?<![签预合])约"
)
_AFTER = r"及?以上|及?以下|以内|之内|左右"

_FIGURE = re.compile(
    rf"(?P<before>{_BEFORE})?\s*"
    rf"(?:(?P<percent>百分之(?:{_ARABIC}|{_CHINESE}))"
    rf"|(?P<number>{_ARABIC})(?P<gap>{_RANGE}(?:{_ARABIC}))?\s*(?P<scale>{_SCALE})?\s*(?P<unit>{_UNIT})?"
    rf"|(?P<chinese>{_CHINESE})(?:{_RANGE}{_CHINESE})?(?P<cscale>{_SCALE})?(?P<cunit>{_UNIT}))"
    rf"(?P<per>/(?:平方公里|平方米|人|亩|年|月|户|天|吨))?\s*(?P<after>{_AFTER})?"
)
_LABEL = re.compile(r"^\s*(?:\d{1,2}[.、)](?!\d)|\(\d{1,2}\))")
_YEAR = re.compile(r"(?:19|20)\d{2}$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as it stands in a text."""

    span: TextSpan
    """From comparator to comparator: '不低于20万元/亩以上'."""
    number: str
    """The number as written, folded: '20', '1-2', '百分之六十', '六'."""
    unit: str
    """Scale and unit as written: '万元/亩', '%', '家'; empty for a bare number."""
    comparator: str
    """'不低于', '以上', '突破', ...; empty where there is none."""

    @property
    def is_year(self) -> bool:
        """True for a calendar year, which is a date and not an amount."""
        return self.unit in ("年", "年度", "") and _YEAR.fullmatch(self.number) is not None


@lru_cache(maxsize=4096)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every figure of `text`, in order; clause numbers at the start of the text are left out.

    Chinese numerals count only before a unit ('六家'), since on their own they are mostly words.
    """
    folded = fold(text)
    label = _LABEL.match(folded)
    found = []
    for match in _FIGURE.finditer(folded, label.end() if label else 0):
        quantity = _quantity(match)
        if quantity is not None and not _inside_word(folded, match):
            found.append(quantity)
    return tuple(found)


def _quantity(match: re.Match[str]) -> Quantity | None:
    number = match["percent"] or (match["number"] or "") + re.sub(r"\s|——|[—~至到]", _dash, match["gap"] or "")
    number = number or match["chinese"] or ""
    if not number:
        return None
    unit = "%" if match["percent"] else (match["scale"] or match["cscale"] or "") + (match["unit"] or match["cunit"] or "")
    comparators = [part for part in (match["before"], match["after"]) if part]
    start = match.end() - len(match.group().lstrip())
    span = TextSpan(start, start + len(match.group().strip()))
    return Quantity(span, number, unit + (match["per"] or ""), "".join(comparators))


def _dash(match: re.Match[str]) -> str:
    return "" if match.group().isspace() else "-"


def _inside_word(folded: str, match: re.Match[str]) -> bool:
    """True for digits that belong to a name: 'ISO14000', 'B2B', '5G', '1+2+3+X'."""
    start, end = match.start("number"), match.end("number")
    if start < 0:
        return False
    before = folded[start - 1] if start else ""
    after = folded[end] if end < len(folded) else ""
    unit = match["unit"] or match["scale"] or match["gap"]
    if before.isascii() and (before.isalpha() or before == "+"):
        return True
    return not unit and after.isascii() and (after.isalpha() or after == "+")
