"""The assistant, whose questions and answers are written down with who asked, and whose questions are not too long."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextvars import copy_context
from datetime import date

from assistant.clause_lookup import ClauseText
from assistant.clause_view import ClauseView
from assistant.filters import FilterNames
from assistant.model import Answer, Citation, Turn
from assistant.people.audit import AuditKind
from assistant.people.limits import Limits
from assistant.retrieval import WHOLE, RetrievalOptions, Retrieved
from assistant.whole_document import WholeDocument
from ui.people.visitor import Visitor, current_visitor, working_for
from ui.ports import AssistantBackend, ChatBackend
from vectorstore.model import EVERYTHING, DocumentRecord, SearchFilter

_BROKEN_OFF = "中断"


class RecordedBackend:
    """An `AssistantBackend` around another, for whoever `current_visitor` is."""

    def __init__(self, backend: AssistantBackend, limits: Limits) -> None:
        self._backend = backend
        self._limits = limits

    @property
    def answerer(self) -> str:
        return self._backend.answerer

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        as_of: date | None = None,
    ) -> Answer:
        visitor = current_visitor()
        try:
            self._limits.check_question(question)
            answer = self._backend.ask(question, history, where, as_of)
        except Exception as error:
            visitor.record(AuditKind.QUESTION, question, problem=_line(error))
            raise
        _record_answer(visitor, question, answer)
        return answer

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        as_of: date | None = None,
    ) -> Iterator[str | Answer]:
        visitor, problem = current_visitor(), _BROKEN_OFF
        try:
            self._limits.check_question(question)
            for piece in self._backend.stream(question, history, where, as_of):
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

    def find(
        self,
        text: str,
        top_k: int = 10,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        options: RetrievalOptions = WHOLE,
        explain: bool = False,
        as_of: date | None = None,
    ) -> Retrieved:
        visitor = current_visitor()
        try:
            self._limits.check_question(text)
            found = self._backend.find(text, top_k, history, where, options, explain, as_of)
        except Exception as error:
            visitor.record(AuditKind.SEARCH, text, problem=_line(error))
            raise
        shown = (hit.passage.source for hit in found.hits[:top_k])
        visitor.record(AuditKind.SEARCH, text, documents=tuple(dict.fromkeys(shown)))
        return found

    def filter_for(self, names: FilterNames) -> SearchFilter:
        return self._backend.filter_for(names)

    def clause(self, document: str, name: str = "", start: int | None = None, end: int | None = None) -> ClauseText:
        return self._backend.clause(document, name, start, end)

    def clause_context(self, citation: Citation) -> ClauseView:
        return self._backend.clause_context(citation)

    def whole_document(self, source: str, position: int) -> WholeDocument:
        return self._backend.whole_document(source, position)

    def documents(self) -> list[DocumentRecord]:
        return self._backend.documents()

    def example_questions(self) -> list[str]:
        return self._backend.example_questions()


class BackendFor:
    """The `ChatBackend` as one visitor uses it: counted, and known to be this visitor's."""

    def __init__(self, visitor: Visitor, backend: ChatBackend) -> None:
        self._visitor = visitor
        self._backend = backend

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Iterator[str | Answer]:
        """See `ChatBackend`. Raises TooManyRequests."""
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

    def clause_context(self, citation: Citation) -> ClauseView:
        return self._backend.clause_context(citation)

    def whole_document(self, source: str, position: int) -> WholeDocument:
        return self._backend.whole_document(source, position)

    def documents(self) -> list[DocumentRecord]:
        return self._backend.documents()

    def example_questions(self) -> list[str]:
        return self._backend.example_questions()


def _record_answer(visitor: Visitor, question: str, answer: Answer) -> None:
    documents = tuple(dict.fromkeys(citation.doc for citation in answer.citations))
    visitor.record(AuditKind.QUESTION, question, refused=answer.refused, documents=documents)


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
