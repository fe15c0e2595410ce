"""What the service keeps about its users' questions, in one value to hand to the web chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.feedback.ports import FeedbackStore
from assistant.history.ports import ConversationStore


@dataclass(frozen=True, slots=True)
class KeptRecords:
    """The stores, each in a file of its own beside the index."""

    history: ConversationStore
    feedback: FeedbackStore
    index_version: Callable[[], str]
    """Gives `PolicyIndex.version`, to be kept with an answer."""

    def close(self) -> None:
        """Closes the files; a later call opens them again."""
        self.history.close()
        self.feedback.close()
