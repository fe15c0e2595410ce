"""What each part of retrieval is worth: the same questions with one part more each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from evals.evidence.measuring import Search, measure_evidence
from evals.evidence.model import EvidenceReport
from evals.model import GoldQuestion, RunContext
from evals.runner import OnProgress
from evals.ways import WAYS, Parts
from vectorstore.model import DocumentRecord


@dataclass(frozen=True, slots=True)
class AblationReport:
    """Evidence ranks of one question set by each way, in the order of `WAYS`."""

    reports: tuple[tuple[str, EvidenceReport], ...]
    """By name of the way."""
    context: RunContext = field(default_factory=RunContext)

    @property
    def types(self) -> tuple[str, ...]:
        """Names of the rows, the same for every way."""
        return tuple(row.name for row in self.reports[0][1].rows)


def measure_ablation(
    questions: Sequence[GoldQuestion],
    search_with: Callable[[Parts], Search],
    records: Sequence[DocumentRecord],
    on_progress: Callable[[str], OnProgress] | None = None,
    context: RunContext | None = None,
) -> AblationReport:
    """Measures `WAYS` one after the other as `measure_evidence` does; `on_progress` is asked for by a way's name."""
    reports = tuple(
        (
            way.name,
            measure_evidence(
                questions, search_with(way.parts), records, on_progress and on_progress(way.name), context
            ),
        )
        for way in WAYS
    )
    return AblationReport(reports, context or RunContext())
