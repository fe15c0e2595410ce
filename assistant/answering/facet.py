"""One side of a comparison: its name, the question asked of it alone, and which passages may speak for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.matching import match
from assistant.model import Answer, Place, Question, Term
from assistant.understanding.places import covers, is_about
from ingest.normalize import fold
from vectorstore.model import Hit, Passage

_TELLING = 4
"""Characters of a title by which a document can be told."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One side: its name, and the question asked of it alone."""

    name: str
    question: Question
    others: tuple[Place, ...] = ()
    """Places of the other sides that lie inside this side's place; their documents speak for them."""
    title: str = ""
    """Folded words of a title: only documents that bear it speak for this side, and for no other."""
    titled: bool = False
    """True where such a document must be found: the question names it in book marks."""
    missing: bool = False
    """True for a place that no document is about."""
    naming: frozenset[Term] = frozenset()
    """Terms that tell this side from the others: a clause that says none of them does not speak for it."""
    searched: bool = False
    """True where its passages are to be searched for by its own words."""
    optional: bool = False
    """True where the question may be meant as one: answered whole where a side would be silent."""

    def concerns(self, hit: Hit) -> bool:
        """True where a passage may speak for this side."""
        if self.missing or any(is_about(hit.passage.region, other) for other in self.others):
            return False
        return all(concerns(hit, place) for place in self.question.places)

    def hits(self, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Those passages that may speak for this side, in their order; of a document that it names all are."""
        bearing = [hit for hit in hits if self.bears(hit)]
        if bearing or self.titled:
            return [] if self.missing else bearing
        return [hit for hit in hits if self.concerns(hit)]

    def is_said(self, passage: Passage) -> bool:
        """True where a passage, with what stands above it, says at least half of what names this side."""
        return self._named_in(f"{passage.title} {passage.clause} {passage.text}")

    def is_meant(self, answer: Answer) -> bool:
        """True where an answer or what it quotes does."""
        cited = (f"{citation.title} {citation.clause} {citation.quote}" for citation in answer.citations)
        return self._named_in(" ".join([answer.text, *cited]))

    def _named_in(self, text: str) -> bool:
        folded = fold(text)
        return sum(match(term, folded) for term in self.naming) >= len(self.naming) / 2

    def bears(self, hit: Hit) -> bool:
        """True for a passage of a document that this side names."""
        return len(self.title) >= _TELLING and _bears(fold(hit.passage.title), self.title)


def concerns(hit: Hit, place: Place) -> bool:
    """True where a passage may speak for a place: by its document's region or by its own words."""
    passage = hit.passage
    if is_about(passage.region, place) or covers(passage.region, place):
        return True
    return fold(place.name) in fold(passage.text)


def without(text: str, words: Sequence[str], kept: str) -> str:
    """`text` with blanks for all of `words` but `kept`."""
    for word in words:
        text = text if word == kept else text.replace(word, " ")
    return " ".join(text.split())


def _bears(title: str, words: str) -> bool:
    """True where a folded title is the one meant, or has its words in order: 考核办法 in 开发区考核评价办法."""
    rest = iter(title)
    return all(character in rest for character in words)
