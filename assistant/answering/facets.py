"""The sides of a comparison: several places, levels or years in one question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.model import Place, Question
from assistant.understanding.places import covers, is_about
from ingest.normalize import fold
from vectorstore.model import Hit

MAX_FACETS = 6
_LEVELS_SIDE_BY_SIDE = re.compile(
    r"[家省市县区]级?[^,。?、和与及]{0,6}(?:、|和|与|及|跟|还是)[^,。?]{0,4}[家省市县区]级"
)
"""And not '国家级开发区省级以上研发机构', where one level belongs to the indicator."""
_ENGLISH_LEVEL = r"\b(?:national|state|provincial|municipal|city|county|district)(?:[- ]level)?"
_ENGLISH_SIDE_BY_SIDE = re.compile(
    rf"{_ENGLISH_LEVEL}(?: [a-z]+){{0,2}},? (?:and|or|versus|vs\.?|with) (?:[a-z]+ )?{_ENGLISH_LEVEL}"
)


@dataclass(frozen=True, slots=True)
class Facet:
    """One side: its name, and the question asked of it alone."""

    name: str
    question: Question
    others: tuple[Place, ...] = ()
    """Places of the other sides that lie inside this side's place; their documents speak for them."""

    def concerns(self, hit: Hit) -> bool:
        """True where a passage may speak for this side."""
        if any(is_about(hit.passage.region, other) for other in self.others):
            return False
        return all(concerns(hit, place) for place in self.question.places)

    def hits(self, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Those passages that may speak for this side, in their order."""
        return [hit for hit in hits if self.concerns(hit)]


def facets_of(question: Question) -> Sequence[Facet]:
    """One facet per place, else per level, else per year, at most `MAX_FACETS`; one or none means no comparison."""
    alone = replace(question, compares=True)
    if len(question.places) > 1:
        return [_of_place(alone, place) for place in question.places[:MAX_FACETS]]
    if len(question.levels) > 1 and _side_by_side(fold(question.wording)):
        return [Facet(level, replace(alone, levels=(level,))) for level in question.levels[:MAX_FACETS]]
    if len(question.years) > 1 and question.compares:
        return [Facet(f"{year}年", replace(alone, years=(year,))) for year in question.years[:MAX_FACETS]]
    return []


def _side_by_side(folded: str) -> bool:
    return any(pattern.search(folded) for pattern in (_LEVELS_SIDE_BY_SIDE, _ENGLISH_SIDE_BY_SIDE))


def concerns(hit: Hit, place: Place) -> bool:
    """True where a passage may speak for a place: by its document's region or by its own words."""
    passage = hit.passage
    if is_about(passage.region, place) or covers(passage.region, place):
        return True
    return fold(place.name) in fold(passage.text)


def _of_place(question: Question, place: Place) -> Facet:
    """`question` asked of `place` alone: the names of the other places are no terms of it."""
    others = {other.name for other in question.places} - {place.name}
    terms = tuple(term for term in question.terms if term.text not in others)
    inner = tuple(
        other for other in question.places if other != place and all(is_about(path, place) for path in other.paths)
    )
    return Facet(place.name, replace(question, places=(place,), terms=terms), inner)
