"""What an answerer has found: words to say, the span to quote, and how well they meet the question."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import TextSpan
from vectorstore.model import Hit, Passage


@dataclass(frozen=True, slots=True)
class Said:
    """Some words of an answer and where they stand."""

    text: str
    passage: Passage
    quote: TextSpan
    """In the passage's text."""


@dataclass(frozen=True, slots=True)
class CellWords:
    """A table cell as an answer says it."""

    value: str
    """With its unit."""
    place: tuple[str, ...]
    """Column, row, and the header over the whole table."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A possible answer out of one passage."""

    hit: Hit
    text: str
    """What to say: a part of a sentence, the bodies of a clause, a table cell with its headers."""
    quote: TextSpan
    """In the passage's text."""
    context: str
    """Folded words that `text` is to be read with: its sentence, or the table's caption and headers."""
    score: float
    """Orders findings of one question; of no meaning between questions."""
    support: float
    """How much of the question the clause and its headings say, in [0, 1]; decides on refusal."""
    shape: str = ""
    """The text without its figures; equal for the repeats of one indicator over several years."""
    position: int = 0
    """Where `text` begins in the passage's text; of no meaning for a text that is composed."""
    empty_cell: bool = False
    """True for a table cell that holds a dash: that there is no figure is the answer."""
    cell: CellWords | None = None
    """For a table cell its parts."""
    holds_for: tuple[str, ...] = ()
    """What a figure holds for and `text` does not say, in the words of its clause: subject, indicator, period."""
    parts: tuple[Said, ...] = ()
    """For an answer that stands in several places each of its parts, which `text` joins; else empty."""
    rival: Said | None = None
    """In running text, the place in another passage that may answer instead where this one is doubtful."""
    likelihood: float | None = None
    """That the answer begins in its sentence, as learned from questions of people, in [0, 1]; None where the learned
    chooser was not asked, or the answer is no words of a sentence."""
