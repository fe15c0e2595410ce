"""Numbers as a spreadsheet shows them: the useful part of Excel's number formats (ECMA-376, 18.8.30)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|([#0?,.%]+)|(.)', re.DOTALL)
_CORE = re.compile(r"((?:[#0?,]*[#0?])?)(?:\.([#0?]*))?(,*)(%*)$")
"""Digits before the point, digits behind it, commas that divide by a thousand each, per-cent signs."""
_LARGEST = 1e15
"""From here on Excel itself does not hold every digit."""
_CONDITION = re.compile(r"\[[<>=]")


@dataclass(frozen=True, slots=True)
class _Pattern:
    before: str
    core: str
    after: str


def shown_number(value: int | float, number_format: str) -> str:
    """`value` as shown under `number_format`; a format beyond this module's reach gives the plain number."""
    number = Decimal(repr(value))
    pattern, number = _choose(number, number_format)
    match = _CORE.match(pattern.core) if pattern else None
    if pattern is None or match is None or not pattern.core or abs(value) >= _LARGEST:
        return plain_number(value)
    decimals, scale, percents = match.group(2) or "", len(match.group(3)), len(match.group(4))
    number = number * 100**percents / 1000**scale
    return f"{pattern.before}{_digits(number, decimals, ',' in match.group(1))}{'%' * percents}{pattern.after}"


def plain_number(value: int | float) -> str:
    """Up to 15 significant digits, which is what Excel holds, without exponent and without trailing '.0'."""
    text = format(Decimal(format(value, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _digits(number: Decimal, decimals: str, grouped: bool) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), rounding=ROUND_HALF_UP)
    text = format(rounded, ",f" if grouped else "f")
    optional = len(decimals) - len(decimals.rstrip("#?"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    return text.rstrip(".")


def _choose(number: Decimal, number_format: str) -> tuple[_Pattern | None, Decimal]:
    """The section of the format for this sign, and the number as that section wants it."""
    if _CONDITION.search(number_format):
        return None, number
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)
    if number < 0 and len(sections) > 1:
        return _parse(sections[1]), -number
    index = 2 if number == 0 and len(sections) > 2 else 0
    return _parse(sections[index]), number


def _parse(section: str) -> _Pattern | None:
    """Literals before and after one digit pattern; None for dates, fractions, exponents and 'General'."""
    before, core, after = "", "", ""
    for literal, escaped, currency, digits, other in _TOKEN.findall(section):
        text = literal or escaped or currency or (other if other in " -+()¥￥$€:/" else "")
        if other and not text and other != ".":
            if not _is_han(other):
                return None
            text = other
        if digits == "%" and core and not after:
            core += "%"
        elif digits:
            if core:
                return None
            core = digits
        elif core:
            after += text
        else:
            before += text
    return _Pattern(before.strip(), core, after.strip())


def _is_han(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"
