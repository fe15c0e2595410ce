"""What a question's candidates are searched for: characters and pairs of them, or translations of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.model import Question, Term
from assistant.ranking.patterns import Patterns
from assistant.ranking.texts import folded
from vectorstore.analysis import without_question_words

_CONTENT = re.compile(r"[^\W_]+")

_OTHER_FORM = 0.9
"""Worth of a synonym beside the question's own word."""

Token = tuple[tuple[str, float], ...]
"""Folded strings, each with how well it says what the question says, in (0, 1]; the best that occurs counts."""


@dataclass(frozen=True)
class Probe:
    """A question taken apart, every token once."""

    characters: tuple[Token, ...]
    pairs: tuple[Token, ...]
    """Neighbouring characters; a question word, a blank or a sign divides. Of an English question both are words."""
    terms: tuple[Token, ...]
    """The question's words, each with the other ways to say it."""
    patterns: Patterns


def make_probe(question: Question) -> Probe:
    """The probe of a question; its `search_text` is what counts, for that is Chinese and whole, or its translations."""
    runs = _CONTENT.findall(without_question_words(folded(question.search_text)))
    if question.any_of:
        translated = (tuple((folded(word), weight) for word, weight in group) for group in question.any_of)
        tokens = tuple(dict.fromkeys((*translated, *_alone(runs))))
        return Probe(tokens, tokens, tokens, _patterns(tokens))
    pairs = _alone(run[i : i + 2] for run in runs for i in range(len(run) - 1))
    characters = _alone("".join(runs))
    terms = tuple(_forms(term) for term in question.terms if not term.place and term.text)
    return Probe(characters, pairs, terms, _patterns((*characters, *pairs, *terms)))


def _forms(term: Term) -> Token:
    return ((term.text.strip("“”"), 1.0), *((form, _OTHER_FORM) for form in term.alternatives if form))


def _alone(strings: Iterable[str]) -> tuple[Token, ...]:
    return tuple(((string, 1.0),) for string in dict.fromkeys(strings))


def _patterns(tokens: Iterable[Token]) -> Patterns:
    return Patterns(string for token in tokens for string, _ in token)
