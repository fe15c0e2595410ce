"""Retrieval quality on BEIR test sets, measured by `ir_measures` for each way of searching."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import ir_measures
from ir_measures import RR, R, nDCG

from evals.beir import BeirPassage, BeirSet, read_beir
from evals.errors import EvalsError
from evals.model import RunContext
from evals.runner import one_line

MODES = ("bm25", "dense", "hybrid")
DEPTH = 10
"""Passages looked at per query."""
MEASURES = {"R@1": R @ 1, "R@5": R @ 5, "R@10": R @ 10, "MRR@10": RR @ 10, "nDCG@10": nDCG @ 10}


class Searcher(Protocol):
    """Finds passages in the collection it was built from."""

    def search(self, text: str, top_k: int, mode: str) -> list[tuple[str, float]]:
        """At most `top_k` (passage id, score), best first; `mode` is one of `MODES`."""


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
    seconds: float
    """Wall time of all searches."""
    failed: tuple[FailedQuery, ...] = ()


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """The figures of one test set."""

    dataset: str
    passages: int
    queries: int
    build_seconds: float
    scores: tuple[RetrievalScore, ...]
    context: RunContext = field(default_factory=RunContext)


def evaluate_retrieval(
    folder: Path,
    build: Build,
    modes: Sequence[str] = MODES,
    on_progress: OnSearch | None = None,
    context: RunContext | None = None,
) -> RetrievalReport:
    """Builds a searcher over the folder's passages and measures it once per mode.

    Raises `BadFile` for a folder that is not sound and `EvalsError` for an unknown mode; what `build`
    raises passes through, what a search raises makes that query count 0.
    """
    unknown = [mode for mode in modes if mode not in MODES]
    if unknown or not modes:
        raise EvalsError(f"检索方式应为 {'、'.join(MODES)}，实际为 “{'、'.join(unknown)}”")
    collection = read_beir(folder)
    started = time.perf_counter()
    searcher = build(list(collection.passages))
    built = time.perf_counter() - started
    scores = tuple(_score_mode(collection, searcher, mode, on_progress) for mode in modes)
    sizes = len(collection.passages), len(collection.queries)
    return RetrievalReport(collection.name, *sizes, built, scores, context or RunContext())


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
    return RetrievalScore(mode, _measure(collection, found), seconds, tuple(failed))


def _search(searcher: Searcher, text: str, mode: str) -> tuple[list[str], str]:
    """The ids found, each once and best first, and why there are none."""
    try:
        hits = searcher.search(text, DEPTH, mode)
    except Exception as error:
        return [], one_line(error)
    ids = list(dict.fromkeys(identifier for identifier, _ in hits))[:DEPTH]
    return ids, "" if ids else "没有检索到任何段落"


def _measure(collection: BeirSet, found: Sequence[Sequence[str]]) -> dict[str, float]:
    """The mean of each measure over all rows of queries.jsonl.

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
    means = ir_measures.calc_aggregate(list(MEASURES.values()), qrels, run)
    return {name: float(means[measure]) for name, measure in MEASURES.items()}
