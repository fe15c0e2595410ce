"""Where an answer takes over a clause's own words: what the clause has at a figure's very place.

Words beside a figure are those of its sentence in the answer, without marks and blanks. The clause has a figure's
place where the same words enclose a few of its signs, or stand right before or behind a figure where the answer
has words on one side only. So a figure that was put in the place of another one shows, whatever else the clause
says of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verification.agreement import agrees
from assistant.verification.holdings import Holdings
from assistant.verification.signs import NUMBER, SLOT, Signs, signs_of
from assistant.verification.stated import SHORT_LEAD, Stated
from ingest.model import TextSpan
from ingest.normalize import fold

_SENTENCE_END = re.compile(r"[。;!?\n]")
_PREFIX = re.compile(r"\s*(?:[-·*]\s+|[(（]?[\d一二三四五六七八九十]{1,3}[)）、.]\s*)?(?:(?P<head>[^,:。;\n]{2,16}):)?")
_JOINS = ("", "和", "及", "与", "以及")
_FEWEST = 3
"""Words beside a figure, as characters, that make a place; a number counts for two."""
_FEW, _NEAR = 2, 3
"""Words, as characters, right before or right behind a figure that speak for it; and those on both sides."""
_WORDS = re.compile(rf"[\u4e00-\u9fff]{{{_NEAR}}}")
_LONGEST = 16
"""Signs that the words of a place enclose."""


@dataclass(frozen=True, slots=True)
class Place:
    """A figure of an answer, text[start:end], in its sentence text[low:high]."""

    signs: Signs
    low: int
    start: int
    end: int
    high: int

    @property
    def before(self) -> str:
        return self.signs.text[self.low : self.start]

    @property
    def behind(self) -> str:
        return self.signs.text[self.end : self.high]

    def in_clause(self, clause: Signs, figures: Sequence[tuple[int, int]]) -> Iterator[int]:
        """Which figures of `clause` it has at this place, by their index in `figures`, where they stand."""
        if not (self.before and self.behind):
            yield from self._beside(clause, figures)
            return
        stretches, inside = list(self.enclosed(clause)), list[int]()
        for i, (start, end) in enumerate(figures):
            if any(start <= first and past <= end for first, past in stretches):
                inside.append(i)
        if inside or min(len(self.before), len(self.behind)) < _FEWEST:
            yield from inside
            return
        for i, (start, end) in enumerate(figures):
            if any(start < past and first < end for first, past in stretches):
                yield i

    def enclosed(self, clause: Signs) -> Iterator[tuple[int, int]]:
        """Begin and end of what the words of this place enclose in `clause`."""
        before, behind = self.before, self.behind
        if len(before) < len(behind):
            for end in clause.occurrences(behind):
                start = clause.text.rfind(before, max(0, end - _LONGEST - len(before)), end) + len(before)
                if start >= len(before):
                    yield start, end
        else:
            for at in clause.occurrences(before):
                start = at + len(before)
                end = clause.text.find(behind, start, start + _LONGEST + len(behind))
                if end >= 0:
                    yield start, end

    def numbers_in(self, clause: Signs) -> Iterator[tuple[int, int]]:
        """Begin and end of what `clause` has in place of a number."""
        if self.before and self.behind:
            yield from self.enclosed(clause)
            return
        for start, end in clause.numbers:
            if clause.text.startswith(self.behind, end) and clause.text.endswith(self.before, 0, start):
                yield start, end

    def _beside(self, clause: Signs, figures: Sequence[tuple[int, int]]) -> Iterator[int]:
        """The figures right behind or right before the words, and those of its list: 每人217元、290元."""
        listed = False
        order = range(len(figures)) if self.before else range(len(figures) - 1, -1, -1)
        for i in order:
            start, end = figures[i]
            beside = clause.text.endswith(self.before, 0, start) and clause.text.startswith(self.behind, end)
            near = i - 1 if self.before else i + 1
            listed = beside or (listed and _are_listed(clause, figures[min(i, near)], figures[max(i, near)]))
            if listed:
                yield i

    def swapped_in(self, clause: Signs) -> int | None:
        """Where in `clause` the number of this figure should stand that the answer gives in another order.

        None but where `clause` has the words and the numbers of the sentence, and only their order differs.
        """
        places = [number for number in self.signs.numbers if self.low <= number[0] and number[1] <= self.high]
        numbers = [self.signs.text[first:past] for first, past in places]
        own = next((i for i, (first, _) in enumerate(places) if self.start <= first < self.end), None)
        if own is None or len(set(numbers)) == 1:
            return None
        frame, at = NUMBER.sub(SLOT, self.signs.text[self.low : self.high]), -1
        while (at := clause.frame.find(frame, at + 1)) >= 0:
            skipped = clause.frame.count(SLOT, 0, at)
            there = clause.numbers[skipped : skipped + len(numbers)]
            others = [clause.text[first:past] for first, past in there]
            if sorted(others) == sorted(numbers):
                return there[own][0] if others[own] != numbers[own] else None
        return None


def displaced(claim: Stated, span: TextSpan, words: str, held: Holdings) -> Stated | None:
    """The figure of the clause whose place `claim` has taken, words[span] of the folded words of an answer.

    None where the clause has no figure there, or one that says the same.
    """
    theirs, figures = held.signs, held.places
    for place in places_of(span, words, held.evidence.region):
        told = len(place.before) >= _FEWEST and place.behind
        near = [held.figures[i] for i in place.in_clause(theirs, figures)]
        there = [stated for stated in near if told or _of_one_kind(claim, stated)]
        if there:
            return None if any(agrees(claim, stated) for stated in there) else there[0]
        swapped = place.swapped_in(theirs)
        if swapped is not None:
            return next((s for s, (start, end) in held.placed() if start <= swapped < end), None)
    return _closer(claim, span, words, held)


def _closer(claim: Stated, span: TextSpan, words: str, held: Holdings) -> Stated | None:
    """The figure whose next words on both sides are the claim's, where those of all that say the same are not."""
    span = claim.figure.span
    lead, tail, text = (
        words[max(0, span.start - _NEAR) : span.start],
        words[span.end : span.end + _NEAR],
        held.signs.text,
    )
    if not (_WORDS.fullmatch(lead) and _WORDS.fullmatch(tail)):
        return None
    text = held.signs.text
    for stated, (start, end) in held.placed():
        beside = text.endswith(lead[-_FEW:], 0, start) or text.startswith(tail[:_FEW], end)
        if beside and agrees(claim, stated):
            return None
    enclosed = (
        stated for stated, (start, end) in held.placed() if text.startswith(tail, end) and text.endswith(lead, 0, start)
    )
    return next(enclosed, None)


def places_of(span: TextSpan, words: str, region: Sequence[str]) -> Iterator[Place]:
    """The places of a figure in all words up to its sentence's end, in its sentence, and in its bracket.

    Only such as have words enough to tell them.

    A sentence is taken without the number of an item and the name of a region before it. It ends at a bracket
    behind a figure with few words before it, which it describes in the answer's own words.
    """
    first = max((match.end() for match in _SENTENCE_END.finditer(words, 0, span.start)), default=0)
    begins, prefix = first, _PREFIX.match(words, first)
    if prefix is not None and prefix.end() <= span.start:
        known = prefix["head"] is None or any(prefix["head"] in fold(name) for name in region)
        first = prefix.end() if known else first
    found = _SENTENCE_END.search(words, span.end)
    last = found.start() if found else len(words)
    opened = words.find("(", span.end, last)
    described = opened >= 0 and len(words[first : span.start].strip()) <= SHORT_LEAD
    sentence = TextSpan(first, opened if described else last)
    windows = [TextSpan(0, sentence.end), sentence] if begins else [sentence]
    opened, closed = words.rfind("(", first, span.start), words.find(")", span.end, last)
    if first <= opened < closed and words.find(")", opened, span.start) < 0:
        windows.append(TextSpan(opened + 1, closed))
    signs = signs_of(words)
    for window in windows:
        (low, high), (start, end) = signs.place_of(window), signs.place_of(span)
        if len(NUMBER.sub("__", signs.text[low:start] + signs.text[end:high])) >= _FEWEST:
            yield Place(signs, low, start, end, high)


def _are_listed(clause: Signs, one: tuple[int, int], other: tuple[int, int]) -> bool:
    return clause.text[one[1] : other[0]] in _JOINS


def is_other_number(span: TextSpan, words: str, held: Holdings) -> bool:
    """Whether the clause has, at the place of a number in the folded `words`, other numbers and never this one."""
    for place in places_of(span, words, held.evidence.region):
        there = {held.signs.text[first:past] for first, past in place.numbers_in(held.signs)}
        if there:
            own = place.signs.text[place.start : place.end]
            as_it_is = place.signs.text[place.low : place.high] in held.signs.text
            return own not in there and not as_it_is and any(NUMBER.search(other) for other in there)
    return False


def _of_one_kind(claim: Stated, stated: Stated) -> bool:
    """False for a year and an amount."""
    return claim.figure.is_amount is stated.figure.is_amount
