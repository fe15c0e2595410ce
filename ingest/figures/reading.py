"""From a match of the pattern to number, unit and value, for each way of writing a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.figures.numerals import numeral_range
from ingest.figures.units import normal_unit, scale_of

_Ends = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure, apart from its comparators."""

    number: str
    """As written: '20', '1-2', '百分之六十'."""
    unit: str
    """As written, with its scale."""
    value: _Ends
    """Lowest and highest value in `normal`."""
    normal: str
    """The unit in one form and without scale."""


def read(match: re.Match[str]) -> Reading | None:
    """What a match of `pattern.FIGURE` other than a date says; None where its numeral cannot be read."""
    for way in (_share, _multiple, _half, _in_digits, _in_words):
        reading = way(match)
        if reading is not None:
            return reading
    return None


def _reading(match: re.Match[str], number: str, unit: str, ends: _Ends, meant: str) -> Reading:
    """`meant` is the unit that `ends` count, without what follows '/'."""
    per = match["per"] or ""
    normal, factor = normal_unit(meant + per)
    half = Decimal("0.5") if match["and_half"] or "个半" in unit else Decimal(0)
    return Reading(number, unit + per, (ends[0] * factor + half, ends[1] * factor + half), normal)


def _share(match: re.Match[str]) -> Reading | None:
    """百分之六十, 千分之三, 三分之二: all of them in hundredths."""
    ends, whole = _range(match["part"], match["part_to"]), match["whole"]
    if ends is None or not whole:
        return None
    base = scale_of(whole) if whole in "百千万" else _value(whole)[0]
    return _reading(match, match["amount"], "%", (ends[0] * 100 / base, ends[1] * 100 / base), "%") if base else None


def _multiple(match: re.Match[str]) -> Reading | None:
    """翻一番 and 翻番 are one 番; 翻倍 and 倍增 are one 倍 more."""
    if match["double"]:
        return _reading(match, match["double"], "倍", (Decimal(1), Decimal(1)), "倍")
    ends = _range(match["times"] or "一", None)
    return _reading(match, match["times"] or match["amount"], "番", ends, "番") if match["fold"] and ends else None


def _half(match: re.Match[str]) -> Reading | None:
    if not match["half"]:
        return None
    return _reading(match, "半", match["half_unit"], (Decimal("0.5"), Decimal("0.5")), match["half_unit"])


def _in_digits(match: re.Match[str]) -> Reading | None:
    ends = _range(match["number"], match["number_to"])
    if ends is None:
        return None
    number = match["number"] + (f"-{match['number_to']}" if match["number_to"] else "")
    scale = match["scale"] or match["bare_scale"] or ""
    factor = scale_of(match["english_scale"] or "")
    unit = scale + (match["unit"] or "")
    meant = unit if match["unit"] else scale + (match["english"] or (match["currency"] or "").strip())
    return _reading(match, number, unit, (ends[0] * factor, ends[1] * factor), meant)


def _in_words(match: re.Match[str]) -> Reading | None:
    """A scale that ends the numeral is given with the unit, as behind digits: 二十 and 万元."""
    first, last = match["chinese"], match["chinese_to"]
    ends = _range(first, last)
    if ends is None:
        return None
    bare = (last or first).rstrip("万亿")
    scale = (last or first)[len(bare) :]
    low = ends[0] * scale_of(scale) if last and scale and first[-1] not in "万亿" else ends[0]
    number = f"{first}-{bare}" if last else bare
    outer = match["chinese_scale"] or ""
    return _reading(match, number, scale + outer + match["chinese_unit"], (low, ends[1]), outer + match["chinese_unit"])


def _range(first: str | None, last: str | None) -> _Ends | None:
    """Lowest and highest value of one numeral or of two; None where there is none or it cannot be read."""
    if not first:
        return None
    try:
        ends = [end for text in (first, last or first) for end in _value(text)]
    except ValueError:
        return None
    return min(ends), max(ends)


def _value(text: str) -> _Ends:
    if text[0].isdigit():
        value = Decimal(text.replace(",", ""))
        return value, value
    return numeral_range(text)
