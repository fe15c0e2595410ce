"""English words, and the forms that a dictionary would list them under."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from assistant.understanding.english.data_files import data_rows

WORD = re.compile(r"[a-z]+(?:&[a-z]+)?|[0-9]+(?:[.,][0-9]+)*%?")
"""A word or a number of lower-case text; hyphens and apostrophes divide."""

_RULES = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("zes", "z"),
    ("s", ""),
    ("es", ""),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
)
"""Endings and what stands in their place; a doubled consonant before -ed and -ing is undone too."""
_BRITISH = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("our", "or"),
    ("tre", "ter"),
    ("ence", "ense"),
    ("ogue", "og"),
    ("ramme", "ram"),
)
"""Endings in the spelling that the dictionary does not use."""
_SHORTEST = 3


@lru_cache(maxsize=8192)
def bases(word: str) -> tuple[str, ...]:
    """What a lower-case word may be a form of, likeliest first; the word itself is not among them.

    >>> bases("cities"), bases("stopped"), bases("held")
    (('city', 'citie', 'citi'), ('stoppe', 'stopp', 'stop'), ('hold',))
    """
    irregular = _irregular().get(word)
    found = [irregular] if irregular else []
    if word.endswith("ss"):
        return tuple(found)
    for ending, instead in _RULES:
        stem = word.removesuffix(ending)
        if stem == word or len(stem + instead) < _SHORTEST:
            continue
        found.append(stem + instead)
        if ending in ("ed", "ing") and not instead and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
            found.append(stem[:-1])
    return tuple(dict.fromkeys([*found, *_american([word, *found])]))


def _american(forms: list[str]) -> list[str]:
    return [form.removesuffix(end) + instead for form in forms for end, instead in _BRITISH if form.endswith(end)]


def listed_form(word: str, listed: Callable[[str], bool]) -> str | None:
    """The word itself, or the first of its bases, that `listed` knows; None where it knows none of them."""
    return next((form for form in (word, *bases(word)) if listed(form)), None)


@cache
def function_words() -> frozenset[str]:
    """Words that carry no topic, and light verbs that ask or fill in: use, take place, called."""
    return frozenset(word for row in data_rows("function_words.tsv") for word in row[0].split())


@cache
def _irregular() -> dict[str, str]:
    return {form: base for base, forms in data_rows("irregular.tsv") for form in forms.split()}
