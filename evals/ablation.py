"""What each part of retrieval is worth: the same questions with one part more each time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from assistant.retrieval import RetrievalOptions
from evals.evidence.measuring import Search, measure_evidence
from evals.evidence.model import EvidenceReport
from evals.model import GoldQuestion, RunContext
from evals.retrieval import OnSearch
from evals.ways import WAYS, Parts, options_of
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


class PartsSearcher(Protocol):
    """A searcher that can leave out parts of what it does."""

    def search(self, text: str, top_k: int, mode: str, options: RetrievalOptions = ...) -> list[tuple[str, float]]: ...


class ByWay:
    """A searcher whose modes are the names of `WAYS`."""

    def __init__(self, searcher: PartsSearcher) -> None:
        self._searcher = searcher
        self._parts = {way.name: way.parts for way in WAYS}

    def search(self, text: str, top_k: int, mode: str) -> list[tuple[str, float]]:
        """At most `top_k` (passage id, score), best first. Texts have one field, so '+fields' changes nothing."""
        parts = self._parts[mode]
        if parts == Parts() or parts == Parts(fields=True):
            return self._searcher.search(text, top_k, "bm25")
        return self._searcher.search(text, top_k, "hybrid", options_of(parts))


def measure_ablation(
    questions: Sequence[GoldQuestion],
    search_with: Callable[[Parts], Search],
    records: Sequence[DocumentRecord],
    on_search: OnSearch | None = None,
    context: RunContext | None = None,
) -> AblationReport:
    """Measures `WAYS` one after the other as `measure_evidence` does."""
    reports = []
    for way in WAYS:
        on_progress = partial(on_search, way.name) if on_search is not None else None
        found = measure_evidence(questions, search_with(way.parts), records, on_progress, context)
        reports.append((way.name, found))
    return AblationReport(tuple(reports), context or RunContext())
