"""Values of Chinese numerals, plain (二十三), by digits (二〇二五), formal (贰拾) and rounded (七八)."""

from __future__ import annotations

import re
from decimal import Decimal

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

CHINESE = (
    r"(?:[〇零一二两三四五六七八九十百千](?:[〇零一二两三四五六七八九十百万亿]|千(?![克米瓦伏]))*(?:点[〇零一二三四五六七八九]+)?"
    r"|[零壹贰叁肆伍陆柒捌玖]+[拾佰仟万亿][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*)"
)
"""A Chinese numeral in folded text; 三十千克 are thirty 千克.

Formal digits need a place (陆仟), for alone they stand in names (陆家嘴)."""

_NEIGHBOURS = re.compile(
    r"(?P<head>(?:.*[十百千万亿])?)(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<tail>[十百千万亿]*)"
)


def numeral_range(numeral: str) -> tuple[Decimal, Decimal]:
    """Lowest and highest value of a numeral: 二十 is (20, 20), 七八 is (7, 8), 二三十 is (20, 30).

    Three or more digits without a place are read one by one (二〇二五). Raises ValueError for what is
    no numeral, or could be read in two ways (二五).
    """
    plain = numeral.translate(_FORMAL)
    whole, point, fraction = plain.partition("点")
    if not whole or not set(whole) <= _DIGITS.keys() | _PLACES.keys() or not set(fraction) <= _DIGITS.keys():
        raise ValueError(f"expected a Chinese numeral, got {numeral!r}")
    rounded = _NEIGHBOURS.fullmatch(whole)
    if rounded and not point and _are_neighbours(rounded["low"], rounded["high"]):
        low, high = (Decimal(_whole(rounded["head"] + rounded[end] + rounded["tail"])) for end in ("low", "high"))
        return low, high
    if len(whole) == 2 and set(whole) <= _DIGITS.keys() - {"零", "〇"}:
        raise ValueError(f"{numeral!r} can be read in two ways")
    decimals = "".join(str(_DIGITS[digit]) for digit in fraction)
    value = Decimal(f"{_whole(whole)}.{decimals}" if decimals else _whole(whole))
    return value, value


def chinese_number(numeral: str) -> int:
    """The value of a numeral as it stands in a clause's number; signs that are none count nothing.

    >>> chinese_number("二十一"), chinese_number("一百零三"), chinese_number("十")
    (21, 103, 10)
    """
    return _whole("".join(sign for sign in numeral.translate(_FORMAL) if sign in _DIGITS or sign in _PLACES))


def _are_neighbours(low: str, high: str) -> bool:
    # 三五个 is the one pair in use whose digits do not follow each other.
    return _DIGITS[high] - _DIGITS[low] == 1 or low + high == "三五"


def _whole(numeral: str) -> int:
    if numeral and all(sign in _DIGITS for sign in numeral):
        return int("".join(str(_DIGITS[sign]) for sign in numeral))
    return _with_places(numeral)


def _with_places(numeral: str) -> int:
    total, section, digit, place = 0, 0, None, 1
    for sign in numeral:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
            # A digit right behind a place stands for the next lower one: 一千二 is 1200, but 一千零二 is 1002.
            place = 1 if digit == 0 else place
            continue
        place = _PLACES[sign]
        if place < 10**4:
            section += (1 if digit is None else digit) * place
        else:
            section += digit or 0
            # 万亿 multiplies what stands before it, a second 万 after 亿 only its own section.
            total = total + section * place if section else (total or 1) * place
            section = 0
        digit = None
    return total + section + (digit or 0) * (place // 10 if place > 10 else 1)
