"""Figures in a text: number, scale and unit, compared by value. A first, simple check.

Numbers are read in digits (`1,200`, `３．５`) and in Chinese numerals before a unit (`二十家`,
`百分之三`); `1.2亿元` and `12000万元` are equal. Comparators (不低于, 以上) are not looked at here.

`ingest.quantities` reads figures as they are written, to answer with them; this module has the other
duty of letting no figure of a model's text pass unseen, and so reads more and compares by value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ingest.model import TextSpan
from ingest.normalize import fold

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_DIGITS = {"零": 0, "〇": 0, "两": 2, **{digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}}
_SAME_UNIT = {"yuan": "元", "rmb": "元", "cny": "元", "人民币": "元", "percent": "%", "per cent": "%", "㎡": "平方米"}

_UNIT = (
    "个?百分点|个?工作日|个?自然日|个?月|平方公里|平方米|立方米|公里|公顷|吨标准煤|千瓦时|千瓦|人次|周岁|小时|分钟|"
    "人民币|美元|欧元|港元|元|%|‰|㎡|percent|per cent|yuan|rmb|cny|"
    "[家户个项亩吨度人名位倍天日年岁周米条处所台套辆件批次期届级类种座栋间张只支层分款门只股元]"
)
_PER = rf"(?:/(?:{_UNIT}))?"
_ARABIC = (
    r"(?P<number>(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
    r"(?P<scale>\s?(?:[十百千]?(?:万亿|万|亿)|[十百千]|(?:thousand|million|billion|trillion)\b))?"
)
_CHINESE = r"(?P<percent>百分之)?(?P<chinese>[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?)"
_FIGURE = re.compile(rf"{_ARABIC}\s?(?P<unit>(?:{_UNIT}){_PER})?|{_CHINESE}(?P<chinese_unit>(?:{_UNIT}){_PER})?")
_BETWEEN = re.compile(r"\s*(?:-|—+|~|至|到|、|或|和)\s*")
# Folding makes every comma the one that groups thousands; a full-width comma does so only between
# full-width digits (１，２００), else it divides two numbers.
_DIVIDING_COMMA = re.compile(r"(?<![０-９])，|，(?![０-９])")
_LABEL_BEFORE = re.compile(r"(?:^|[\n“\"(《])[ \t]*$")
_LABEL_AFTER = re.compile(r"[.、)](?!\d)")
_CELL_EDGES = frozenset("\t|\n")
_LABEL_UNITS = frozenset("条款项章节")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it stands in a text."""

    text: str
    """As written: '1,200万元'."""
    span: TextSpan
    """Where it stands in the text that was searched."""
    value: Decimal
    """The number with its scale: 12000000 for '1,200万元'."""
    unit: str
    """The unit in one form, without scale: '元/亩', '%'; empty where none is known."""
    number: Decimal
    """The number without its scale: 1200."""
    measure: str
    """Scale and unit as folded text: '万元'."""


def figures_in(text: str) -> tuple[Figure, ...]:
    """The figures of `text`, in order.

    Chinese numerals count only before a unit or after 百分之, and a lone 一 (一个, 一批) never does;
    numbers of articles (第十二条) and of items (`5.` at the start of a line) are names and not figures.
    """
    folded = fold(_DIVIDING_COMMA.sub("、", text))
    found = [figure for match in _FIGURE.finditer(folded) if (figure := _figure(match, text, folded)) is not None]
    for i in range(len(found) - 2, -1, -1):
        first, second = found[i], found[i + 1]
        if not first.measure and _BETWEEN.fullmatch(folded[first.span.end : second.span.start]):
            scale = second.value / second.number if second.number else Decimal(1)
            found[i] = replace(first, value=first.number * scale, unit=second.unit, measure=second.measure)
    return tuple(found)


def is_supported(figure: Figure, text: str, figures: Sequence[Figure] | None = None) -> bool:
    """Whether `text` holds `figure`: the same value and, where both have one, the same unit.

    A bare number in `text` (a table's cell) supports a figure with a unit when the unit stands
    somewhere else in `text` (the table's head). `figures` may be given where they are known already.
    """
    others = figures_in(text) if figures is None else figures
    return any(_same(figure, other) or _same_cell(figure, other, text) for other in others)


def _same(one: Figure, other: Figure) -> bool:
    if one.value != other.value:
        return False
    if not one.unit:
        return True
    # 亩均税收20万元 and 20万元/亩 say the same, so one unit may go on where the other stops.
    return bool(other.unit) and (one.unit.startswith(other.unit) or other.unit.startswith(one.unit))


def _same_cell(one: Figure, cell: Figure, text: str) -> bool:
    if not one.measure or cell.measure or one.number != cell.number:
        return False
    before, after = text[: cell.span.start].rstrip(" "), text[cell.span.end :].lstrip(" ")
    alone = (not before or before[-1] in _CELL_EDGES) and (not after or after[0] in _CELL_EDGES)
    return alone and one.measure in fold(text)


def _is_label(match: re.Match[str], folded: str) -> bool:
    """True for `5.`, `(5)` and `5、` where an item may begin, and for 第12条."""
    unit = match["unit"] or match["chinese_unit"] or ""
    if folded[: match.start()].endswith("第"):
        return unit[:1] in _LABEL_UNITS
    number = match["number"] or ""
    after = _LABEL_AFTER.match(folded, match.end())
    return number.isdigit() and len(number) < 3 and not unit and bool(after) and _may_begin(folded, match.start())


def _may_begin(folded: str, position: int) -> bool:
    return _LABEL_BEFORE.search(folded[max(0, position - 8) : position]) is not None if position else True


def _figure(match: re.Match[str], text: str, folded: str) -> Figure | None:
    unit = match["unit"] or match["chinese_unit"] or ""
    if _is_label(match, folded):
        return None
    if match["chinese"] is None:
        number = Decimal(match["number"].replace(",", ""))
        scale_text = (match["scale"] or "").strip()
        scale = _scale(scale_text)
    else:
        number, scale_text, scale = _chinese_number(match["chinese"]), "", Decimal(1)
        if not match["percent"] and (not unit or number == 1):
            return None
        unit = "%" if match["percent"] else unit
    base, slash, per = unit.partition("/")
    normal = _normal_unit(base) + slash + _normal_unit(per)
    return Figure(
        text=text[match.start() : match.end()].strip(),
        span=TextSpan(match.start(), match.end()),
        value=number * scale,
        unit=normal,
        number=number,
        measure=scale_text + unit,
    )


def _normal_unit(unit: str) -> str:
    unit = unit.removeprefix("个") if len(unit) > 1 else unit
    return _SAME_UNIT.get(unit, unit)


def _scale(text: str) -> Decimal:
    if text in _ENGLISH_SCALES:
        return Decimal(_ENGLISH_SCALES[text])
    scale = Decimal(1)
    for character in text:
        scale *= _SCALES[character]
    return scale


def _chinese_number(text: str) -> Decimal:
    """The value of a Chinese numeral; digits alone (二〇二五) are read one by one."""
    whole, _, fraction = text.partition("点")
    decimals = "".join(str(_DIGITS[digit]) for digit in fraction)
    if all(character in _DIGITS for character in whole):
        digits = "".join(str(_DIGITS[digit]) for digit in whole)
    else:
        digits = str(_with_places(whole))
    return Decimal(f"{digits}.{decimals}" if decimals else digits)


def _with_places(numeral: str) -> int:
    total, section, digit = 0, 0, None
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in "十百千":
            section += (1 if digit is None else digit) * _SCALES[character]
            digit = None
        else:
            section += digit or 0
            # 万亿 multiplies what stands before it, a second 万 after 亿 only its own section.
            if section:
                total += section * _SCALES[character]
            else:
                total = (total or 1) * _SCALES[character]
            section, digit = 0, None
    return total + section + (digit or 0)
