"""Ranks of gold evidence and the figures made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from evals.intervals import Estimate
from evals.model import GoldQuestion, RunContext

DEPTH = 10
"""Passages looked at per question."""
TOP = 5
"""Passages that people read."""


@dataclass(frozen=True, slots=True)
class EvidenceRank:
    """Where one gold evidence was found."""

    rank: int | None
    """Of the first passage that holds it, from 1; None where none of the first `DEPTH` does."""
    whole: bool = False
    """False where only parts of it are found: it is torn over several passages, or written otherwise."""


NOT_FOUND = EvidenceRank(None)


@dataclass(frozen=True, slots=True)
class FirstPassage:
    """What stands first."""

    doc: str
    title: str
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceScore:
    """One question with the rank of each of its evidences."""

    question: GoldQuestion
    ranks: tuple[EvidenceRank, ...]
    """One an evidence, so that none counts twice, however many passages hold a part of it."""
    first: FirstPassage | None = None
    """None where nothing was found."""
    error: str = ""
    """One line, where the search failed; such a question counts as not found."""

    @property
    def best(self) -> int | None:
        """The best rank of any evidence."""
        return min((found.rank for found in self.ranks if found.rank is not None), default=None)

    @property
    def is_first(self) -> bool:
        return self.best == 1

    @property
    def in_top(self) -> bool:
        """Whether any evidence is among the first `TOP`."""
        return self.best is not None and self.best <= TOP

    @property
    def all_in_top(self) -> bool:
        """Whether every evidence is among the first `TOP`."""
        return all(found.rank is not None and found.rank <= TOP for found in self.ranks)

    @property
    def reciprocal(self) -> float:
        """1 / best rank, 0 where there is none."""
        return 1 / self.best if self.best is not None else 0.0

    @property
    def missed(self) -> bool:
        """Whether there is something to mend: not first, or not all in the top."""
        return not (self.is_first and self.all_in_top)


@dataclass(frozen=True, slots=True)
class EvidenceFigures:
    """The figures of one type of question."""

    name: str
    n: int
    first: Estimate
    """Share with any evidence at rank 1."""
    top: Estimate
    """Share with any evidence among the first `TOP`."""
    all_top: Estimate
    """Share with all evidences among the first `TOP`."""
    mrr: Estimate
    """Mean of 1 / rank of the best evidence among the first `DEPTH`."""
    partial: int
    """Evidences of which only parts were found."""


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """All figures of one run over a question set."""

    types: tuple[EvidenceFigures, ...]
    """In the order in which the types first occur."""
    total: EvidenceFigures
    unanswerable: int
    """Questions without an answer; they have no evidence and enter no figure."""
    failed: int
    """Questions whose search failed."""
    not_indexed: tuple[str, ...]
    """Gold documents that no indexed file goes by; their questions count as not found."""
    scores: tuple[EvidenceScore, ...]
    context: RunContext = field(default_factory=RunContext)

    @property
    def rows(self) -> tuple[EvidenceFigures, ...]:
        return (*self.types, self.total)

    @property
    def missed(self) -> tuple[EvidenceScore, ...]:
        return tuple(score for score in self.scores if score.missed)
