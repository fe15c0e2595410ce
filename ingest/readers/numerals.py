"""Numbers of automatic lists in the formats of word processors (ECMA-376, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_SMALL = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def chinese_number(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千") -> str:
    """`number` (0 to 9,999) in Chinese counting: 12 is 十二, 105 is 一百零五; larger numbers stay in digits."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    result, pending_zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            pending_zero = bool(result)
            continue
        result += (digits[0] if pending_zero else "") + digits[digit] + (units[power - 1] if power else "")
        pending_zero = False
    # Spoken form from 10 to 19: 十二, not 一十二 (the legal form keeps 壹拾贰).
    return result[1:] if units == "十百千" and 10 <= number < 20 else result


def format_number(number: int, number_format: str) -> str:
    """`number` as `number_format` shows it; an unknown format gives decimal digits, 'none' and 'bullet' nothing."""
    if number_format in ("none", "bullet"):
        return ""
    return _FORMATS.get(number_format, str)(number)


def _letters(number: int) -> str:
    """Letters repeat after z: 27 is aa, 28 is bb."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    result = ""
    for value, sign in (*_ROMAN, *_ROMAN_SMALL):
        result += sign * (number // value)
        number %= value
    return result


def _circled(number: int) -> str:
    for first, last, base in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(base + number - first)
    return str(number)


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(d)] for d in str(number))


def _full_width(number: int) -> str:
    return "".join(chr(0xFF10 + int(d)) for d in str(number))


def _stem(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "japaneseCounting": chinese_number,
    "taiwaneseCounting": chinese_number,
    "taiwaneseCountingThousand": chinese_number,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": lambda n: chinese_number(n, _LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: chinese_number(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "ideographTraditional": _stem("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _stem("子丑寅卯辰巳午未申酉戌亥"),
}
