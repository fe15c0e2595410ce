"""Retrieval quality on BEIR test sets, measured by `ir_measures` for each way of searching."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Protocol

import ir_measures
from ir_measures import RR, R, nDCG

from evals.beir import BeirPassage, BeirSet, read_beir
from evals.errors import EvalsError
from evals.intervals import Estimate, estimate_of_mean
from evals.model import RunContext
from evals.runner import one_line
from evals.ways import WAYS

MODES = ("bm25", "dense", "hybrid")
DEPTH = 10
"""Passages looked at per query."""
MEASURES = {"R@1": R @ 1, "R@5": R @ 5, "R@10": R @ 10, "MRR@10": RR @ 10, "nDCG@10": nDCG @ 10}
COMPARED = ("R@1", "nDCG@10")
"""Measures in which each mode is compared to the first."""


class Searcher(Protocol):
    """Finds passages in the collection it was built from."""

    def search(self, text: str, top_k: int, mode: str) -> list[tuple[str, float]]:
        """At most `top_k` (passage id, score), best first; `mode` is one of those that are measured."""


Build = Callable[[list[BeirPassage]], Searcher]
OnSearch = Callable[[str, int, int], None]
"""Called after each query with the mode, the number done and the number of all."""


@dataclass(frozen=True, slots=True)
class FailedQuery:
    """A query whose search raised an error or gave nothing; it counts 0 in every measure."""

    query_id: str
    query: str
    reason: str


@dataclass(frozen=True, slots=True)
class RetrievalScore:
    """The means of one mode over all queries, each in [0, 1]."""

    mode: str
    values: dict[str, float]
    """By name of the measure, in the order of `MEASURES`."""
    per_query: dict[str, tuple[float, ...]]
    """The values that are compared, one a row of queries.jsonl, by name of the measure."""
    seconds: float
    """Wall time of all searches."""
    failed: tuple[FailedQuery, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the mean of one mode is above that of another, on the same queries."""

    mode: str
    to: str
    measure: str
    estimate: Estimate
    """With the paired bootstrap interval."""


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """The figures of one test set."""

    dataset: str
    passages: int
    queries: int
    build_seconds: float
    scores: tuple[RetrievalScore, ...]
    differences: tuple[Difference, ...] = ()
    """Of every mode to the first, for each measure of `COMPARED`."""
    context: RunContext = field(default_factory=RunContext)

    def differences_of(self, mode: str) -> tuple[Difference, ...]:
        """Those in which `mode` is compared."""
        return tuple(difference for difference in self.differences if difference.mode == mode)


def evaluate_retrieval(
    folder: Path,
    build: Build,
    modes: Sequence[str] = MODES,
    on_progress: OnSearch | None = None,
    context: RunContext | None = None,
) -> RetrievalReport:
    """Builds a searcher over the folder's passages and measures it once per mode.

    A mode is one of `MODES`, or the name of one of `WAYS`. Raises `BadFile` for a folder that is not sound and
    `EvalsError` for an unknown mode; what `build` raises passes through, what a search raises makes that query
    count 0.
    """
    unknown = [mode for mode in modes if mode not in (*MODES, *(way.name for way in WAYS))]
    if unknown or not modes:
        raise EvalsError(f"检索方式应为 {'、'.join(MODES)}，实际为 “{'、'.join(unknown)}”")
    collection = read_beir(folder)
    started = time.perf_counter()
    searcher = build(list(collection.passages))
    built = time.perf_counter() - started
    scores = tuple(_score_mode(collection, searcher, mode, on_progress) for mode in modes)
    sizes = len(collection.passages), len(collection.queries)
    differences = tuple(_differences(scores[0], scores[1:]))
    return RetrievalReport(collection.name, *sizes, built, scores, differences, context or RunContext())


def _differences(first: RetrievalScore, others: Sequence[RetrievalScore]) -> Iterator[Difference]:
    for other in others:
        for measure in COMPARED:
            pairs = zip(other.per_query[measure], first.per_query[measure], strict=True)
            yield Difference(other.mode, first.mode, measure, estimate_of_mean([own - base for own, base in pairs]))


def _score_mode(collection: BeirSet, searcher: Searcher, mode: str, on_progress: OnSearch | None) -> RetrievalScore:
    found: list[list[str]] = []
    failed = []
    started = time.perf_counter()
    for done, query in enumerate(collection.queries, start=1):
        ids, reason = _search(searcher, query.text, mode)
        found.append(ids)
        if reason:
            failed.append(FailedQuery(query.id, query.text, reason))
        if on_progress is not None:
            on_progress(mode, done, len(collection.queries))
    seconds = time.perf_counter() - started
    per_query = _measure(collection, found)
    means = {name: fmean(values) for name, values in per_query.items()}
    compared = {name: per_query[name] for name in COMPARED}
    return RetrievalScore(mode, means, compared, seconds, tuple(failed))


def _search(searcher: Searcher, text: str, mode: str) -> tuple[list[str], str]:
    """The ids found, each once and best first, and why there are none."""
    try:
        hits = searcher.search(text, DEPTH, mode)
    except Exception as error:
        return [], one_line(error)
    ids = list(dict.fromkeys(identifier for identifier, _ in hits))[:DEPTH]
    return ids, "" if ids else "没有检索到任何段落"


def _measure(collection: BeirSet, found: Sequence[Sequence[str]]) -> dict[str, tuple[float, ...]]:
    """Each measure for every row of queries.jsonl, in order.

    Rows are told apart by their position, since ids may repeat. The library sorts by score, so it is
    given ranks: ties between scores then stay in the order in which the searcher returned them.
    """
    qrels = [
        ir_measures.Qrel(str(row), passage, grade)
        for row, query in enumerate(collection.queries)
        for passage, grade in collection.relevant[query.id].items()
    ]
    run = [
        ir_measures.ScoredDoc(str(row), passage, float(DEPTH - rank))
        for row, ids in enumerate(found)
        for rank, passage in enumerate(ids)
    ]
    values = {
        (metric.measure, int(metric.query_id)): float(metric.value)
        for metric in ir_measures.iter_calc(list(MEASURES.values()), qrels, run)
    }
    rows = range(len(collection.queries))
    return {name: tuple(values[measure, row] for row in rows) for name, measure in MEASURES.items()}
