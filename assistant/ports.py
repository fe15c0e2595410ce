"""What the assistant needs from its parts, and the errors it raises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.model import Answer, Question
from vectorstore.model import Hit


class AssistantError(Exception):
    """Base of all errors of this package. Each message is one line: what is wrong, what to do."""


class BadQuestion(AssistantError):
    """The question is empty or too long."""


class CitationGone(AssistantError):
    """The cited clause is no longer indexed as it was cited."""


class ModelUnavailable(AssistantError):
    """The language model's endpoint refused, timed out or answered nonsense."""


class Answerer(Protocol):
    """Makes an answer out of a question and the passages found for it."""

    @property
    def name(self) -> str: ...

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer: ...

    def stream(self, question: Question, hits: Sequence[Hit]) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, then the finished `Answer` once."""
