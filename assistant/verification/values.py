"""Whether two figures are the same: by value, unit, direction and date. Pure functions over `Quantity`."""

from __future__ import annotations

from decimal import Decimal

from ingest.figures.quantities import COUNT_UNITS, Direction, Quantity

Ends = tuple[Decimal, Decimal]

BOUNDS = (Direction.AT_LEAST, Direction.AT_MOST)
_SMALLER = {
    "平方公里": ("平方米", Decimal(10**6)),
    "公顷": ("平方米", Decimal(10**4)),
    "公里": ("米", Decimal(1000)),
    "吨": ("公斤", Decimal(1000)),
    "兆瓦": ("千瓦", Decimal(1000)),
    "年": ("个月", Decimal(12)),
    "个季度": ("个月", Decimal(3)),
    "周": ("天", Decimal(7)),
    "个自然日": ("天", Decimal(1)),
}
"""Units that are so many of another one; 亩 is no round number of square metres and stays apart."""
_CLASSIFIERS = frozenset(COUNT_UNITS) - {"人次", "人年", "标箱", "标准箱"}
_ALIKE = tuple(map(frozenset, ("家户所", "人名位", "座栋幢", "台套辆艘件", "项条件", "批次轮", "只头", "股支")))
"""Classifiers that count the same things; 个 goes for any of them."""


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Whether `other` bears `one` out: the same value, not in the opposite direction, and no other unit.

    A side that states no unit or direction contradicts none; `assistant.verification.agreement` is stricter.
    """
    if one.is_reference or other.is_reference:
        return one.is_reference and other.is_reference and digits(one.number) == digits(other.number)
    if one.is_date or other.is_date:
        return same_date(one, other)
    if one.is_year and other.is_year:
        return same_years(one, other)
    return not opposed(one, other) and _compatible_unit(one, other) and same_value(one, other)


def same_value(one: Quantity, other: Quantity) -> bool:
    """Equal values; an end of the range 20—30万元 is borne out only as 不低于20万元 or 不超过30万元."""
    mine, theirs = _comparable(one, other)
    if mine is None or theirs is None or mine == theirs:
        return mine is not None and mine == theirs
    return is_end_of(one, other)


def is_end_of(one: Quantity, other: Quantity) -> bool:
    """Whether `one` names the lower end of the range `other` as a minimum, or the upper end as a maximum."""
    mine, theirs = _comparable(one, other)
    if mine is None or theirs is None or theirs[0] == theirs[1]:
        return False
    low_end = one.bound is Direction.AT_LEAST and mine == (theirs[0], theirs[0])
    return low_end or (one.bound is Direction.AT_MOST and mine == (theirs[1], theirs[1]))


def unit_in_one_form(figure: Quantity) -> str:
    """The unit without scale: 倍 for 番, 平方米 for 公顷."""
    return _in_one_unit(figure)[1]


def in_smaller_unit(unit: str) -> tuple[str, Decimal]:
    """The unit that `unit` is so many of, and how many: 平方米 and 10,000 for 公顷; itself and 1 for any other."""
    return _SMALLER.get(unit, (unit, Decimal(1)))


def is_classifier(unit: str) -> bool:
    """True for units that only count: 家, 户, 个."""
    return unit in _CLASSIFIERS


def alike(one: str, other: str) -> bool:
    """Whether two units say the same: equal, or classifiers that go for the same things."""
    if one == other:
        return True
    if not (is_classifier(one) and is_classifier(other)):
        return False
    return "个" in (one, other) or any(one in group and other in group for group in _ALIKE)


def opposed(one: Quantity, other: Quantity) -> bool:
    """True for 不低于 against 不超过, and for growth against decline; a side that says nothing opposes nothing."""
    changes = one.change and other.change and one.change is not other.change
    bounds = one.bound in BOUNDS and other.bound in BOUNDS and one.bound is not other.bound
    return bool(changes) or bounds


def same_date(one: Quantity, other: Quantity) -> bool:
    """True where the other day or month lies within this one; a date without year fits every year."""
    if one.value is None or other.value is None:
        return False
    if one.is_date and other.is_date:
        mine, theirs = one.value, other.value
        if min(mine[0], theirs[0]) < 10_000:
            mine, theirs = _without_year(mine), _without_year(theirs)
        return mine[0] <= theirs[0] and theirs[1] <= mine[1]
    if one.is_date or one.value[0] != one.value[1]:
        return False
    year, rest = divmod(other.value[0], 10_000)
    # "26 September 2019" comes as bare numbers.
    return one.value[0] == year or (not one.normal_unit and one.value[0] in divmod(rest, 100))


def same_years(one: Quantity, other: Quantity) -> bool:
    """True for equal years, and for the first or last year of a run."""
    if one.value is None or other.value is None:
        return False
    return one.value == other.value or (one.value[0] == one.value[1] and one.value[0] in other.value)


def digits(number: str) -> str:
    """The digits of a number as written, other signs as blanks."""
    return "".join(sign if sign.isdigit() or sign == "." else " " for sign in number.replace(",", "")).strip()


def _comparable(one: Quantity, other: Quantity) -> tuple[Ends | None, Ends | None]:
    """The values in the smaller unit; as written where one of the two is a bare number."""
    if not one.normal_unit or not other.normal_unit:
        return one.value, other.value
    return _in_one_unit(one)[0], _in_one_unit(other)[0]


def _in_one_unit(figure: Quantity) -> tuple[Ends | None, str]:
    """Value and unit with 番 as growth by so many times (翻两番 are three 倍 more), and in the smaller unit."""
    unit = figure.normal_unit
    if figure.value is None:
        return None, unit
    low, high = figure.value
    if unit == "番":
        return (2**low - 1, 2**high - 1), "倍"
    if unit in _SMALLER and figure.is_amount:
        smaller, factor = _SMALLER[unit]
        return (low * factor, high * factor), smaller
    return (low, high), unit


def _compatible_unit(one: Quantity, other: Quantity) -> bool:
    mine, theirs = unit_in_one_form(one), unit_in_one_form(other)
    if not mine:
        return True
    # 亩均税收20万元 and 20万元/亩 say the same, so one unit may go on where the other stops.
    return alike(mine, theirs) or mine.partition("/")[0] == theirs or theirs.partition("/")[0] == mine


def _without_year(value: Ends) -> Ends:
    return value[0] % 10_000, value[1] % 10_000
