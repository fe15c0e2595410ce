"""Short forms that the indexed documents introduce, as far as they mean one thing everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.understanding.vocabulary import Vocabulary


def learned_aliases(pairs: Iterable[tuple[str, str]], known: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """Terms and short forms to one another, from (term, short form) pairs, both folded.

    A short form that the vocabulary knows, or that stands for different things in different documents, is
    left out; terms that end alike (市发展改革委员会, 发展改革委员会) are one thing, and the shortest of them counts.
    """
    meant: dict[str, set[str]] = {}
    for term, alias in pairs:
        if not _is_known(alias, known):
            meant.setdefault(alias, set()).add(term)
    found: dict[str, list[str]] = {}
    for alias, terms in meant.items():
        term = min(terms, key=len)
        if all(other.endswith(term) for other in terms):
            found.setdefault(alias, []).append(term)
            found.setdefault(term, []).append(alias)
    return {word: tuple(others) for word, others in found.items()}


def _is_known(alias: str, known: Vocabulary) -> bool:
    words = (known.synonyms, known.everyday, known.asking, known.question_words, known.generic_words)
    return any(alias in group for group in words)
