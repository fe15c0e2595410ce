"""Conversations and opinions of the one who asks; without a place to keep them nothing is kept. No framework."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.clause_view import ClauseView
from assistant.feedback.giving import answered
from assistant.feedback.model import Feedback, Opinion
from assistant.feedback.ports import BadFeedback
from assistant.history.model import Conversation, ConversationPage
from assistant.history.ports import UnknownConversation
from assistant.history.reopening import reopened
from assistant.kept_records import KeptRecords
from assistant.model import Answer, Citation
from ui.view import Exchange

_NOTHING = ConversationPage((), 0)


class Keeper:
    """What is kept of each user, who sees no one else's."""

    def __init__(self, records: KeptRecords | None) -> None:
        self._records = records

    def keep(self, user: str, conversation: str, question: str, answer: Answer, replaced: int = 0) -> tuple[str, int]:
        """Ids of the conversation and the new exchange, ('', 0) where nothing is kept.

        An empty `conversation` begins one, and so does one that was deleted in the meantime. `replaced` is the id of
        the exchange, the last, that this one stands in for.
        """
        if self._records is None:
            return "", 0
        history, version = self._records.history, self._records.index_version()
        if conversation and not self._has(user, conversation):
            conversation = ""
        if conversation and replaced:
            kept = history.open(user, conversation).exchanges
            if kept and kept[-1].id == replaced:  # another window may have gone on with the conversation
                history.drop_last(user, conversation)
        conversation = conversation or history.create(user)
        return conversation, history.append(user, conversation, question, answer, version)

    def reopen(self, user: str, conversation: str, clause: Callable[[Citation], ClauseView]) -> tuple[Exchange, ...]:
        """The exchanges of a conversation, their clauses as the index has them now; none where it is not known."""
        if self._records is None or not conversation:
            return ()
        try:
            kept = self._records.history.open(user, conversation)
        except UnknownConversation:
            return ()
        return tuple(
            Exchange(r.exchange.question, r.exchange.answer, r.clauses, r.exchange.id, kept.head.id, r.remark)
            for r in reopened(kept, clause)
        )

    def page(self, user: str, words: str = "") -> ConversationPage:
        """The latest conversations, with `words` those that hold them."""
        return self._records.history.page(user, words) if self._records else _NOTHING

    def conversation(self, user: str, conversation: str) -> Conversation:
        """The whole conversation. Raises UnknownConversation."""
        return self._kept.history.open(user, conversation)

    def rename(self, user: str, conversation: str, title: str) -> None:
        """Raises BadTitle or UnknownConversation."""
        self._kept.history.rename(user, conversation, title)

    def delete(self, user: str, conversation: str) -> None:
        """Raises UnknownConversation."""
        self._kept.history.delete(user, conversation)

    def opinions(self, user: str, conversation: str) -> Mapping[int, Feedback]:
        """What this user said in a conversation, by the exchange's id."""
        return self._records.feedback.given(user, conversation) if self._records and conversation else {}

    def give(self, user: str, conversation: str, exchange: int, opinion: str, comment: str) -> Feedback:
        """Keeps an opinion in the place of the last. Raises BadFeedback or UnknownConversation."""
        if opinion not in set(Opinion):
            raise BadFeedback("评价只能是“有用”或“有误”，请重新选择。")
        about = answered(self._kept.history.open(user, conversation), exchange)
        return self._kept.feedback.give(user, about, Opinion(opinion), comment)

    def withdraw(self, user: str, conversation: str, exchange: int) -> None:
        """Takes an opinion back."""
        self._kept.feedback.withdraw(user, conversation, exchange)

    @property
    def _kept(self) -> KeptRecords:
        if self._records is None:
            raise UnknownConversation("这个服务不保存对话。")
        return self._records

    def _has(self, user: str, conversation: str) -> bool:
        try:
            self._kept.history.open(user, conversation)
        except UnknownConversation:
            return False
        return True
