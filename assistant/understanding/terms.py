"""What a question is about: its content words with their synonyms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.model import Term
from assistant.understanding.vocabulary import Vocabulary, vocabulary
from vectorstore.analysis import words

_LEVEL_WORD = re.compile(r"^(?:国家|省|市|县|区)级(?:以上|及以上)?$|^国家$")
_CONTENT = re.compile(r"[\w&+%.\-·]+")
_YEARISH = re.compile(r"^\d{2,4}年?$")


def content_terms(folded: str, weight: float = 1.0, hidden: Iterable[str] = ()) -> tuple[Term, ...]:
    """The content words of a folded question, known terms whole, question words left out.

    `hidden` are strings (region names) that are matched elsewhere and take no part here.
    """
    known = vocabulary()
    text = folded
    for name in sorted(hidden, key=len, reverse=True):
        text = text.replace(name, " ")
    found: list[tuple[int, str]] = []
    text = _take_known(text, known, found)
    for match in _CONTENT.finditer(text):
        position = match.start()
        for word in words(match.group()):
            if _is_content(word, known):
                found.append((position, word))
            position += len(word)
    unique = dict.fromkeys(word for _, word in sorted(found, key=lambda item: item[0]))
    return tuple(Term(word, known.alternatives(word), weight) for word in unique)


def _take_known(text: str, known: Vocabulary, found: list[tuple[int, str]]) -> str:
    for term in sorted((t for t in known.synonyms if t in text), key=len, reverse=True):
        while (start := text.find(term)) >= 0:
            if term not in known.question_words:
                found.append((start, term))
            text = text[:start] + " " * len(term) + text[start + len(term) :]
    return text


def _is_content(word: str, known: Vocabulary) -> bool:
    if word in known.question_words or _LEVEL_WORD.match(word) or _YEARISH.match(word):
        return False
    return len(word) > 1 or word.isascii() and word.isalnum()
