"""The vocabulary files of this package, read once: synonyms, question words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ingest.normalize import fold


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists, all in folded form."""

    synonyms: dict[str, tuple[str, ...]]
    """Term to the other terms of its groups."""
    question_words: frozenset[str]
    generic_words: frozenset[str]

    def alternatives(self, term: str) -> tuple[str, ...]:
        """Other ways to say `term`, without the term itself."""
        return self.synonyms.get(term, ())


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    synonyms: dict[str, set[str]] = {}
    for group in _rows("synonyms.tsv"):
        terms = {fold(term).strip("“”") for term in group}
        for term in terms:
            synonyms.setdefault(term, set()).update(terms - {term})
    return Vocabulary(
        synonyms={term: tuple(sorted(others)) for term, others in synonyms.items()},
        question_words=frozenset(fold(word) for row in _rows("question_words.tsv") for word in row),
        generic_words=frozenset(fold(word) for row in _rows("generic_words.tsv") for word in row),
    )


def _rows(name: str) -> list[list[str]]:
    text = resources.files("assistant.understanding").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]
