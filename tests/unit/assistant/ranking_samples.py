"""Candidates and questions for the tests of the ranker."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.ranking.features import NAMES, measure
from assistant.understanding.reader import QuestionReader
from ingest.model import TextSpan
from ingest.regions.gazetteer import Gazetteer
from vectorstore.model import Hit, Passage


def hit(text: str, *, path: tuple[str, ...] = (), title: str = "措施", bm25: float = 0.5, cosine: float = 0.2) -> Hit:
    """A candidate with its text for an id."""
    passage = Passage(text, "f.txt", "f.txt#0", title, (), path, 0, TextSpan(0, len(text)), text)
    return Hit(passage, bm25 + 0.25 * cosine, lexical=bm25, dense=cosine)


def measured(question: str, hits: Sequence[Hit]) -> dict[str, list[float]]:
    """The features of the candidates by name."""
    values = measure(QuestionReader(Gazetteer.load()).read(question), hits)
    return {name: values[:, column].tolist() for column, name in enumerate(NAMES)}
