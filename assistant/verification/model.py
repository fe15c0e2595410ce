"""What an answer is held against. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One cited clause with all that speaks for it."""

    text: str
    """The clause, or the passage that the quote stands in, with the heads of its tables."""
    title: str = ""
    path: tuple[str, ...] = ()
    """Headings above it, outermost first."""
    region: tuple[str, ...] = ()
    """Region of its document, outermost first; empty where none is known."""
