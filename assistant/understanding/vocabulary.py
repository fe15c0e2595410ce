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
    phrases: PhraseTable = field(default_factory=lambda: PhraseTable(()))
    """The terms that have synonyms, which are taken whole."""

    def alternatives(self, term: str) -> tuple[str, ...]:
        """Other ways to say `term`, without the term itself."""
        return self.synonyms.get(term, ())

    def with_aliases(self, aliases: Mapping[str, tuple[str, ...]]) -> Vocabulary:
        """This vocabulary with further ways to say some terms, as the indexed documents introduce them."""
        further = {
            term: tuple(dict.fromkeys((*self.synonyms.get(term, ()), *others))) for term, others in aliases.items()
        }
        synonyms = {**self.synonyms, **further}
        return replace(self, synonyms=synonyms, phrases=PhraseTable(synonyms))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    synonyms: dict[str, set[str]] = {}
    for group in rows("synonyms.tsv"):
        terms = {fold(term).strip("“”") for term in group}
        for term in terms:
            synonyms.setdefault(term, set()).update(terms - {term})
    return Vocabulary(
        synonyms={term: tuple(sorted(others)) for term, others in synonyms.items()},
        question_words=frozenset(fold(word) for row in rows("question_words.tsv") for word in row),
        generic_words=frozenset(fold(word) for row in rows("generic_words.tsv") for word in row),
        phrases=PhraseTable(synonyms),
    )


def rows(name: str) -> list[list[str]]:
    """The cells of a data file of this package, without its comments."""
    text = resources.files("assistant.understanding").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]
