"""A kept conversation shown again: the clauses of its citations looked up anew in the index of today."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.clause_view import ClauseView
from assistant.history.model import Conversation, KeptExchange, ReopenedExchange
from assistant.model import Citation, Language
from assistant.ports import AssistantError
from assistant.understanding.language import detect_language
from vectorstore.ports import VectorStoreError

_GONE = {
    Language.SIMPLIFIED: "{places} 所引文件已更新或移除，所示为当时的引文。",
    Language.TRADITIONAL: "{places} 所引文件已更新或移除，所示爲當時的引文。",
    Language.ENGLISH: "{places}: the document has been updated or removed since; the quote is as it was then.",
}


def reopened(conversation: Conversation, clause: Callable[[Citation], ClauseView]) -> tuple[ReopenedExchange, ...]:
    """The exchanges, oldest first, with the clauses as the index has them now.

    `clause` is `Assistant.clause_context`. Where it raises, or no longer finds the very words, the kept quote stays.
    """
    return tuple(_reopened(exchange, clause) for exchange in conversation.exchanges)


def _reopened(exchange: KeptExchange, clause: Callable[[Citation], ClauseView]) -> ReopenedExchange:
    views = tuple(_view(citation, clause) for citation in exchange.answer.citations)
    lost = tuple(position for position, view in enumerate(views, start=1) if view is None)
    return ReopenedExchange(exchange, views, lost, lost_remark(exchange.question, lost))


def _view(citation: Citation, clause: Callable[[Citation], ClauseView]) -> ClauseView | None:
    try:
        view = clause(citation)
    except (AssistantError, VectorStoreError):
        return None
    # The document may have been replaced by one of the same name, which has other words at this place.
    return view if view.quote == citation.quote else None


def lost_remark(question: str, lost: Sequence[int]) -> str:
    """One line on the citations whose clause is gone, in the question's language; empty where there is none."""
    if not lost:
        return ""
    return _GONE[detect_language(question)].format(places="".join(f"[{position}]" for position in lost))
