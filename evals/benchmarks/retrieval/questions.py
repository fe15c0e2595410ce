"""The kinds of questions that retrieval is timed with."""

from __future__ import annotations

from dataclasses import dataclass

from evals.benchmarks.made.plans import PlanQuestion


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with where its answer stands."""

    gold: PlanQuestion
    source: str
    """Name of the file."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a question is put."""

    name: str
    english: bool
    with_place: bool

    def text(self, asked: Asked) -> str:
        """The words of a question."""
        return asked.gold.text(english=self.english, with_place=self.with_place)


KINDS = (
    Kind("zh_place", english=False, with_place=True),
    Kind("zh", english=False, with_place=False),
    Kind("en_place", english=True, with_place=True),
    Kind("en", english=True, with_place=False),
)
