"""Times the whole of retrieval beside the bare indexes, and what its stages take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from statistics import median

from assistant.api import Assistant
from assistant.bootstrap import make_assistant, open_index
from assistant.retrieval import Retriever
from assistant.settings import Settings
from assistant.understanding.reader import QuestionReader
from evals.benchmarks.bare import bare_chroma
from evals.benchmarks.latency import latency_of
from evals.benchmarks.retrieval.corpus import index_plans
from evals.benchmarks.retrieval.model import LOOKUPS, STAGES, AskedFigures, RetrievalFigures
from evals.benchmarks.retrieval.questions import KINDS, Asked, Kind
from evals.benchmarks.stopwatch import Stopwatch
from ingest.normalize import fold
from vectorstore.index import PolicyIndex
from vectorstore.ports import VectorStore
from vectorstore.search import HybridSearcher

DEPTH = 10
"""Results per look-up."""
WARM_UP = 20
"""Questions of each kind put before the clock runs."""


def measure_retrieval(settings: Settings, clauses: int, questions: int, seed: int) -> RetrievalFigures:
    """Indexes made-up plans in the home folder of `settings` and asks `questions` questions of every kind.

    Raises EvalsError where there is an index already.
    """
    started = time.perf_counter()
    with closing(open_index(settings, create=True)) as index:
        documents, asked = index_plans(index, clauses, questions, seed)
        build_seconds = time.perf_counter() - started
        passages = index.passage_count()
    with closing(open_index(settings)) as index, bare_chroma(settings) as chroma:
        assistant = make_assistant(settings, index)
        kinds = {kind.name: _measure_kind(kind, index, chroma, assistant, asked) for kind in KINDS}
    return RetrievalFigures(passages, documents, build_seconds, kinds)


def _measure_kind(
    kind: Kind, index: PolicyIndex, chroma: VectorStore, assistant: Assistant, asked: Sequence[Asked]
) -> AskedFigures:
    texts = [kind.text(one) for one in asked]
    ways = _ways(index, chroma, assistant, texts)
    for text in texts[:WARM_UP]:
        for way in ways.values():
            way(text)
    took, worked = _times(ways, texts)
    return AskedFigures(
        questions=len(texts),
        latencies={name: latency_of(milliseconds) for name, milliseconds in took.items()},
        processor={name: median(milliseconds) for name, milliseconds in worked.items()},
        stages=_stage_times(index, assistant, texts),
        first=_share_first(assistant, kind, asked) if kind.with_place else None,
    )


def _ways(
    index: PolicyIndex, chroma: VectorStore, assistant: Assistant, texts: Sequence[str]
) -> dict[str, Callable[[str], object]]:
    parts = index.searcher
    vectors = {text: parts.embedder.embed_query(fold(text)) for text in texts}
    return {
        "bm25": lambda text: parts.lexical.query(text, DEPTH),
        "chroma": lambda text: chroma.query(vectors[text], DEPTH),
        "retrieval": lambda text: assistant.search(text, DEPTH),
        "answer": assistant.ask,
    }


def _times(
    ways: dict[str, Callable[[str], object]], texts: Sequence[str]
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Milliseconds by the clock and of the processor.

    All ways are tried question by question in turn, so that whatever else the machine does falls on all alike.
    """
    took: dict[str, list[float]] = {name: [] for name in LOOKUPS}
    worked: dict[str, list[float]] = {name: [] for name in LOOKUPS}
    for text in texts:
        for name, way in ways.items():
            before, started = time.process_time(), time.perf_counter()
            way(text)
            took[name].append((time.perf_counter() - started) * 1000)
            worked[name].append((time.process_time() - before) * 1000)
    return took, worked


def _stage_times(index: PolicyIndex, assistant: Assistant, texts: Sequence[str]) -> dict[str, float]:
    """In a run of its own: the watch itself takes time."""
    clock = Stopwatch()
    with _watched(index, clock):
        for text in texts:
            assistant.search(text, DEPTH)
    return {stage: clock.seconds[stage] * 1000 / len(texts) for stage in STAGES}


@contextmanager
def _watched(index: PolicyIndex, clock: Stopwatch) -> Iterator[None]:
    parts = index.searcher
    calls = (
        ("reading", QuestionReader, "read"),
        ("ranking", Retriever, "retrieve"),
        ("fetching", HybridSearcher, "search"),
        ("lexical", type(parts.lexical), "query"),
        ("embedding", type(parts.embedder), "embed_query"),
        ("dense", type(parts.vectors), "query"),
        ("dense", type(parts.vectors), "cosines"),
    )
    with ExitStack() as stack:
        for stage, owner, function in calls:
            stack.enter_context(clock.watching(owner, function, stage))
        yield


def _share_first(assistant: Assistant, kind: Kind, asked: Sequence[Asked]) -> float:
    return sum(_stands_first(assistant, kind.text(one), one) for one in asked) / len(asked)


def _stands_first(assistant: Assistant, text: str, asked: Asked) -> bool:
    wanted = (asked.gold.target.name, asked.gold.figure)
    passages = [hit.passage for hit in assistant.search(text, 1)]
    return any(passage.source == asked.source and all(word in passage.text for word in wanted) for passage in passages)
