"""The assistant, whose questions and answers are written down with who asked, and whose questions are not too long."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextvars import copy_context
from typing import Any, Generic, TypeVar, cast

from assistant.model import Answer, Turn
from assistant.people.audit import AuditKind
from assistant.people.limits import Limits
from assistant.retrieval import Retrieved
from ui.people.visitor import Visitor, current_visitor, working_for
from ui.ports import AssistantBackend, ChatBackend

_BROKEN_OFF = "中断"
_TOP_K = 10
"""As many hits as `AssistantBackend.find` shows unless told."""
_Backend = TypeVar("_Backend", bound=ChatBackend)


def recorded(backend: AssistantBackend, limits: Limits) -> AssistantBackend:
    """`backend` for whoever `current_visitor` is: questions are checked for length, and written down."""
    return cast(AssistantBackend, _Recorded(backend, limits))


def backend_for(visitor: Visitor, backend: ChatBackend) -> ChatBackend:
    """`backend` as one visitor uses it: counted, and known to be this visitor's. `stream` raises TooManyRequests."""
    return cast(ChatBackend, _OfVisitor(visitor, backend))


class _Around(Generic[_Backend]):
    """A backend in which a subclass does some things in its own way; all else is passed on."""

    def __init__(self, backend: _Backend) -> None:
        self._backend = backend

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)


class _Recorded(_Around[AssistantBackend]):
    def __init__(self, backend: AssistantBackend, limits: Limits) -> None:
        super().__init__(backend)
        self._limits = limits

    def ask(self, question: str, *rest: Any, **named: Any) -> Answer:
        visitor = current_visitor()
        try:
            self._limits.check_question(question)
            answer = self._backend.ask(question, *rest, **named)
        except Exception as error:
            visitor.record(AuditKind.QUESTION, question, problem=_line(error))
            raise
        _record_answer(visitor, question, answer)
        return answer

    def stream(self, question: str, *rest: Any, **named: Any) -> Iterator[str | Answer]:
        visitor, problem = current_visitor(), _BROKEN_OFF
        try:
            self._limits.check_question(question)
            for piece in self._backend.stream(question, *rest, **named):
                if isinstance(piece, Answer):
                    problem = ""
                    _record_answer(visitor, question, piece)
                yield piece
        except Exception as error:
            problem = _line(error)
            raise
        finally:
            if problem:
                visitor.record(AuditKind.QUESTION, question, problem=problem)

    def find(self, text: str, top_k: int = _TOP_K, *rest: Any, **named: Any) -> Retrieved:
        visitor = current_visitor()
        try:
            self._limits.check_question(text)
            found = self._backend.find(text, top_k, *rest, **named)
        except Exception as error:
            visitor.record(AuditKind.SEARCH, text, problem=_line(error))
            raise
        shown = (hit.passage.source for hit in found.hits[:top_k])
        visitor.record(AuditKind.SEARCH, text, documents=tuple(dict.fromkeys(shown)))
        return found


class _OfVisitor(_Around[ChatBackend]):
    def __init__(self, visitor: Visitor, backend: ChatBackend) -> None:
        super().__init__(backend)
        self._visitor = visitor

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        self._visitor.count_request()
        with working_for(self._visitor):
            context = copy_context()
        # Step by step, because the web framework may take each piece in another thread with a context of its own.
        pieces = context.run(self._backend.stream, question, history)
        try:
            while (piece := context.run(next, pieces, None)) is not None:
                yield piece
        finally:
            if isinstance(pieces, Generator):
                context.run(pieces.close)


def _record_answer(visitor: Visitor, question: str, answer: Answer) -> None:
    documents = tuple(dict.fromkeys(citation.doc for citation in answer.citations))
    visitor.record(AuditKind.QUESTION, question, refused=answer.refused, documents=documents)


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
