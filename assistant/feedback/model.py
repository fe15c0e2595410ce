"""What a user says of an answer. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.model import Answer


class Opinion(StrEnum):
    """What the user makes of the answer."""

    HELPFUL = "helpful"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """What an opinion is about, whole, so that it stands without the conversation it came from."""

    question: str
    answer: Answer
    conversation: str
    exchange: int
    """Id of the exchange, `KeptExchange.id`."""
    earlier: tuple[str, ...] = ()
    """The questions before it in its conversation, oldest first."""
    index_version: str = ""
    """`PolicyIndex.version` when it was answered; empty where that is unknown."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """An opinion on one answer; of each user there is at most one on each exchange."""

    id: int
    user: str
    opinion: Opinion
    comment: str
    about: AnsweredQuestion
    given_at: datetime
    """UTC; when it was first given."""
    changed_at: datetime
    """UTC."""
