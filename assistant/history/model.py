"""Conversations as they are kept and as they are shown again. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.clause_view import ClauseView
from assistant.model import Answer, Turn


@dataclass(frozen=True, slots=True)
class KeptExchange:
    """A question and its whole answer as it was given."""

    id: int
    """Of this exchange in the whole store; never used again for another."""
    question: str
    answer: Answer
    asked_at: datetime
    """UTC."""
    index_version: str = ""
    """`PolicyIndex.version` when it was answered; empty where that is unknown."""


@dataclass(frozen=True, slots=True)
class ConversationHead:
    """A row of the list of conversations."""

    id: str
    title: str
    """The first question, or as it was renamed; empty before the first question."""
    created_at: datetime
    """UTC."""
    changed_at: datetime
    """UTC; of the last question."""
    questions: int


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """Some conversations, that of the last question first, and how many there are in all."""

    heads: tuple[ConversationHead, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation with everything that was asked in it, oldest first."""

    head: ConversationHead
    exchanges: tuple[KeptExchange, ...]
    unreadable: int = 0
    """Exchanges that are kept but cannot be read by this version."""

    @property
    def turns(self) -> tuple[Turn, ...]:
        """As the assistant wants the history of a follow-up question."""
        return tuple(Turn(exchange.question, exchange.answer.text) for exchange in self.exchanges)


@dataclass(frozen=True, slots=True)
class ReopenedExchange:
    """An exchange to be shown again; `clauses[i]` belongs to `answer.citations[i]`."""

    exchange: KeptExchange
    clauses: tuple[ClauseView | None, ...]
    """Made anew from the index; None where the document no longer says so at this place: the kept quote stands."""
    lost: tuple[int, ...] = ()
    """Positions in `answer.citations`, from 1, whose clause is None."""
    remark: str = ""
    """The line that tells of `lost`, in the question's language; empty where nothing is lost."""
