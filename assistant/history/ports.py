"""What a store of conversations offers, and its errors."""

from __future__ import annotations

from typing import Protocol

from assistant.history.model import Conversation, ConversationPage
from assistant.model import Answer
from assistant.ports import AssistantError

PAGE = 50


class UnknownConversation(AssistantError):
    """This user has no such conversation, whoever else may have."""


class BadTitle(AssistantError):
    """A title is empty or too long."""


class ConversationStore(Protocol):
    """Conversations of each user, who sees no one else's; `user` is '' where there is no login.

    May be called from any thread. All methods raise `assistant.kept_database.StoreUnavailable` where the file cannot
    be used; those that name a conversation raise UnknownConversation.
    """

    def create(self, user: str, title: str = "") -> str:
        """The id of a new conversation. Without a title it takes its first question as one."""
        ...

    def append(self, user: str, conversation: str, question: str, answer: Answer, index_version: str = "") -> int:
        """Adds a question with its finished answer; returns the id of this exchange."""
        ...

    def drop_last(self, user: str, conversation: str) -> None:
        """Takes the last exchange away, for a question that is edited or asked again."""
        ...

    def page(self, user: str, words: str = "", limit: int = PAGE, offset: int = 0) -> ConversationPage:
        """Conversations with a question, that of the last question first.

        With `words` those that hold every one of them, in the title, a question, an answer or a quote, in either
        script.
        """
        ...

    def open(self, user: str, conversation: str) -> Conversation:
        """The whole conversation; `conversation` may be the beginning of an id that only one has."""
        ...

    def rename(self, user: str, conversation: str, title: str) -> None:
        """Raises BadTitle."""
        ...

    def delete(self, user: str, conversation: str) -> None: ...

    def forget(self, user: str) -> int:
        """Deletes all conversations of a user; returns how many there were."""
        ...

    def close(self) -> None: ...
