"""What the parts of the translation hand to one another. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import Place, Term
from assistant.understanding.spans import Found

Group = tuple[tuple[str, float], ...]
"""Chinese words for one English word or phrase with weights, the best first; one that is not ambiguous has 1."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an English question."""

    text: str
    """Lower case, without 's."""
    capital: bool
    """True where it is written with a capital letter."""
    start: int
    end: int
    """Where it stands in the question."""
    shouted: bool = False
    """True where all its letters are capitals: an abbreviation."""


@dataclass(frozen=True, slots=True)
class Translation:
    """An English question as far as it could be put into Chinese terms."""

    text: str
    """Terms of the glossary, names and figures in Chinese, joined by spaces, in the order of the question."""
    terms: tuple[Term, ...]
    places: tuple[Place, ...]
    unknown: tuple[str, ...]
    """English content words without a Chinese term."""
    search_text: str = ""
    """What passages have as it stands: figures, names in Latin letters, the names of places."""
    any_of: tuple[Group, ...] = ()
    """For each other word or phrase its translations, one of which a passage may have."""
    found: tuple[Found, ...] = ()
    """Which words of the question became which Chinese ones."""
