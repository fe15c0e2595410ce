"""Lets a measurement see what the judge made of each finding, without a word of it in the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Judged:
    """One decision of the judge."""

    question: str
    """As asked; that of a part or a side has words of its own."""
    probability: float
    """That the finding answers; 0 where it is of another year or level than asked for."""


_seen: ContextVar[list[Judged] | None] = ContextVar("judged", default=None)


@contextmanager
def watched() -> Iterator[list[Judged]]:
    """Collects the decisions made in this thread until the context ends."""
    seen: list[Judged] = []
    token = _seen.set(seen)
    try:
        yield seen
    finally:
        _seen.reset(token)


def note(question: str, probability: float) -> None:
    """Called by the judge; does nothing where nobody watches."""
    seen = _seen.get()
    if seen is not None:
        seen.append(Judged(question, probability))


def unwatched(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """`function` with its decisions kept out: what is tried to explain a refusal says nothing of the question."""

    @wraps(function)
    def call(*arguments: _P.args, **named: _P.kwargs) -> _T:
        token = _seen.set(None)
        try:
            return function(*arguments, **named)
        finally:
            _seen.reset(token)

    return call


def confidence(seen: Sequence[Judged], question: str) -> float | None:
    """The probability of the likeliest finding: of those judged for `question` itself, else of all; None without any.

    A follow-up has the question before it answered again, which must not count for it.
    """
    own = [judged.probability for judged in seen if judged.question == question]
    return max(own or [judged.probability for judged in seen], default=None)
