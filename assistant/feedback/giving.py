"""From a kept conversation to what an opinion is about. Pure."""

from __future__ import annotations

from assistant.feedback.model import AnsweredQuestion
from assistant.feedback.ports import BadFeedback
from assistant.history.model import Conversation


def answered(conversation: Conversation, exchange: int) -> AnsweredQuestion:
    """The exchange of this id with the questions before it. Raises BadFeedback where the conversation lacks it."""
    for number, kept in enumerate(conversation.exchanges):
        if kept.id == exchange:
            earlier = tuple(before.question for before in conversation.exchanges[:number])
            return AnsweredQuestion(
                kept.question, kept.answer, conversation.head.id, exchange, earlier, kept.index_version
            )
    raise BadFeedback("这条回答已不在对话中，无法评价。请刷新后重试。")
