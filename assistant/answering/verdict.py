"""What the figures of several sides tell of one another: alike or not, which is higher, by how much. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.english.amounts import amount
from assistant.answering.matching import match
from assistant.model import Citation, Language, Question, Side
from assistant.verification.computed import CHINESE, ENGLISH
from ingest.figures.quantities import Direction, Quantity, find_quantities
from ingest.normalize import fold, simplify

_SAME = re.compile(
    r"[一同]样(?:[吗么不高多大长]|的?$)|不一样|相同[吗么]|同不同|是否(?:一致|相同|一样)|一致[吗么]"
    r"|(?:什么|啥|何|没有?|无|有)(?:不同|区别|差别|差异)|\b(?:same|differs?|different|equal)\b"
)
_WHICH = r"(?:谁|哪[个家边里]?|哪一[个家边])(?:的)?[^,。?]{0,8}?(?:更|要|比较)?"
_HIGHER = re.compile(
    rf"{_WHICH}[高多大长快]|更[高多大长快]|[高多大长快]还是|\b(?:higher|larger|more|greater|longer|bigger|highest|largest)\b"
)
_LOWER = re.compile(rf"{_WHICH}[低少小短慢]|更[低少小短慢]|\b(?:lower|smaller|less|fewer|shorter|lowest|smallest)\b")
_BY_HOW_MUCH = re.compile(
    r"差[了多]?(?:多少|几)|相差|差距|[高低多少大长短]多少|[高低多少大长短][出了]?几"
    r"|\b(?:difference|gap|how (?:much|many) (?:higher|lower|more|less|longer))\b"
)
_WORD = re.compile(r"[高多大长快低少小短慢]")
_ENGLISH_WORD = re.compile(r"higher|larger|more|greater|longer|bigger|lower|smaller|less|fewer|shorter")
_NO_WORDS = re.compile(r"[\W\d_〇零一二两三四五六七八九十百千万亿]+|达到|以[上下]|不(?:低于|少于|超过|高于)|占")
"""Figures, and the words that bind any figure to anything."""
_ALIKE, _MUCH_ALIKE = 0.12, 0.5
_MOST = 0.6
"""Of the question's terms."""
_SCALES = (("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
_LONGEST_NUMBER = 4
"""Digits of a number that is said without 万 and 亿."""
_BRACKETS = re.compile(r"\((?P<inside>[^()]*[\u4e00-\u9fff][^()]*)\)\s*$")
"""The Chinese beside the words of an English side."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """The one figure that a side states."""

    name: str
    figure: Quantity
    low: Decimal
    high: Decimal


def asked_of(question: Question) -> bool:
    """True where the question asks how its sides compare, and not only what each says."""
    asked = fold(question.wording)
    return any(pattern.search(asked) for pattern in (_SAME, _HIGHER, _LOWER, _BY_HOW_MUCH))


def verdict(question: Question, sides: Sequence[Side], citations: Sequence[Citation]) -> str:
    """One sentence that answers how the sides compare; empty where that is not asked, or the figures do not tell.

    They tell only where every side states one figure, all in one unit, each standing in a quote that its side
    cites. A difference is said to be computed.
    """
    asked = fold(question.wording)
    stated = _comparable(question, sides, citations) if asked_of(question) else []
    if not stated or not _of_one_thing(question, sides, citations):
        return ""
    if len({(each.low, each.high, each.figure.bound) for each in stated}) == 1:
        said = ["一样" if _chinese(question) else "the same"]
    else:
        said = _differing(question, asked, stated)
    return _sentence(said, _chinese(question))


def _differing(question: Question, asked: str, stated: Sequence[_Stated]) -> list[str]:
    """Of figures that are not all equal: which is the highest or lowest, else that they differ, and by how much."""
    said = []
    lower = _LOWER.search(asked) is not None and _HIGHER.search(asked) is None
    first = _extreme(stated, lower)
    if first is not None and (lower or _HIGHER.search(asked)):
        said.append(_called(question, first.name, (_LOWER if lower else _HIGHER).search(asked), len(stated)))
    elif _SAME.search(asked) and len({(each.low, each.high) for each in stated}) > 1:
        said.append("不一样" if _chinese(question) else "not the same")
    if first is not None and len(stated) == 2 and _BY_HOW_MUCH.search(asked):
        said += _difference(question, stated)
    return said


def _called(question: Question, name: str, words: re.Match[str] | None, count: int) -> str:
    """'九江更高', of more than two sides '九江最高'."""
    said = words.group() if words else ""
    if _chinese(question):
        sign = _WORD.findall(said)
        return f"{name}{'更' if count == 2 else '最'}{sign[-1] if sign else '高'}"
    word = _ENGLISH_WORD.search(said)
    return f"{name} is {word.group() if word and count == 2 else said or 'higher'}"


def _extreme(stated: Sequence[_Stated], lower: bool) -> _Stated | None:
    """The side with the highest or lowest figure; None where two share it, or bounds of two kinds do not compare."""
    if len({each.figure.bound for each in stated} - {Direction.EXACT}) > 1:
        return None
    ordered = sorted(stated, key=lambda each: (each.low, each.high), reverse=not lower)
    first, second = ordered[:2]
    low, high = sorted((first, second), key=lambda each: (each.low, each.high))
    apart = low.low <= high.low and low.high <= high.high and (low.low, low.high) != (high.low, high.high)
    return first if apart else None


def _difference(question: Question, stated: Sequence[_Stated]) -> list[str]:
    """'相差5万元/亩（按引文计算）'; nothing where a figure is a range."""
    one, other = stated
    if one.low != one.high or other.low != other.high:
        return []
    gap = abs(one.low - other.low)
    unit = one.figure.normal_unit
    if _chinese(question):
        return [f"相差{_number(gap)}{'个百分点' if unit == '%' else unit}（{CHINESE}）"]
    points = "percentage points" if unit == "%" else ""
    words = f"{gap.normalize():f} {points}" if points else _in_english(one.figure, gap)
    return [f"the difference is {words} ({ENGLISH})"] if words else []


def _in_english(figure: Quantity, gap: Decimal) -> str:
    return amount(replace(figure, value=(gap, gap), number=f"{gap.normalize():f}"))


def _number(value: Decimal) -> str:
    """'5万' for 50000: the largest scale in which a long number is whole enough to be read."""
    for sign, scale in _SCALES:
        if value >= scale and len(f"{value / scale:f}".replace(".", "").strip("0")) <= _LONGEST_NUMBER:
            return f"{(value / scale).normalize():f}{sign}"
    return f"{value.normalize():f}"


def _comparable(question: Question, sides: Sequence[Side], citations: Sequence[Citation]) -> list[_Stated]:
    """The figure of each side where every one states just one in a unit that all have; else none."""
    each_figures = [_figures(side, citations) for side in sides]
    for unit in dict.fromkeys(figure.normal_unit for figures in each_figures for figure in figures):
        of_unit = [[figure for figure in figures if figure.normal_unit == unit] for figures in each_figures]
        if len(sides) > 1 and all(len(figures) == 1 for figures in of_unit) and _asked_for(unit, question):
            return [
                _Stated(side.name, figure, *figure.value)
                for side, (figure,) in zip(sides, of_unit, strict=True)
                if figure.value
            ]
    return []


def _of_one_thing(question: Question, sides: Sequence[Side], citations: Sequence[Citation]) -> bool:
    """False where two sides cite different clauses that may well be on different things.

    Figures of such clauses share a unit and perhaps no more: the clauses must be alike in their words, or be a
    little alike and both say most of what is asked.
    """
    first, *others = sides
    alike = [1.0 if side.citations == first.citations else in_common(first.text, side.text) for side in others]
    if min(alike) >= _MUCH_ALIKE:
        return True
    return min(alike) >= _ALIKE and all(_says_what_is_asked(question, side, citations) for side in sides)


def _says_what_is_asked(question: Question, side: Side, citations: Sequence[Citation]) -> bool:
    cited = [citations[position - 1] for position in side.citations]
    folded = fold(" ".join(f"{citation.title} {citation.clause} {citation.quote}" for citation in cited))
    asked = [term for term in question.terms if not term.place]
    return sum(match(term, folded) for term in asked) >= _MOST * len(asked)


def in_common(one: str, other: str) -> float:
    """The share, in [0, 1], of the character pairs of the shorter text that the other has; figures do not count."""
    plain = _plain(one), _plain(other)
    if plain[0] == plain[1]:
        return 1.0
    a, b = ({text[i : i + 2] for i in range(len(text) - 1)} for text in plain)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _plain(text: str) -> str:
    return simplify(_NO_WORDS.sub("", fold(_chinese_words(text))))


def _asked_for(unit: str, question: Question) -> bool:
    """False for another unit than the one that the question asks for."""
    return not question.units or any(asked in unit or unit in asked for asked in question.units)


def _figures(side: Side, citations: Sequence[Citation]) -> list[Quantity]:
    return stated_figures(side.text, [citations[position - 1] for position in side.citations])


def stated_figures(text: str, citations: Sequence[Citation]) -> list[Quantity]:
    """The amounts of a text that the quotes of its citations bear out."""
    quoted = [figure for citation in citations for figure in find_quantities(citation.quote)]
    known = {(figure.value, figure.normal_unit) for figure in quoted}
    return [
        figure
        for figure in find_quantities(_chinese_words(text))
        if figure.is_amount and figure.value and (figure.value, figure.normal_unit) in known
    ]


def _chinese_words(text: str) -> str:
    """The document's own words: of an English side the Chinese in its bracket."""
    bracket = _BRACKETS.search(text)
    return bracket["inside"] if bracket and text[:1].isascii() else text


def _chinese(question: Question) -> bool:
    return question.language is not Language.ENGLISH


def _sentence(said: Sequence[str], chinese: bool) -> str:
    if not said:
        return ""
    if chinese:
        return "，".join(said) + "。"
    joined = ", ".join(said)
    return f"{joined[0].upper()}{joined[1:]}. "
