"""Asks the questions of a set, in this process or in several, and notes what only the assistant can tell."""

from __future__ import annotations

import atexit
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.refusal.watching import Judged, confidence, watched
from assistant.model import Answer, Turn
from evals.evidence.places import GoldDocuments
from evals.evidence.ranks import ranks_of
from evals.model import GoldQuestion, Prediction
from evals.runner import one_line, run_answers
from evals.runs.model import DEPTHS, FigureSeen, Observation
from vectorstore.model import DocumentRecord, Hit

Row = tuple[Prediction, Observation]
DIED = "BrokenProcessPool: 作答的进程意外终止"


class Asked(Protocol):
    """What a run needs of the assistant."""

    def ask(self, question: str, history: Sequence[Turn] = ...) -> Answer: ...
    def search(self, text: str, top_k: int = ..., history: Sequence[Turn] = ...) -> list[Hit]: ...
    def documents(self) -> list[DocumentRecord]: ...


Open = Callable[[], AbstractContextManager[Asked]]
"""Opens an assistant; for worker processes it must be something that can be pickled."""


@dataclass
class _Listening:
    """Keeps the last answer and what was judged for it."""

    assistant: Asked
    answer: Answer | None = None
    judged: Sequence[Judged] = ()

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        self.answer, self.judged = None, ()
        with watched() as judged:
            self.answer = self.assistant.ask(question, history)
        self.judged = judged
        return self.answer


class Asking:
    """Answers one question at a time."""

    def __init__(self, assistant: Asked) -> None:
        self._assistant = assistant
        self._gold = GoldDocuments(assistant.documents())

    def row(self, question: GoldQuestion) -> Row:
        """Prediction and observation. Whatever the assistant raises is in the prediction's error, in one line."""
        listening = _Listening(self._assistant)
        (prediction,) = run_answers([question], listening.ask)
        answer = None if prediction.error else listening.answer
        return prediction, Observation(
            id=question.id,
            ranks=self._ranks(question),
            figures=None if answer is None else tuple(FigureSeen(c.written, str(c.verdict)) for c in answer.checks),
            probability=confidence(listening.judged, question.question),
        )

    def _ranks(self, question: GoldQuestion) -> tuple[int | None, ...] | None:
        """Of the search alone, after the answer, so that no latency holds it; a search that fails finds nothing."""
        if not question.answerable:
            return None
        wanted = self._gold.wanted(question)
        try:
            hits = self._assistant.search(question.question, max(DEPTHS), tuple(map(Turn, question.earlier)))
        except Exception:
            return (None,) * len(wanted)
        return tuple(found.rank for found in ranks_of(wanted, hits))


def ask_all(questions: Sequence[GoldQuestion], assistant: Open, jobs: int = 1) -> Iterator[Row]:
    """One row a question, each as soon as it is there: in order with one job, in any order with more.

    With more than one job each worker process opens an assistant of its own. A question whose process dies is
    asked once more, alone; where it dies again that is its error.
    """
    if jobs == 1:
        with assistant() as opened:
            yield from map(Asking(opened).row, questions)
        return
    lost: list[GoldQuestion] = []
    for question, row in _pooled(questions, assistant, min(jobs, len(questions))):
        if row is None:
            lost.append(question)
        else:
            yield row
    for question in lost:
        for _, row in _pooled([question], assistant, 1):
            yield row or _failed(question, DIED)


def _pooled(questions: Sequence[GoldQuestion], assistant: Open, jobs: int) -> Iterator[tuple[GoldQuestion, Row | None]]:
    """None for a question that was lost with its process."""
    # A forked child would share the open files and locks of the index; a spawned one opens its own.
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _start, (assistant,)) as pool:
        asked: dict[Future[Row], GoldQuestion] = {}
        for question in questions:
            try:
                asked[pool.submit(_row, question)] = question
            except BrokenProcessPool:
                yield question, None
        for future in as_completed(asked):
            yield asked[future], _result(future, asked[future])


def _result(future: Future[Row], question: GoldQuestion) -> Row | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return None
    except Exception as error:  # an answer that cannot be sent from process to process
        return _failed(question, one_line(error))


def _failed(question: GoldQuestion, error: str) -> Row:
    return Prediction(question.id, error=error), Observation(question.id)


_kept = ExitStack()
_worker: list[Asking] = []


def _start(assistant: Open) -> None:
    """Opens the assistant that this process keeps to its end."""
    _worker.append(Asking(_kept.enter_context(assistant())))
    atexit.register(_kept.close)


def _row(question: GoldQuestion) -> Row:
    return _worker[0].row(question)
