"""The figures of `evals.runs.figures` as the page shows them, with what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.intervals import Estimate
from evals.reporting.page.model import Case
from evals.runs.figures import FIGURES, Figure
from evals.runs.model import DEPTHS

HEADLINE = ("right", "concise", "cited_hit", "quote_exact", "refusal_precision", "refusal_recall")
BY_TYPE = ("right", "concise", "cited_hit", "quote_exact")
_KNOWN = {figure.name: figure for figure in FIGURES}
_ENGLISH = {
    "right": "right",
    "concise": "right and concise",
    "must_only": "says what it must",
    "figures_verified": "figures verified",
    "gold_figures": "gold figures stated",
    "cited_hit": "evidence cited",
    "cited_all": "all evidence cited",
    "clause_precision": "citation precision, clauses",
    "clause_recall": "citation recall, clauses",
    "character_precision": "citation precision, characters",
    "character_recall": "citation recall, characters",
    "quote_exact": "quotes exact",
    "refusal_precision": "refusal precision",
    "refusal_recall": "refusal recall",
    "followup": "follow-ups right",
    **{f"evidence_{k}": f"evidence in top {k}" for k in DEPTHS},
}
_COUNTED = {"quote_exact": "条", "figures_verified": "个", "gold_figures": "个"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure over some questions."""

    figure: Figure
    part: float
    whole: float
    estimate: Estimate | None
    """None where there is nothing to count."""

    @property
    def chinese(self) -> str:
        return self.figure.label

    @property
    def english(self) -> str:
        return _ENGLISH.get(self.figure.name, self.figure.name)

    @property
    def unit(self) -> str:
        """What is counted, in Chinese."""
        return _COUNTED.get(self.figure.name, "题")


def shown_of(name: str, cases: Sequence[Case]) -> Shown:
    """The figure of this name, one of `FIGURES`, over `cases`."""
    figure, scores = _KNOWN[name], [case.score for case in cases]
    part, whole = figure.portions(scores).sum(axis=0)
    return Shown(figure, float(part), float(whole), figure.estimate(scores) if scores else None)


def others(cases: Sequence[Case]) -> list[Shown]:
    """All that are no headline and have something to count."""
    found = [shown_of(figure.name, cases) for figure in FIGURES if figure.name not in HEADLINE]
    return [shown for shown in found if shown.estimate is not None]
