"""The value of a figure in English: '20万元/亩' is '200,000 yuan per mu', computed from the exact value as read."""

from __future__ import annotations

import re
from decimal import Decimal

from ingest.figures.numerals import numeral_range
from ingest.figures.quantities import Quantity

_Ends = tuple[Decimal, Decimal]

_MONEY = {
    "元": "yuan",
    "美元": "US dollars",
    "港元": "Hong Kong dollars",
    "欧元": "euros",
    "英镑": "pounds sterling",
    "日元": "yen",
}
_SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_MOST_DECIMALS = 3
"""Of '1.234 billion'; what needs more is written out."""
_NOUNS = {
    "个百分点": ("percentage point", "percentage points"),
    "倍": ("time", "times"),
    "分": ("point", "points"),
    "年": ("year", "years"),
    "个季度": ("quarter", "quarters"),
    "个月": ("month", "months"),
    "周": ("week", "weeks"),
    "天": ("day", "days"),
    "个工作日": ("working day", "working days"),
    "个自然日": ("calendar day", "calendar days"),
    "小时": ("hour", "hours"),
    "分钟": ("minute", "minutes"),
    "岁": ("year of age", "years of age"),
    "亩": ("mu", "mu"),
    "公顷": ("hectare", "hectares"),
    "平方公里": ("square kilometre", "square kilometres"),
    "平方米": ("square metre", "square metres"),
    "立方米": ("cubic metre", "cubic metres"),
    "公里": ("kilometre", "kilometres"),
    "米": ("metre", "metres"),
    "厘米": ("centimetre", "centimetres"),
    "毫米": ("millimetre", "millimetres"),
    "吨": ("tonne", "tonnes"),
    "吨标准煤": ("tonne of standard coal", "tonnes of standard coal"),
    "公斤": ("kilogram", "kilograms"),
    "克": ("gram", "grams"),
    "毫克": ("milligram", "milligrams"),
    "升": ("litre", "litres"),
    "千瓦": ("kilowatt", "kilowatts"),
    "兆瓦": ("megawatt", "megawatts"),
    "千瓦时": ("kilowatt-hour", "kilowatt-hours"),
    "千伏": ("kilovolt", "kilovolts"),
    "分贝": ("decibel", "decibels"),
    "标准箱": ("TEU", "TEU"),
    "床": ("bed", "beds"),
    "人": ("person", "people"),
    "名": ("person", "people"),
    "人次": ("person-time", "person-times"),
    "次": ("time", "times"),
    "辆": ("vehicle", "vehicles"),
    "户": ("household or firm", "households or firms"),
}
_CLASSIFIERS = frozenset("家个项所台套批条件席位座艘栋幢间层届种类宗篇份例门款处支只头株棒张部场期枚股轮笔")
"""They count whatever noun the sentence has, and have no word in English."""
PER = {
    "亩": "mu",
    "平方米": "square metre",
    "平方公里": "square kilometre",
    "公顷": "hectare",
    "人": "person",
    "户": "household",
    "吨": "tonne",
    "年": "year",
    "个月": "month",
    "月": "month",
    "天": "day",
    "日": "day",
    "次": "time",
    "小时": "hour",
}
"""Units of what a figure is for."""
_FOLDS = {1: "double", 2: "quadruple"}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_FRACTION = re.compile(r"(.+)分之(.+)")
_PARTS = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters"), 5: ("fifth", "fifths")}
_HOW_MANY = {1: "one", 2: "two", 3: "three", 4: "four"}


def amount(figure: Quantity) -> str:
    """The value with its unit; empty where there is no value, or no English for the unit."""
    if figure.value is None:
        return ""
    if figure.is_date:
        return _date(figure.value)
    if figure.is_year:
        return "-".join(dict.fromkeys(f"{end:f}" for end in figure.value))
    low, high = figure.value
    base, _, per = figure.normal_unit.partition("/")
    if base == "番":
        return _FOLDS.get(int(low), "") if low == high else ""
    if base == "倍" and not figure.number[:1].isdigit() and figure.number in ("翻倍", "倍增", "翻番"):
        return "double"
    fraction = _fraction(figure.number)
    words = _with_unit(figure.value, base) if fraction is None else fraction
    each = [PER.get(unit, "") for unit in per.split("/")] if per else []
    return " per ".join([words, *each]) if words and all(each) else ""


def _with_unit(ends: _Ends, base: str) -> str:
    if base in _MONEY:
        return f"{_scaled(ends)} {_MONEY[base]}"
    if base == "%":
        return f"{_range(ends)}%"
    if base == "℃" or base == "摄氏度":
        return f"{_range(ends)} °C"
    if not base or base in _CLASSIFIERS:
        return _scaled(ends)
    if base not in _NOUNS:
        return ""
    singular, plural = _NOUNS[base]
    if ends == (Decimal("0.5"), Decimal("0.5")) and base in ("年", "天", "小时"):
        return f"half {'an' if singular == 'hour' else 'a'} {singular}"
    if base == "年" and any(_decimals(end) > 1 for end in ends):
        return ""  # the number of a clause before a year: 5.2025年
    return f"{_scaled(ends)} {singular if ends[1] == 1 else plural}"


def _scaled(ends: _Ends) -> str:
    """Both ends in the largest scale in which they are short and exact: '3.5 million', '200,000'."""
    for factor, word in _SCALES:
        parts = (ends[0] / factor, ends[1] / factor)
        if ends[0] >= factor and all(_decimals(part) <= _MOST_DECIMALS for part in parts):
            return f"{_range(parts)} {word}"
    return _range(ends)


def _range(ends: _Ends) -> str:
    return "-".join(dict.fromkeys(f"{_plain(end):,f}" for end in ends))


def _plain(value: Decimal) -> Decimal:
    """Without zeros at the end, and never in powers of ten."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _fraction(number: str) -> str | None:
    """'two thirds' for 三分之二, whose hundredths do not end; None for hundredths (百分之六十) and all else.

    Empty for a fraction that has no short name.
    """
    match = _FRACTION.fullmatch(number)
    if match is None or match[1] in "百千万":
        return None
    try:
        (whole, _), (part, _) = _value(match[1]), _value(match[2])
    except ValueError:
        return ""
    names, many = _PARTS.get(int(whole)), _HOW_MANY.get(int(part))
    return f"{many} {names[part > 1]}" if names and many else ""


def _value(text: str) -> _Ends:
    return (Decimal(text), Decimal(text)) if text.isdecimal() and text.isascii() else numeral_range(text)


def _date(ends: _Ends) -> str:
    """'15 August 2025', '7 May to 11 May', 'August 2025', 'January to June'."""
    (year, first), (_, last) = (divmod(int(end), 10_000) for end in ends)
    suffix = f" {year}" if year else ""
    if first == last:
        return f"{first % 100} {_MONTHS[first // 100 - 1]}{suffix}"
    if first // 100 == last // 100 and (first % 100, last % 100) != (1, 31):
        month = _MONTHS[first // 100 - 1]
        return f"{first % 100} {month} to {last % 100} {month}{suffix}"
    months = dict.fromkeys(_MONTHS[day // 100 - 1] for day in (first, last))
    return " to ".join(months) + suffix
