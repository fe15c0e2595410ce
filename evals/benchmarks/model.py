"""One run of the benchmark."""

from __future__ import annotations

from dataclasses import dataclass

from evals.benchmarks.answers.model import SizeFigures
from evals.benchmarks.reading.model import ReadingFigures
from evals.benchmarks.retrieval.model import RetrievalFigures


@dataclass(frozen=True, slots=True)
class BenchmarkReport:
    """What was measured, and what it was made with."""

    sizes: tuple[SizeFigures, ...]
    """Indexing and answering at each size; empty where that part was not run."""
    retrieval: tuple[RetrievalFigures, ...]
    """Retrieval at each size; empty where that part was not run."""
    reading: ReadingFigures | None
    """None where that part was not run."""
    seed: int
    machine: str
    load: float | None
    """Of the machine before the run, see `machine.load`."""
    commit: str
    embedder: str
    started_at: str
    """ISO 8601, UTC."""
