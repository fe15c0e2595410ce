"""Words of a sentence that a fact is made of."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.figures.quantities import Quantity
from ingest.model import TextSpan


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a sentence, perhaps in pieces that other words divide; spans count from the sentence's start."""

    pieces: tuple[TextSpan, ...]
    between: str = ""
    """What joins the pieces."""

    @property
    def span(self) -> TextSpan:
        """From the first piece to the end of the last one."""
        return TextSpan(min(piece.start for piece in self.pieces), max(piece.end for piece in self.pieces))

    def text(self, sentence: str) -> str:
        """The words, without white space inside the pieces."""
        return self.between.join("".join(piece.slice(sentence).split()) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact before its words are cut out of the source text."""

    figure: Quantity
    part: TextSpan
    """The part of the sentence that states it."""
    subject: Words | None
    indicator: Words
    period: Words | None
    change: str
    """As in `ingest.model.Fact`."""
    dated: bool
    """True where `period` names a year, a plan or a deadline, and not only how often."""


def words_of(span: TextSpan | None) -> Words | None:
    """One piece; None for nothing."""
    return None if span is None else Words((span,))
