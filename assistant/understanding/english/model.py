"""What the parts of the translation hand to one another. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import Place, Term

Group = tuple[tuple[str, float], ...]
"""Chinese words for one English word or phrase, each with how well it fits (1 for the best), best first."""


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


@dataclass(frozen=True, slots=True)
class Translation:
    """An English question as far as it could be put into Chinese terms."""

    text: str
    """Chinese terms, names and figures, joined by spaces, in the order of the question: of each the likeliest."""
    terms: tuple[Term, ...]
    places: tuple[Place, ...]
    unknown: tuple[str, ...]
    """English content words without a Chinese term."""
    search_text: str = ""
    """What passages have as it stands: figures, names in Latin letters, the names of places."""
    any_of: tuple[Group, ...] = ()
    """For each other word or phrase its translations, one of which a passage may have."""
