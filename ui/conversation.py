"""One question put to the assistant, as the successive states of the page. No framework."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from assistant.clause_view import ClauseView
from assistant.model import Answer, Citation
from assistant.ports import AssistantError
from ui.chat.keeping import Keeper
from ui.ports import ChatBackend
from ui.view import Exchange, render_error, render_exchange, render_pending, turns
from vectorstore.ports import VectorStoreError

_LOG = logging.getLogger(__name__)
_UNEXPECTED = "系统内部出错，这一问未能作答。请重试；若仍出错，请管理员查看服务日志。"
_UNFINISHED = "答复中断，未能完成。请重新提问。"
_NOT_KEPT = "本次问答未能保存到历史对话。"


@dataclass(frozen=True, slots=True)
class Session:
    """The conversation that a page shows."""

    conversation: str = ""
    """Its id where it is kept; empty before its first answer."""
    exchanges: tuple[Exchange, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page shows at one moment of answering."""

    live: str
    """HTML of the exchange under way."""
    session: Session
    """With the exchange under way among its exchanges once it is finished."""
    text: str = ""
    """What has come of an answer that is not finished."""
    failed: bool = False
    """The question got no answer; the page keeps its words for another try."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and by whom."""

    question: str
    user: str = ""
    replaces: bool = False
    """Whether it stands in for the last question of the session."""
    wanted: Callable[[], bool] = lambda: True
    """Whether somebody still waits; an answer that was stopped is not kept."""


def converse(backend: ChatBackend, asked: Asked, session: Session, keeper: Keeper) -> Iterator[Frame]:
    """Frames from the question alone to its finished, kept answer; never raises for what the backend raises."""
    question, number = asked.question, len(before(session, asked)) + 1
    yield Frame(render_pending(question, "", number), session)
    try:
        yield from _answering(backend, asked, session, keeper)
    except (AssistantError, VectorStoreError) as error:
        yield Frame(render_error(question, str(error), number, asked.replaces), session, failed=True)
    except Exception:
        _LOG.exception("answering failed")
        yield Frame(render_error(question, _UNEXPECTED, number, asked.replaces), session, failed=True)


def before(session: Session, asked: Asked) -> tuple[Exchange, ...]:
    """The exchanges that the question follows."""
    return session.exchanges[:-1] if asked.replaces else session.exchanges


def clause_of(backend: ChatBackend, citation: Citation) -> ClauseView | None:
    """The clause of a citation; None where the file has left the index since, so that the quote alone is shown."""
    try:
        return backend.clause_context(citation)
    except (AssistantError, VectorStoreError):
        _LOG.warning("no clause for a citation of %s", citation.doc, exc_info=True)
        return None


def _answering(backend: ChatBackend, asked: Asked, session: Session, keeper: Keeper) -> Iterator[Frame]:
    text, earlier = "", before(session, asked)
    number = len(earlier) + 1
    for piece in backend.stream(asked.question, turns(earlier)):
        if not asked.wanted():
            return
        if isinstance(piece, Answer):
            clauses = tuple(clause_of(backend, citation) for citation in piece.citations)
            finished = _kept(Exchange(asked.question, piece, clauses), asked, session, keeper)
            conversation = finished.conversation or session.conversation
            yield Frame(render_exchange(finished, number), Session(conversation, (*earlier, finished)))
            return
        text += piece
        yield Frame(render_pending(asked.question, text, number), session, text)
    yield Frame(render_error(asked.question, _UNFINISHED, number, asked.replaces), session, failed=True)


def _kept(exchange: Exchange, asked: Asked, session: Session, keeper: Keeper) -> Exchange:
    """The exchange with its ids; an answer is shown even where it cannot be kept."""
    replaced = session.exchanges[-1].id if asked.replaces and session.exchanges else 0
    try:
        conversation, identifier = keeper.keep(
            asked.user, session.conversation, asked.question, exchange.answer, replaced
        )
    except AssistantError as error:
        _LOG.warning("an answer was not kept: %s", error)
        return replace(exchange, remark=_NOT_KEPT)
    return replace(exchange, id=identifier, conversation=conversation)
