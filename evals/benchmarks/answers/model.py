"""What is measured of indexing and answering."""

from __future__ import annotations

from dataclasses import dataclass

from evals.benchmarks.latency import Latency
from evals.benchmarks.reading.stages import READING_STAGES

STAGES = (*READING_STAGES, "catalogue", "embed", "lexical", "vectors", "rest")
"""Where indexing spends its time, in the order in which a file goes through."""
LOOKUPS = ("bm25", "chroma", "hybrid", "answer")
"""Ways of putting a question, from the barest to the whole.

'bm25': the lexical index alone, from the question's words to ids. 'chroma': the vector store alone, from a
finished vector to ids. 'hybrid': both, the embedding of the question, fusion, and the passages with their text.
'answer': understanding, hybrid retrieval, and the answer with its citations.
"""
RATIOS = (("hybrid", "bm25"), ("hybrid", "chroma"), ("answer", "bm25"), ("answer", "chroma"))


@dataclass(frozen=True, slots=True)
class IngestFigures:
    """One indexing run into an empty folder."""

    files: int
    clauses: int
    passages: int
    """Chunks that came of the clauses."""
    size: int
    """Bytes of the files."""
    index_size: int
    """Bytes of the finished index."""
    seconds: float
    stages: dict[str, float]
    """Seconds by name of the stage, see `STAGES`; their sum is `seconds`."""

    @property
    def files_per_second(self) -> float:
        return self.files / self.seconds

    @property
    def clauses_per_second(self) -> float:
        return self.clauses / self.seconds

    @property
    def megabytes_per_second(self) -> float:
        """In units of 10^6 bytes."""
        return self.size / 1e6 / self.seconds


@dataclass(frozen=True, slots=True)
class SizeFigures:
    """All that was measured on one corpus."""

    ingest: IngestFigures
    questions: int
    right: int
    """Answers that have the asked figure and not that of the other level."""
    latencies: dict[str, Latency]
    """By name of the way, see `LOOKUPS`."""

    def ratio(self, way: str, to: str) -> float:
        """How many times longer the median of one way is than that of another."""
        return self.latencies[way].p50 / self.latencies[to].p50
