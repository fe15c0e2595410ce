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
_QUOTED = re.compile(r"[“‘\"']([^“”‘’\"']{1,20})[”’\"']")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+(?:个|年|次|步|批)?|首年|首个")
QUOTED_WEIGHT = 1.5
"""A word that the question puts in quotation marks is what it turns on."""


def content_terms(folded: str, weight: float = 1.0, hidden: Iterable[str] = ()) -> tuple[Term, ...]:
    """The content words of a folded question, known terms whole, question words left out.

    `hidden` are strings (region names) that are matched elsewhere and take no part here.
    """
    known = vocabulary()
    text = folded
    for name in sorted(hidden, key=len, reverse=True):
        text = text.replace(name, " ")
    text = _ORDINAL.sub(" ", text)
    quoted = [Term(f"“{match[1]}”", () if len(match[1]) < 2 else (match[1],), weight * QUOTED_WEIGHT)
              for match in _QUOTED.finditer(text)]
    text = _QUOTED.sub(" ", text)
    found: list[tuple[int, str]] = []
    text = _take_known(text, known, found)
    for match in _CONTENT.finditer(text):
        position = match.start()
        for word in words(match.group()):
            if _is_content(word, known):
                found.append((position, word))
            position += len(word)
    unique = dict.fromkeys(word for _, word in sorted(found, key=lambda item: item[0]))
    return (*quoted, *(Term(word, known.alternatives(word), weight) for word in unique))


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
