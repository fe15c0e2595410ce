"""Natural questions on public laws and regulations: what the ranker learns rules of law from.

A line of the file of questions names a document, and where in its text the answer stands, in characters:

    {"document": "NAME.md", "question": "…", "type": "fine", "answer": [[start, end], …], "evidence": [[start, end], …]}

A question that its document does not answer has an empty `answer`, and nothing can be learned of order from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from evals.ranker.lists import Asked
from ingest.model import TextSpan
from vectorstore.model import DocumentRecord, Passage

FOLDS = 5
"""Parts that a set of them is divided in, by document, to be measured with weights learned from the others."""


class Documents(Protocol):
    """What of an index is needed to find the passages that answer."""

    def documents(self) -> list[DocumentRecord]: ...

    def passages_of(self, document: str) -> list[Passage]: ...


@dataclass(frozen=True, slots=True)
class AskedOfDocument:
    """One question with the places that answer it."""

    document: str
    """Name of the file."""
    text: str
    answer: tuple[TextSpan, ...]
    """In characters of the file's text; never empty."""


def read_asked(file: Path) -> list[AskedOfDocument]:
    """The questions of `file` that their documents answer. Raises ValueError naming the first line that is none."""
    questions = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            spans = tuple(TextSpan(start, end) for start, end in row["answer"])
            questions.append(AskedOfDocument(row["document"], row["question"], spans))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{file}, line {number}: expected document, question and answer, got {error!r}") from error
    return [question for question in questions if question.answer]


def in_folds(questions: Sequence[AskedOfDocument]) -> list[list[AskedOfDocument]]:
    """The questions in `FOLDS` parts; all on one document are in one, so that none learns of what it is measured on."""
    names = sorted({question.document for question in questions})
    part = {name: number % FOLDS for number, name in enumerate(names)}
    return [[question for question in questions if part[question.document] == number] for number in range(FOLDS)]


def answered(index: Documents, questions: Iterable[AskedOfDocument]) -> list[Asked]:
    """Each question with its passages of `index`. Raises ValueError where its document is not indexed."""
    passages: dict[str, list[Passage]] = {}
    for record in index.documents():
        passages.setdefault(record.source, []).extend(index.passages_of(record.id))
    found = []
    for question in questions:
        if question.document not in passages:
            raise ValueError(f"{question.document} is asked about and not indexed")
        ids = frozenset(p.id for p in passages[question.document] if _answers(p, question.answer))
        found.append(Asked(question.text, ids))
    return found


def _answers(passage: Passage, answer: Sequence[TextSpan]) -> bool:
    """Whether half of one of the places that answer lies in the passage."""
    return any(2 * _shared(passage.span, place) >= place.end - place.start for place in answer)


def _shared(one: TextSpan, other: TextSpan) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
