"""One figure of an answer against the clauses it cites: verified, not found, or differs and from what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures import stands_alone
from assistant.model import FigureVerdict
from assistant.verification.agreement import agrees, differs_in_kind
from assistant.verification.holdings import Holdings
from assistant.verification.stated import Stated, years_of
from assistant.verification.values import alike, unit_in_one_form
from ingest.normalize import fold

_CLEARLY = 0.3
"""By how much a larger share of the words that tell two figures apart must speak for the other one."""
_ALONE = 0.8
"""The share needed where the figure of the same value has no words of its own, as in 分别达到10、20、30."""
_FEW = 2
"""Words that are shared with the other one, and none with the figure of the same value."""
_LONG_ENOUGH = 4
"""Characters before a figure that make words taken over as they stand."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one piece of evidence says of a figure."""

    verdict: FigureVerdict
    evidence: str = ""
    """As the clause writes it; empty where it holds nothing."""
    likeness: int = 0
    """Of a difference: how many words the figure that contradicts shares, to choose among several pieces."""


_NOT_FOUND = Verdict(FigureVerdict.NOT_FOUND)


def judge(claim: Stated, held: Holdings, dates_something: bool = False) -> Verdict:
    """What `held` says of `claim`, whatever regions are named.

    `dates_something`: the answer gives a figure for the year that is claimed, whose check compares years.
    """
    return _judge_amount(claim, held) if claim.figure.is_amount else _judge_name(claim, held, dates_something)


def _judge_amount(claim: Stated, held: Holdings) -> Verdict:
    same = [other for other in held.stated if agrees(claim, other) or _bare_cell(claim, other, held)]
    rivals = [other for other in held.stated if other.figure.is_amount and not any(other is one for one in same)]
    against: Stated | None = None
    for other in same:
        rival = _contradicted(claim, other, rivals, held)
        if rival is None:
            return Verdict(FigureVerdict.VERIFIED, other.written)
        against = against or rival
    if against is None and any(agrees(claim, other) for other in held.headings):
        return Verdict(FigureVerdict.VERIFIED, claim.written)
    against = against or _nearest(claim, rivals)
    if against is None:
        return _NOT_FOUND
    return Verdict(FigureVerdict.DIFFERS, against.excerpt, len(claim.words & against.words))


def _judge_name(claim: Stated, held: Holdings, dates_something: bool) -> Verdict:
    """Years, dates and document numbers."""
    named = [other for other in held.stated if not other.figure.is_amount]
    same = [o for o in (*named, *held.headings) if agrees(claim, o) and _of_a_known_year(claim, o, held)]
    rivals = [other for other in named if not any(other is one for one in same)]
    rival = next((other for other in rivals if same and all(_leans(claim, one, other, held) for one in same)), None)
    if rival is not None and not dates_something and not _taken_over(claim, held):
        return Verdict(FigureVerdict.DIFFERS, rival.excerpt, len(claim.words & rival.words))
    if same:
        return Verdict(FigureVerdict.VERIFIED, same[0].written)
    years = years_of(claim.figure)
    if claim.figure.is_year and len(years) == 1 and years <= held.years:
        return Verdict(FigureVerdict.VERIFIED)
    shared = max(rivals, key=lambda other: len(claim.words & other.words), default=None)
    if shared is None or len(claim.words & shared.words) < _FEW:
        return _NOT_FOUND
    return Verdict(FigureVerdict.DIFFERS, shared.excerpt, len(claim.words & shared.words))


def _of_a_known_year(claim: Stated, same: Stated, held: Holdings) -> bool:
    """False for a day of another year than the last that the clause names before the day, which it gives without."""
    return bool(years_of(same.figure)) or years_of(claim.figure) <= (same.years or held.years)


def _bare_cell(claim: Stated, other: Stated, held: Holdings) -> bool:
    """A number alone in a cell of a table that could not be read as one, whose unit stands elsewhere in the clause."""
    text = held.evidence.text
    return (
        not other.figure.unit
        and other.figure.span.slice(text) == other.written
        and stands_alone(claim.figure, other.figure, text)
    )


def _contradicted(claim: Stated, same: Stated, rivals: Sequence[Stated], held: Holdings) -> Stated | None:
    """What shows that `same`, of the value claimed, is about something else: a rival, or `same` itself."""
    if _of_other_year(claim, same) or (claim.levels and same.levels and not claim.levels & same.levels):
        return same
    if _taken_over(claim, held):
        return None
    if _of_other_level(claim, same, held):
        return same
    return next((rival for rival in rivals if _may_be_meant(claim, rival) and _leans(claim, same, rival, held)), None)


def _may_be_meant(claim: Stated, rival: Stated) -> bool:
    """False for the figure of another level or year than the claim's."""
    levels = claim.levels and rival.levels and not claim.levels & rival.levels
    return not levels and not _of_other_year(claim, rival)


def _of_other_level(claim: Stated, same: Stated, held: Holdings) -> bool:
    """Whether the claim names a level that nothing the clause says of the figure names."""
    return not claim.levels <= (same.levels or held.levels)


def _of_other_year(claim: Stated, same: Stated) -> bool:
    return bool(claim.years and same.years) and not claim.years & same.years


def _taken_over(claim: Stated, held: Holdings) -> bool:
    """Whether the clause has the very words up to the figure and the figure."""
    lead = claim.lead.lstrip(" ,;:、")
    return len(lead) >= _LONG_ENOUGH and f"{lead}{fold(claim.written)}" in held.folded


def _leans(claim: Stated, same: Stated, rival: Stated, held: Holdings) -> bool:
    """Whether the words that tell `same` and `rival` apart speak for the rival; the document's region does not."""
    own, others = same.words - rival.all_words, rival.words - same.all_words
    if not own and not others:
        own, others = same.sentence_words - rival.sentence_words, rival.sentence_words - same.sentence_words
    said = claim.words - held.region_words
    mine, theirs = len(said & own), len(said & others)
    if not theirs:
        return False
    if _names_amount(said & others) and _names_amount(own) and not _names_amount(said & own):
        return True
    nothing_own = mine == 0 and theirs >= min(_FEW, len(others))
    if _goes_on(same, rival):
        return bool(own) and nothing_own
    if _goes_on(rival, same) and rival.subject in said and same.subject and same.subject not in said:
        return True
    share = theirs / len(others)
    if not own:
        return share >= _ALONE
    return nothing_own or share - mine / len(own) >= _CLEARLY


def _names_amount(words: frozenset[str]) -> bool:
    """Whether an amount is among the words: 超20亿元的项目 are not those of 超50亿元."""
    return any(word[0].isdecimal() for word in words)


def _goes_on(same: Stated, rival: Stated) -> bool:
    """Whether `same` stands behind `rival` in one sentence, so that words before the rival speak of both."""
    if same.paired:
        return False
    return same.sentence == rival.sentence >= 0 and rival.figure.span.start < same.figure.span.start


def _nearest(claim: Stated, rivals: Sequence[Stated]) -> Stated | None:
    """The figure that contradicts: the same value in another unit or direction, else the one about the same thing."""
    for rival in rivals:
        if differs_in_kind(claim, rival):
            return rival
    mine = unit_in_one_form(claim.figure)
    alike_units = [rival for rival in rivals if alike(mine, unit_in_one_form(rival.figure))]
    best = max(alike_units, key=lambda rival: len(claim.words & rival.words), default=None)
    return best if best is not None and len(claim.words & best.words) >= _FEW else None
