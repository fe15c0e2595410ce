"""Follow-up questions: what they take over from the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model import AnswerKind, Aspect, Question, Reading, Term

CARRIED_WEIGHT = 0.35
"""Of a term from the turn before: what a follow-up names itself decides, the rest says what it belongs to."""

Groups = tuple[tuple[tuple[str, float], ...], ...]

_ELLIPTICAL = re.compile(r"呢[?\s]*$|^(?:那|那么|还有|另外|and\b|what about|how about)")
_ANAPHORA = re.compile(
    r"这项|那项|这个|那个|这些|那些|上述|该项|其中|它|这一|这件|此项|\b(?:this|that|these|those|it|they)\b"
)


def merge(question: Question, before: Question) -> Question:
    """`question` with the region, level, year and terms that it leaves out taken from the turn before.

    A question that stands for itself takes over the region alone, and that only where it names none.
    """
    elliptical = _ELLIPTICAL.search(question.text.strip().lower()) is not None
    refers = _ANAPHORA.search(question.text.lower()) is not None
    places = question.places or before.places
    carried = tuple(place.name for place in places if not question.places)
    whole = replace(
        question,
        places=places,
        carried=carried,
        refers_back=refers or question.kind is AnswerKind.BODY,
        search_text=_joined(carried, question.search_text),
        readings=(*question.readings, *(_carried(before, Aspect.REGION) if carried else ())),
    )
    own = [term for term in question.terms if not term.place]
    return _filled(whole, question, before, elliptical) if elliptical or refers or len(own) < 2 else whole


def _filled(whole: Question, question: Question, before: Question, elliptical: bool) -> Question:
    """`whole`, which has its region, with level, year, terms and what is asked for filled in from `before`."""
    own_terms = any(not term.place for term in question.terms)
    terms = _carry_terms(question, before, elliptical)
    levels = question.levels or (() if own_terms and elliptical else before.levels)
    years = question.years or (() if question.periods else before.years)
    periods = question.periods or before.periods
    as_before = elliptical and question.kind is AnswerKind.OPEN
    kind = before.kind if as_before else question.kind
    left_out = [
        *whole.carried,
        *(term.text for term in terms if term not in question.terms),
        *(level for level in levels if level not in question.levels),
        *(str(year) for year in years if year not in question.years),
    ]
    carried = tuple(dict.fromkeys(left_out))
    return replace(
        whole,
        kind=kind,
        wanted=before.wanted if as_before else question.wanted,
        terms=terms,
        levels=levels,
        years=years,
        periods=periods,
        indicators=question.indicators or (() if own_terms and elliptical else before.indicators),
        ordinal=question.ordinal or before.ordinal,
        units=question.units or (before.units if kind is before.kind and not own_terms else ()),
        expansions=(*question.expansions, *((text, weight * CARRIED_WEIGHT) for text, weight in before.expansions)),
        any_of=(*question.any_of, *_weakened(before.any_of)),
        carried=carried,
        search_text=_joined(carried, question.search_text),
        readings=(*whole.readings, *_carried_readings(question, before, levels, terms)),
    )


def _carried_readings(
    question: Question, before: Question, levels: Sequence[str], terms: Sequence[Term]
) -> Sequence[Reading]:
    """What words of the turn before were read as, for all but the region."""
    readings: list[Reading] = []
    if levels and not question.levels:
        readings += _carried(before, Aspect.LEVEL)
    if not question.periods:
        readings += _carried(before, Aspect.YEAR, Aspect.PERIOD)
    kept = "".join(term.text for term in terms if term not in question.terms)
    about = _carried(before, Aspect.INDICATOR, Aspect.TOPIC)
    return [*readings, *(reading for reading in about if any(part in kept for part in (reading.value, reading.words)))]


def _carried(before: Question, *aspects: Aspect) -> Sequence[Reading]:
    return [replace(reading, start=0, end=0) for reading in before.readings if reading.aspect in aspects]


def _weakened(groups: Groups) -> Groups:
    """Translations of the turn before, which weigh less than those of this one."""
    return tuple(tuple((word, weight * CARRIED_WEIGHT) for word, weight in group) for group in groups)


def _carry_terms(question: Question, before: Question, elliptical: bool) -> tuple[Term, ...]:
    """Terms of this turn, and those of the turn before that this one does not stand in for."""
    own = {term.text for term in question.terms}
    kept = []
    for term in before.terms:
        replaced = elliptical and any(_same_kind(term.text, new) for new in own)
        if term.text not in own and not replaced and not (term.place and question.places):
            kept.append(replace(term, weight=term.weight * CARRIED_WEIGHT))
    return (*question.terms, *kept)


def _same_kind(old: str, new: str) -> bool:
    """True where the new term stands in for the old one: both end alike ('永修组团', '共青组团')."""
    return len(old) > 2 and len(new) > 2 and old[-2:] == new[-2:]


def _joined(carried: Sequence[str], text: str) -> str:
    return " ".join([text, *(word for word in carried if word not in text)])
