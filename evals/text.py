"""One form for texts that are compared, and a containment that never cuts a number in two.

Everything here is free of context: a string found in a text is still found after both are
normalised, but for a number that grows at the string's edge, which is what `contains` looks at.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.normalize import simplify

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}

_PERCENT = re.compile(rf"百分之([0-9.]+|[{''.join(_DIGITS)}{''.join(_UNITS)}点]+)")
_ENGLISH_PERCENT = re.compile(r"(?<=[0-9])\s*per ?cent\b")
_THOUSANDS = re.compile(r"[0-9]+(?:,[0-9]{3})+(?![0-9])")
_RANGE_SIGNS = "\u2010\u2011\u2013\u2014\u2212\u301c~至到"
_RANGE = re.compile(rf"([0-9])(?:\u2014\u2014|[{_RANGE_SIGNS}])(?=[0-9])")
_DROPPED = re.compile(r"(?:[^\w%.\-]|_|(?<!\d)[.\-]|[.\-](?!\d))+")
"""A run of signs and white space; a point or hyphen between two digits belongs to the number."""

_BEFORE_EMPTY_CELL = tuple('"“‘「『:|为是為')
_AFTER_EMPTY_CELL = tuple('"”’」』。|,;、)')
_DASHES = "-\u2013\u2014"


def normalise(text: str) -> str:
    """NFKC, Simplified, lower case, percentages as `X%`, figures without thousands commas, ranges as `N-M`,
    and no signs or white space; where dropping those would join two numbers, `|` stands between them.
    """
    form = _simplified(unicodedata.normalize("NFKC", text)).lower()
    form = _PERCENT.sub(_as_percent, form)
    form = _ENGLISH_PERCENT.sub("%", form)
    form = _THOUSANDS.sub(lambda figure: figure.group(0).replace(",", ""), form)
    form = _RANGE.sub(r"\1-", form)
    return _DROPPED.sub(_kept_apart, form)


def without_space(text: str) -> str:
    """The text with all white space removed."""
    return "".join(text.split())


def contains(needle: str, text: str) -> bool:
    """Whether `needle` stands in `text`, both normalised, with no number cut ('3%' is not in '23%', nor
    '2个' in '1-2个') and no Latin word of up to three letters inside a longer one.

    A needle that is nothing but signs means the empty cell of a table: a dash that stands alone.
    """
    wanted = normalise(needle)
    if not wanted:
        return _has_empty_cell(text)
    return _pattern(wanted).search(normalise(text)) is not None


def shares_run(first: str, second: str, length: int) -> bool:
    """Whether some `length` (at least 1) neighbouring characters of one text stand in the other."""
    shorter, longer = sorted((first, second), key=len)
    if length > len(shorter):
        return False
    runs = {shorter[i : i + length] for i in range(len(shorter) - length + 1)}
    return any(longer[i : i + length] in runs for i in range(len(longer) - length + 1))


def chinese_number(numeral: str) -> str | None:
    """Digits of a Chinese numeral below 1000, '二十三点五' as '23.5'; None where it is none."""
    whole, point, fraction = numeral.partition("点")
    value = _whole_number(whole)
    if value is None or not point:
        return value
    digits = [_DIGITS.get(character) for character in fraction]
    if not digits or None in digits:
        return None
    return f"{value}.{''.join(map(str, digits))}"


def _whole_number(numeral: str) -> str | None:
    if not numeral:
        return None
    total, digit = 0, None
    for position, character in enumerate(numeral):
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            # 十五 is 15, but only at the start may the digit before a unit be left out.
            count = 1 if position == 0 else digit or 0
            total, digit = total + count * _UNITS[character], None
        else:
            return None
    return str(total + (digit or 0))


def _as_percent(match: re.Match[str]) -> str:
    figure = match.group(1)
    digits = figure if figure[0] in "0123456789." else chinese_number(figure)
    return match.group(0) if digits is None else f"{digits}%"


def _kept_apart(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()] if match.start() else ""
    after = match.string[match.end() : match.end() + 1]
    return "|" if before.isdigit() and after.isdigit() else ""


def _simplified(text: str) -> str:
    return "".join(map(_simplified_character, text))


@lru_cache(maxsize=32768)
def _simplified_character(character: str) -> str:
    # Word by word, as a converter does best, a part of a text could come out otherwise than in the whole.
    return simplify(character)


@lru_cache(maxsize=4096)
def _pattern(wanted: str) -> re.Pattern[str]:
    """Finds a normalised string where no number or short word goes on beyond its edges."""
    before = after = ""
    if wanted[0] in "0123456789":
        before = r"(?<![0-9])(?<![0-9][.\-])"
    if wanted[-1] in "0123456789":
        after = r"(?![0-9%]|[.\-][0-9])"
    if re.fullmatch(r"[a-z]{1,3}", wanted):
        before, after = r"(?<![a-z])", r"(?![a-z])"
    return re.compile(before + re.escape(wanted) + after)


def _has_empty_cell(text: str) -> bool:
    form = unicodedata.normalize("NFKC", text).strip()
    return any(
        character in _DASHES and _cell_begins(form[:position]) and _cell_ends(form[position + 1 :])
        for position, character in enumerate(form)
    )


def _cell_begins(before: str) -> bool:
    return not before or before.endswith("\n\n") or before.rstrip().endswith(_BEFORE_EMPTY_CELL)


def _cell_ends(after: str) -> bool:
    rest = after.lstrip()
    return not rest or after.startswith("\n\n") or rest.startswith(_AFTER_EMPTY_CELL)
