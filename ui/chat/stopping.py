"""Answers that were stopped while they came in. No framework."""

from __future__ import annotations

import threading
from uuid import uuid4


class ComingAnswers:
    """Answers under way, by a name each. Every method may be called from any thread.

    Cancelling an event of the web framework does not reach an answer that waits for its language model.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._coming: set[str] = set()

    def begin(self) -> str:
        """The name of an answer that begins to come."""
        name = uuid4().hex
        with self._lock:
            self._coming.add(name)
        return name

    def end(self, name: str) -> None:
        """The answer has come, or is not wanted any more."""
        with self._lock:
            self._coming.discard(name)

    def wanted(self, name: str) -> bool:
        """Whether somebody still waits for it."""
        with self._lock:
            return name in self._coming
