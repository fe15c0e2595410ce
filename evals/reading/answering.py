"""The two ways of answering that are compared."""

from __future__ import annotations

from assistant.text_answers import TextAnswers
from evals.reading.plain import plain_answer


class ComparedAnswers:
    """The program's choice, and the plain sentence of BM25's first passage."""

    def __init__(self, answers: TextAnswers, passages: int) -> None:
        """`passages` is the number of texts that `answers` are chosen from."""
        self._answers = answers
        self._passages = passages

    def answer(self, question: str) -> str:
        return self._answers.answer(question)

    def plain(self, question: str) -> str:
        passage = self._answers.first_passage(question)
        return plain_answer(question, passage, self._answers.library, self._passages)
