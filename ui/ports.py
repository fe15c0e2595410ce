"""What the web chat needs from the assistant, and the errors it raises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.clause_view import ClauseView
from assistant.model import Answer, Citation, Turn
from vectorstore.model import DocumentRecord


class UserInterfaceError(Exception):
    """Base of all errors of this package. Each message is one line: what is wrong, what to do."""


class PortInUse(UserInterfaceError):
    """Another program listens on the port that was asked for, or the address cannot be bound."""


class ChatBackend(Protocol):
    """Answers questions. Called from worker threads, not always the same one, one question at a time.

    Methods raise `assistant.ports.AssistantError` or `vectorstore.ports.VectorStoreError`, whose messages
    are shown to the user as they are.
    """

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, then the finished `Answer` once."""

    def clause_context(self, citation: Citation) -> ClauseView:
        """The clause that the citation quotes, with its neighbours."""

    def documents(self) -> list[DocumentRecord]:
        """All indexed documents, in the order to show them."""

    def example_questions(self) -> list[str]:
        """A few questions that the indexed documents answer."""
