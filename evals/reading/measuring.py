"""Open retrieval over a folder, then the choice of an answer: how often it holds a gold answer, and how long it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Protocol

from evals.beir import BeirPassage, BeirQuery, read_beir
from evals.errors import EvalsError
from evals.intervals import Estimate, estimate_of_mean
from evals.model import RunContext
from evals.runner import one_line
from evals.text import contains


class AnswerChooser(Protocol):
    """Answers questions from the collection that it was built from."""

    def answer(self, question: str) -> str:
        """The words chosen; empty where nothing is found."""

    def plain(self, question: str) -> str:
        """The answer of the plain way that is compared with."""


Build = Callable[[list[BeirPassage]], AnswerChooser]
OnAnswer = Callable[[int, int], None]
"""Called after each question with the number done and the number of all."""


@dataclass(frozen=True, slots=True)
class ReadingScore:
    """The figures of one way of answering."""

    way: str
    held: Estimate
    """Share of the answers that hold a gold answer."""
    length: float
    """Median of the answers' characters, white space at their ends left out."""
    per_question: tuple[bool, ...]
    """Whether each answer holds a gold answer."""
    empty: int
    """Questions without an answer; they count as not held, with length 0."""


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """The figures of one set."""

    dataset: str
    passages: int
    questions: int
    chosen: ReadingScore
    plain: ReadingScore
    difference: Estimate
    """Of the share held, chosen less plain, on the same questions."""
    milliseconds: float
    """Median time of a chosen answer, retrieval included."""
    failed: tuple[str, ...] = ()
    """Ids of questions whose answering raised an error, with the error; their answer counts as empty."""
    context: RunContext = field(default_factory=RunContext)


def measure_reading(
    folder: Path,
    build: Build,
    limit: int | None = None,
    on_progress: OnAnswer | None = None,
    context: RunContext | None = None,
) -> ReadingReport:
    """The figures over the folder's questions, or the first `limit` of them.

    Raises `BadFile` for a folder that is not sound and `EvalsError` where no question has an answer.
    """
    collection = read_beir(folder)
    queries = [query for query in collection.queries if query.answers][:limit]
    if not queries:
        raise EvalsError(f"{folder} 的 queries.jsonl 中没有带答案（answers）的问题，无法评测作答")
    chooser = build(list(collection.passages))
    chosen, plain, seconds, failed = [], [], [], []
    for done, query in enumerate(queries, start=1):
        started = time.perf_counter()
        try:
            chosen.append(chooser.answer(query.text).strip())
        except Exception as error:
            chosen.append("")
            failed.append(f"{query.id}：{one_line(error)}")
        seconds.append(time.perf_counter() - started)
        plain.append(chooser.plain(query.text).strip())
        if on_progress is not None:
            on_progress(done, len(queries))
    own_score, plain_score = _score("选取", queries, chosen), _score("整句", queries, plain)
    pairs = zip(own_score.per_question, plain_score.per_question, strict=True)
    difference = estimate_of_mean([float(own) - float(other) for own, other in pairs])
    return ReadingReport(
        collection.name,
        len(collection.passages),
        len(queries),
        own_score,
        plain_score,
        difference,
        1000 * median(seconds),
        tuple(failed),
        context or RunContext(),
    )


def _score(way: str, queries: Sequence[BeirQuery], answers: Sequence[str]) -> ReadingScore:
    held = tuple(
        any(contains(gold, answer) for gold in query.answers) for query, answer in zip(queries, answers, strict=True)
    )
    lengths = median(map(len, answers))
    return ReadingScore(way, estimate_of_mean([float(one) for one in held]), lengths, held, answers.count(""))
