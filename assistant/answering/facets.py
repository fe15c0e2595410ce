"""The sides of a comparison: several places, levels or years in one question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.model import Place, Question, Term
from assistant.understanding.places import covers, is_about
from ingest.normalize import fold
from vectorstore.model import Hit

MAX_FACETS = 6
_LEVELS_SIDE_BY_SIDE = re.compile(r"[家省市县区]级?[^,。?、和与及]{0,6}(?:、|和|与|及|跟|还是)[^,。?]{0,4}[家省市县区]级")
"""And not '国家级开发区省级以上研发机构', where one level belongs to the indicator."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One side: its name, and the question asked of it alone."""

    name: str
    question: Question


def facets_of(question: Question) -> Sequence[Facet]:
    """One facet per place, else per level, else per year, at most `MAX_FACETS`; one or none means no comparison."""
    if len(question.places) > 1:
        names = {place.name for place in question.places}
        return [
            Facet(place.name, replace(question, compares=True, places=(place,), terms=_without(question, names - {place.name})))
            for place in question.places[:MAX_FACETS]
        ]
    if len(question.levels) > 1 and _LEVELS_SIDE_BY_SIDE.search(fold(question.text)):
        return [Facet(level, replace(question, compares=True, levels=(level,))) for level in question.levels[:MAX_FACETS]]
    if len(question.years) > 1 and question.compares:
        return [Facet(f"{year}年", replace(question, compares=True, years=(year,))) for year in question.years[:MAX_FACETS]]
    return []


def concerns(hit: Hit, place: Place) -> bool:
    """True where a passage may speak for a place: by its document's region or by its own words."""
    passage = hit.passage
    if is_about(passage.region, place) or covers(passage.region, place):
        return True
    return fold(place.name) in fold(passage.text)


def _without(question: Question, names: set[str]) -> tuple[Term, ...]:
    return tuple(term for term in question.terms if term.text not in names)
