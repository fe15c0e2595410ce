"""What a question's candidates are searched for: its words, terms and runs of characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Question
from assistant.ranking.patterns import Patterns
from assistant.ranking.texts import folded
from vectorstore.analysis import query_words

LONGEST_RUN = 10
"""Characters; a longer run in common says no more."""
_CONTENT = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Token:
    """Something that a passage may say, in any of its forms."""

    forms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Probe:
    """A question taken apart. Every string is folded."""

    terms: tuple[Token, ...]
    """The question's terms with their synonyms, places left out; its words where it has none."""
    characters: tuple[Token, ...]
    pairs: tuple[Token, ...]
    """Neighbouring characters."""
    length: int
    """Characters of content."""
    patterns: Patterns


def make_probe(question: Question) -> Probe:
    """The probe of a question; its `search_text` is what counts, for that is Chinese and whole."""
    words = query_words(folded(question.search_text))
    segments = _segments(words)
    terms = tuple(
        Token(tuple(dict.fromkeys(folded(form).strip("“”") for form in term.forms)), term.weight)
        for term in question.terms
        if not term.place
    )
    content = tuple(dict.fromkeys(word for word in words if len(word) > 1 and _CONTENT.fullmatch(word)))
    runs = [segment[i : i + LONGEST_RUN] for segment in segments for i in range(len(segment))]
    forms = [form for term in terms for form in term.forms]
    return Probe(
        terms=terms or tuple(Token((word,)) for word in content),
        characters=_grams(segments, 1),
        pairs=_grams(segments, 2),
        length=sum(map(len, segments)),
        patterns=Patterns([*runs, *content, *forms]),
    )


def _segments(words: Sequence[str]) -> list[str]:
    """Runs of content; a question word, a blank or a sign divides them."""
    return _CONTENT.findall("".join(words))


def _grams(segments: Sequence[str], length: int) -> tuple[Token, ...]:
    found = [segment[i : i + length] for segment in segments for i in range(len(segment) - length + 1)]
    return tuple(Token((gram,)) for gram in dict.fromkeys(found))
