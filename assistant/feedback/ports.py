"""What a store of feedback offers, and its errors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from assistant.feedback.model import AnsweredQuestion, Feedback, Opinion
from assistant.ports import AssistantError


class BadFeedback(AssistantError):
    """A comment is too long, or the exchange is not in the conversation."""


class FeedbackStore(Protocol):
    """Opinions on answers; `user` is '' where there is no login. May be called from any thread.

    All methods raise `assistant.kept_database.StoreUnavailable` where the file cannot be used.
    """

    def give(self, user: str, about: AnsweredQuestion, opinion: Opinion, comment: str = "") -> Feedback:
        """Keeps an opinion, in the place of what this user said of this exchange before. Raises BadFeedback."""
        ...

    def withdraw(self, user: str, conversation: str, exchange: int) -> bool:
        """Takes the opinion back; False where there was none."""
        ...

    def given(self, user: str, conversation: str) -> Mapping[int, Feedback]:
        """What this user said in a conversation, by the exchange's id."""
        ...

    def all(
        self, opinion: Opinion | None = None, user: str | None = None, since: datetime | None = None
    ) -> list[Feedback]:
        """What everybody said, the latest change first."""
        ...

    def close(self) -> None: ...
