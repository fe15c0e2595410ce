"""Lists of candidates with their features, as retrieval hands them to the ranker."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.model import Question
from assistant.ports import BadQuestion
from assistant.ranking.features import FEATURES, Matrix, measure
from assistant.ranking.ranker import Ranker
from assistant.retrieval import PassageIndex, Retriever
from assistant.text_retrieval import Reader
from assistant.understanding.reader import MAX_CHARACTERS
from vectorstore.model import Hit, SearchQuery

_DEPTH = 10
"""Of BM25 alone, the measures look no further."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the passages that answer it."""

    text: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class CandidateList:
    """What was found for one question, best first by the plain sum."""

    features: Matrix
    """Shape (candidates, len(FEATURES))."""
    right: NDArray[np.bool_]
    """Which candidates answer the question."""
    answers: int
    """Passages that answer it, found or not."""
    bm25: NDArray[np.bool_]
    """The same as `right` for the first ten of BM25 alone."""


def candidate_lists(index: PassageIndex, reader: Reader, asked: Iterable[Asked]) -> list[CandidateList]:
    """One list a question, or one for each place that it names; a question that finds nothing has an empty one."""
    lists: list[CandidateList] = []
    for item in asked:
        bm25 = [hit.passage.id for hit in index.search(SearchQuery(item.text), _DEPTH, "bm25")]
        found = _ranked(index, reader, item.text)
        for question, hits in found:
            ids = [hit.passage.id for hit in hits]
            lists.append(_list_of(measure(question, hits), ids, bm25, item.answers))
        if not found:
            lists.append(_list_of(np.zeros((0, len(FEATURES)), dtype=np.float32), (), bm25, item.answers))
    return lists


def _ranked(index: PassageIndex, reader: Reader, text: str) -> list[tuple[Question, Sequence[Hit]]]:
    """What the retriever asks its ranker to put in order for a question."""
    recorder = _Recorder()
    with contextlib.suppress(BadQuestion):  # a blank line in a set of questions finds nothing
        Retriever(index, recorder).retrieve(reader.read(text[:MAX_CHARACTERS]))
    return recorder.asked


class _Recorder(Ranker):
    """Keeps what it is asked to rank."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Question, Sequence[Hit]]] = []

    def rank(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        if hits:
            self.asked.append((question, hits))
        return super().rank(question, hits)


def _list_of(features: Matrix, ids: Sequence[str], bm25: Sequence[str], answers: frozenset[str]) -> CandidateList:
    right = np.array([identifier in answers for identifier in ids], dtype=np.bool_)
    return CandidateList(features, right, len(answers), np.array([i in answers for i in bm25], dtype=np.bool_))
