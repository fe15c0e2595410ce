"""One question put to the assistant, as the successive states of the page. No framework."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.clause_view import ClauseView
from assistant.model import Answer, Citation
from assistant.ports import AssistantError
from ui.ports import ChatBackend
from ui.view import Exchange, render_error, render_exchange, render_pending, turns
from vectorstore.ports import VectorStoreError

_LOG = logging.getLogger(__name__)
_UNEXPECTED = "系统内部出错，这一问未能作答。请重试；若仍出错，请管理员查看服务日志。"
_UNFINISHED = "答复中断，未能完成。请重新提问。"


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page shows at one moment of answering."""

    live: str
    """HTML of the exchange under way."""
    exchanges: tuple[Exchange, ...]
    """All finished exchanges, the one under way among them once it is finished."""
    failed: bool = False
    """The question got no answer; the page keeps its words for another try."""


def converse(backend: ChatBackend, question: str, exchanges: tuple[Exchange, ...]) -> Iterator[Frame]:
    """Frames from the question alone to its finished answer; never raises for what the backend raises."""
    number = len(exchanges) + 1
    yield Frame(render_pending(question, "", number), exchanges)
    try:
        yield from _answering(backend, question, exchanges, number)
    except (AssistantError, VectorStoreError) as error:
        yield Frame(render_error(question, str(error), number), exchanges, failed=True)
    except Exception:
        _LOG.exception("answering failed")
        yield Frame(render_error(question, _UNEXPECTED, number), exchanges, failed=True)


def _answering(backend: ChatBackend, question: str, exchanges: tuple[Exchange, ...], number: int) -> Iterator[Frame]:
    text = ""
    for piece in backend.stream(question, turns(exchanges)):
        if isinstance(piece, Answer):
            exchange = Exchange(question, piece, tuple(_clause(backend, citation) for citation in piece.citations))
            yield Frame(render_exchange(exchange, number), (*exchanges, exchange))
            return
        text += piece
        yield Frame(render_pending(question, text, number), exchanges)
    yield Frame(render_error(question, _UNFINISHED, number), exchanges, failed=True)


def _clause(backend: ChatBackend, citation: Citation) -> ClauseView | None:
    """The clause of a citation; None where the file has left the index since, so that the quote alone is shown."""
    try:
        return backend.clause_context(citation)
    except (AssistantError, VectorStoreError):
        _LOG.warning("no clause for a citation of %s", citation.doc, exc_info=True)
        return None
