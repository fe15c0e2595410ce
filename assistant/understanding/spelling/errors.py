"""Finds typing errors in Chinese text: words that sound like, or are written almost like, a word meant.

Precision comes first. A string is only corrected where no document has it, some document has what it is
corrected to, and it is no word; a longer string that sounds exactly like a term may also be made of words
(高薪技术企业). What sounds alike comes before what is written alike, and two candidates are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.understanding.spelling.lexicon import Lexicon
from assistant.understanding.spelling.syllables import blurred, readings_of
from vectorstore.analysis import word_count, words

Frequency = Callable[[str], int]
"""In how many passages a string, or another word for it, occurs."""

_SHORTEST, _LONGEST = 2, 10
_SURE_BY_SOUND = 4
"""From so many characters on, the same sound is reason enough."""
_LONG = 5
"""From so many characters on, one wrong character that sounds otherwise is taken for an error."""
_COMMON = 3
"""Passages that must use a word of two characters before one is corrected to it."""
_FUNCTION = frozenset(
    "的了和与及或在是有为对到从由被把将向按于以其所该本各每第不没未无能会可要想应须就都也还又再才只很最更太较呢吗吧啊么哪谁几多少等之而且但"
    "若如因这那你我他它们来去给让何时中上下内外里前后年月日天个家户项名人元条次着过得地张本册首份支"
)
_PLAIN = _FUNCTION | frozenset(
    "大小高低种类级点区市县省州镇乡村局厅委办部院所站处科股室用做搞弄算定说看查问交报补发放拿开写填需请帮先另同跟比当过着得地占超达减"
    "增升降新老旧好坏快慢长短远近满够齐全免管建批审验准签领缴纳退转停换改率额量值费税园业化性度型者员法款书表证号厂房岗店组段期届块事物品"
    "车船电水气油煤钱路线桥网云数字"
)
"""Characters that stand alone in sound text: function words, measure words, the last characters of compounds."""
_ASPECT = ("着", "了", "过", "得")
"""Behind what is a verb as it stands: 先紧着."""
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿")


@dataclass(frozen=True, slots=True)
class Edit:
    """What a part of a folded text should be."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    term: str
    tier: int
    """0 for the same sound, 1 for a like one, 2 for a character too few, too many or misplaced, 3 for a wrong one."""


def find_errors(
    folded: str, protected: Iterable[tuple[int, int]], lexicon: Lexicon, frequency: Frequency
) -> list[Edit]:
    """The corrections that `folded` needs, in order; nothing under `protected` spans is touched."""
    tokens = _Tokens(folded, lexicon)
    chosen: list[_Candidate] = []
    kept = list(protected)
    found = [c for start, end in _runs(folded, kept) for c in _candidates(folded, start, end, tokens, lexicon)]
    for group in _by_window(found):
        start, end = group[0].start, group[0].end
        if any(start < o.end and o.start < end for o in chosen) or frequency(folded[start:end]):
            continue
        needed = _COMMON if end - start == _SHORTEST else 1
        terms = {candidate.term for candidate in group if frequency(candidate.term) >= needed}
        if len(terms) == 1:
            chosen.append(_Candidate(start, end, terms.pop(), group[0].tier))
    return [Edit(c.start, c.end, c.term) for c in sorted(chosen, key=lambda c: c.start)]


def _by_window(found: Sequence[_Candidate]) -> Iterator[list[_Candidate]]:
    """Candidates of one window and tier together: the surest tier and the longest window first."""
    groups: dict[tuple[int, int, int], list[_Candidate]] = {}
    for candidate in found:
        groups.setdefault((candidate.tier, candidate.start - candidate.end, candidate.start), []).append(candidate)
    for key in sorted(groups):
        yield groups[key]


class _Tokens:
    """The words of a folded text as the dictionary divides it."""

    def __init__(self, folded: str, lexicon: Lexicon) -> None:
        self.odd: set[int] = set()
        """Positions of Chinese characters in no word of the dictionary, though they do not stand alone well."""
        self.alone: set[int] = set()
        """Positions of characters that are a word by themselves and no function word."""
        self.borders = {0}
        position = 0
        for word in words(folded):
            if len(word) == 1 and _is_han(word) and word not in _FUNCTION and word not in _NUMERALS:
                self.alone.add(position)
            if len(word) == 1 or not word_count(word):
                self.odd.update(position + at for at, character in enumerate(word) if _is_odd(character))
            position += len(word)
            self.borders.add(position)
        for start, end in lexicon.field.find(folded):
            self.odd.difference_update(range(start, end))

    def divide(self, start: int, end: int) -> bool:
        """Whether words begin at `start` and end at `end`."""
        return start in self.borders and end in self.borders


def _is_odd(character: str) -> bool:
    return _is_han(character) and character not in _PLAIN and character not in _NUMERALS


def _runs(folded: str, protected: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of at least two Chinese characters outside of what is protected."""
    shielded = {i for start, end in protected for i in range(start, end)}
    start: int | None = None
    for at, character in enumerate([*folded, ""]):
        if character and _is_han(character) and at not in shielded:
            start = at if start is None else start
        elif start is not None:
            if at - start >= _SHORTEST:
                yield start, at
            start = None


def _candidates(folded: str, start: int, end: int, tokens: _Tokens, lexicon: Lexicon) -> Iterator[_Candidate]:
    for first in range(start, end - 1):
        for last in range(first + _SHORTEST, min(end, first + _LONGEST) + 1):
            text = folded[first:last]
            strange = [at - first for at in range(first, last) if at in tokens.odd]
            alone = [at - first for at in range(first, last) if at in tokens.alone]
            if text in lexicon or (not strange and not alone and len(text) < _SURE_BY_SOUND):
                continue
            if len(text) == _SHORTEST:
                if not strange or not _may_be_word(text) or not tokens.divide(first, last):
                    continue
                if folded[last : last + 1] in _ASPECT:
                    continue
            for term in _same_sound(text, strange if len(text) == _SHORTEST else [*strange, *alone], lexicon):
                yield _Candidate(first, last, term, 0)
            if tokens.divide(first, last):
                yield from (_Candidate(first, last, term, 2) for term in _without_double(text, lexicon))
            if strange and len(text) > _SHORTEST:
                beside = first - 1 in tokens.odd or last in tokens.odd
                yield from (
                    _Candidate(first, last, term, tier)
                    for tier, term in _alike(text, strange, lexicon)
                    if len(term) == len(text) or not beside
                )


def _without_double(text: str, lexicon: Lexicon) -> Iterator[str]:
    """What a text with a character typed twice is without it."""
    for at in range(1, len(text)):
        once = text[:at] + text[at + 1 :]
        if text[at] == text[at - 1] and len(text) >= _SURE_BY_SOUND and once in lexicon:
            yield once


def _may_be_word(text: str) -> bool:
    return not any(character in _FUNCTION or character in _NUMERALS for character in text)


def _same_sound(text: str, strange: Sequence[int], lexicon: Lexicon) -> Iterator[str]:
    for reading in readings_of(text):
        for term in lexicon.by_reading.get(reading, ()):
            common = len(text) > _SHORTEST or term in lexicon.core
            if common and _may_replace(text, term, strange, sure=len(text) >= _SURE_BY_SOUND):
                yield term


def _alike(text: str, strange: Sequence[int], lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    for reading in readings_of(text):
        for term in lexicon.by_blurred_reading.get(blurred(reading), ()):
            if _may_replace(text, term, strange, sure=False):
                yield 1, term
    for at in strange:
        swapped = text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :] if at else text
        if swapped != text and swapped in lexicon:
            yield 2, swapped
        for gap in (at, at + 1):
            yield from ((2, term) for term in lexicon.by_gap.get(f"{text[:gap]}_{text[gap:]}", ()))
        if len(text) >= _LONG:
            yield from (
                (3, term)
                for term in lexicon.by_gap.get(f"{text[:at]}_{text[at + 1 :]}", ())
                if _may_replace(text, term, strange, sure=False)
            )


def _may_replace(text: str, term: str, strange: Sequence[int], sure: bool) -> bool:
    """Whether the characters in which the two differ may be errors; numerals never are."""
    changed = [at for at, (one, other) in enumerate(zip(text, term, strict=True)) if one != other]
    if not changed or any(text[at] in _NUMERALS or term[at] in _NUMERALS for at in changed):
        return False
    if sure:
        return len(changed) <= len(text) // 2
    return len(changed) <= (1 if len(text) < _SURE_BY_SOUND else 2) and all(at in strange for at in changed)


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
