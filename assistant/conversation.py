"""Follow-up questions: what they take over from the turns before."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.model import AnswerKind, Question, Term

CARRIED_WEIGHT = 0.35
"""Of a term from the turn before: what a follow-up names itself decides, the rest says what it belongs to."""

_ELLIPTICAL = re.compile(r"呢[?\s]*$|^(?:那|那么|还有|另外|and\b|what about|how about)")
_ANAPHORA = re.compile(
    r"这项|那项|这个|那个|这些|那些|上述|该项|其中|它|这一|这件|此项|\b(?:this|that|these|those|it|they)\b"
)


def merge(question: Question, before: Question | None) -> Question:
    """`question` with the region, level, year and terms that it leaves out taken from the turn before."""
    if before is None:
        return question
    elliptical = _ELLIPTICAL.search(question.text.strip().lower()) is not None
    refers = _ANAPHORA.search(question.text.lower()) is not None
    question = replace(question, refers_back=refers or question.kind is AnswerKind.BODY)
    incomplete = elliptical or refers or len([term for term in question.terms if not term.place]) < 2
    carried: list[str] = []
    places = question.places
    if not places and before.places:
        places = before.places
        carried += [place.name for place in places]
    if not incomplete:
        return replace(question, places=places, carried=tuple(carried), search_text=_joined(carried, question.search_text))
    own_terms = [term for term in question.terms if not term.place]
    terms = _carry_terms(question, before, elliptical)
    levels = question.levels or (() if own_terms and elliptical else before.levels)
    years = question.years or before.years
    carried += [term.text for term in terms if term not in question.terms]
    carried += [level for level in levels if level not in question.levels]
    carried += [str(year) for year in years if year not in question.years]
    kind = before.kind if elliptical and question.kind is AnswerKind.OPEN else question.kind
    return replace(
        question,
        kind=kind,
        places=places,
        terms=terms,
        levels=levels,
        years=years,
        ordinal=question.ordinal or before.ordinal,
        units=question.units or (before.units if kind is before.kind and not own_terms else ()),
        excluded=question.excluded,
        expansions=(*question.expansions, *((text, weight * CARRIED_WEIGHT) for text, weight in before.expansions)),
        carried=tuple(dict.fromkeys(carried)),
        search_text=_joined(carried, question.search_text),
    )


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


def _joined(carried: list[str], text: str) -> str:
    return " ".join([text, *(word for word in carried if word not in text)])

