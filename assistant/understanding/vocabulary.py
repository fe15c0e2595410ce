"""The vocabulary files of this package, read once: synonyms, question words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib import resources

from assistant.understanding.phrases import PhraseTable
from ingest.normalize import fold


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists, all in folded form."""

    synonyms: dict[str, tuple[str, ...]]
    """Term to the other terms of its groups."""
    question_words: frozenset[str]
    generic_words: frozenset[str]
    everyday: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Everyday words to what documents write for them; the other way nothing is found."""
    asking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Ways of asking to words by which documents answer."""
    phrases: PhraseTable = field(default_factory=lambda: PhraseTable(()))
    """The terms that have other words, which are taken whole."""
    asked: PhraseTable = field(default_factory=lambda: PhraseTable(()))
    """The ways of asking."""

    def alternatives(self, term: str) -> tuple[str, ...]:
        """Other ways to say `term`, without the term itself."""
        return (*self.synonyms.get(term, ()), *self.everyday.get(term, ()), *self.asking.get(term, ()))

    def with_aliases(self, aliases: Mapping[str, tuple[str, ...]]) -> Vocabulary:
        """This vocabulary with further ways to say some terms, as the indexed documents introduce them."""
        further = {
            term: tuple(dict.fromkeys((*self.synonyms.get(term, ()), *others))) for term, others in aliases.items()
        }
        synonyms = {**self.synonyms, **further}
        return replace(self, synonyms=synonyms, phrases=PhraseTable([*synonyms, *self.everyday]))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    synonyms: dict[str, set[str]] = {}
    for group in rows("synonyms.tsv"):
        terms = {fold(term).strip("“”") for term in group}
        for term in terms:
            synonyms.setdefault(term, set()).update(terms - {term})
    everyday, asking = _one_way("everyday.tsv"), _one_way("asking.tsv")
    return Vocabulary(
        synonyms={term: tuple(sorted(others)) for term, others in synonyms.items()},
        everyday=everyday,
        asking=asking,
        question_words=frozenset(fold(word) for row in rows("question_words.tsv") for word in row),
        generic_words=frozenset(fold(word) for row in rows("generic_words.tsv") for word in row),
        phrases=PhraseTable([*synonyms, *everyday]),
        asked=PhraseTable(asking),
    )


def _one_way(name: str) -> dict[str, tuple[str, ...]]:
    return {fold(row[0]): tuple(fold(word) for word in row[1:]) for row in rows(name)}


def rows(name: str) -> list[list[str]]:
    """The cells of a data file of this package, without its comments."""
    text = resources.files("assistant.understanding").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]
