"""Indexes made-up policies and asks about them, with the time that each part takes."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from assistant.api import Assistant
from assistant.bootstrap import make_assistant, make_read, open_index
from assistant.settings import Settings
from evals.benchmarks.answers.model import LOOKUPS, STAGES, IngestFigures, SizeFigures
from evals.benchmarks.bare import bare_chroma
from evals.benchmarks.latency import Latency, latency_of
from evals.benchmarks.made.model import MadeQuestion
from evals.benchmarks.made.policies import MadePolicies, make_policies
from evals.benchmarks.reading.stages import timed_reading
from evals.benchmarks.stopwatch import Stopwatch
from evals.benchmarks.warming import load_dictionaries
from evals.errors import EvalsError
from ingest.normalize import fold
from vectorstore.index import PolicyIndex
from vectorstore.indexing import Indexer
from vectorstore.model import SearchQuery
from vectorstore.ports import VectorStore

DEPTH = 10
"""Results per look-up."""
WARM_UP = 20
"""Questions put before the clock runs."""


def measure_size(folder: Path, settings: Settings, clauses: int, questions: int, seed: int) -> SizeFigures:
    """Makes `clauses` clauses in `folder`, indexes them in the home folder of `settings` and asks `questions`.

    Raises EvalsError where a file could not be indexed or there is an index already.
    """
    made = make_policies(folder, clauses, questions, seed)
    if (settings.home / "manifest.json").exists():
        raise EvalsError(f"{settings.home} 里已有索引，测速要用空文件夹")
    with closing(open_index(settings, create=True)) as index:
        ingest = _measure_ingest(folder, settings, index, made)
    with closing(open_index(settings)) as index, bare_chroma(settings) as chroma:
        assistant = make_assistant(settings, index)
        right = _right_answers(assistant, made.questions)
        latencies = _measure_lookups(index, chroma, assistant, [question.text for question in made.questions])
    return SizeFigures(ingest, len(made.questions), right, latencies)


def is_right(answer: str, question: MadeQuestion) -> bool:
    """Whether an answer's text has the figure asked and not the other level's."""
    return _has(answer, question.figure) and not _has(answer, question.other)


def _has(text: str, figure: str) -> bool:
    return re.search(rf"(?<![\d.]){re.escape(figure)}", text) is not None


def _measure_ingest(folder: Path, settings: Settings, index: PolicyIndex, made: MadePolicies) -> IngestFigures:
    load_dictionaries(index)
    clock = Stopwatch()
    clock.watch(index, "add", "catalogue")
    clock.watch(index.searcher.embedder, "embed_documents", "embed")
    clock.watch(index.searcher.lexical, "upsert", "lexical")
    clock.watch(index.searcher.vectors, "upsert", "vectors")
    with timed_reading(make_read(settings.chunk_tokens), clock) as read:
        indexer = Indexer(index, read)
        started = time.perf_counter()
        with clock.stage("rest"):
            report = indexer.run([folder])
        seconds = time.perf_counter() - started
    if report.failed:
        raise EvalsError(f"有 {len(report.failed)} 个文件未能索引，第一个：{report.failed[0][1]}")
    return IngestFigures(
        files=made.files,
        clauses=made.clauses,
        passages=report.passages,
        size=made.size,
        index_size=sum(path.stat().st_size for path in settings.home.rglob("*") if path.is_file()),
        seconds=seconds,
        stages={name: clock.seconds[name] for name in STAGES},
    )


def _right_answers(assistant: Assistant, questions: Sequence[MadeQuestion]) -> int:
    return sum(is_right(assistant.ask(question.text).text, question) for question in questions)


def _measure_lookups(
    index: PolicyIndex, chroma: VectorStore, assistant: Assistant, questions: Sequence[str]
) -> dict[str, Latency]:
    """All ways question by question in turn, so that whatever else the machine does falls on all alike."""
    parts = index.searcher
    vectors = {question: parts.embedder.embed_query(fold(question)) for question in questions}
    ways: dict[str, Callable[[str], object]] = {
        "bm25": lambda question: parts.lexical.query(question, DEPTH),
        "chroma": lambda question: chroma.query(vectors[question], DEPTH),
        "hybrid": lambda question: index.search(SearchQuery(question), DEPTH),
        "answer": assistant.ask,
    }
    for question in questions[:WARM_UP]:
        for way in ways.values():
            way(question)
    took: dict[str, list[float]] = {name: [] for name in LOOKUPS}
    for question in questions:
        for name, way in ways.items():
            started = time.perf_counter()
            way(question)
            took[name].append((time.perf_counter() - started) * 1000)
    return {name: latency_of(milliseconds) for name, milliseconds in took.items()}
