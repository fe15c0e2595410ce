"""What the web chat and the programs' interfaces need from the assistant, and the errors of this package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from assistant.clause_lookup import ClauseText
from assistant.clause_view import ClauseView
from assistant.filters import FilterNames
from assistant.model import Answer, Citation, Turn
from assistant.retrieval import WHOLE, RetrievalOptions, Retrieved
from assistant.whole_document import WholeDocument
from vectorstore.model import EVERYTHING, DocumentRecord, SearchFilter


class UserInterfaceError(Exception):
    """Base of all errors of this package. Each message is one line: what is wrong, what to do."""


class PortInUse(UserInterfaceError):
    """Another program listens on the port that was asked for, or the address cannot be bound."""


class Busy(UserInterfaceError):
    """More questions wait for their turn than are worth waiting for."""


class BadRequest(UserInterfaceError):
    """A program asked for something that does not exist or in a form that is not understood."""


class ChatBackend(Protocol):
    """Answers questions. Called from worker threads, not always the same one, one question at a time.

    Methods raise `assistant.ports.AssistantError` or `vectorstore.ports.VectorStoreError`, whose messages
    are shown to the user as they are.
    """

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they come, then the finished `Answer` once."""

    def clause_context(self, citation: Citation) -> ClauseView:
        """The clause that the citation quotes, with its neighbours."""

    def whole_document(self, source: str, position: int) -> WholeDocument:
        """The document to which character `position` of the file `source` belongs."""

    def documents(self) -> list[DocumentRecord]:
        """All indexed documents, in the order to show them."""

    def example_questions(self) -> list[str]:
        """A few questions that the indexed documents answer."""


class AssistantBackend(Protocol):
    """All that the chat and the programs' interfaces need; `assistant.api.Assistant` has it. Raises as `ChatBackend`.

    `ask`, `stream`, `find` and `example_questions` are called one at a time, the others from any thread.
    """

    @property
    def answerer(self) -> str:
        """Name of the answerer in use."""
        ...

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        as_of: date | None = None,
    ) -> Answer: ...

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        as_of: date | None = None,
    ) -> Iterator[str | Answer]: ...

    def find(
        self,
        text: str,
        top_k: int = 10,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        options: RetrievalOptions = WHOLE,
        explain: bool = False,
        as_of: date | None = None,
    ) -> Retrieved: ...

    def filter_for(self, names: FilterNames) -> SearchFilter: ...

    def clause(self, document: str, name: str = "", start: int | None = None, end: int | None = None) -> ClauseText: ...

    def clause_context(self, citation: Citation) -> ClauseView: ...

    def whole_document(self, source: str, position: int) -> WholeDocument: ...

    def documents(self) -> list[DocumentRecord]: ...

    def example_questions(self) -> list[str]: ...
