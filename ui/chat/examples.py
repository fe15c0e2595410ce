"""Questions to begin with, found anew when the documents change. No framework."""

from __future__ import annotations

import threading

from assistant.ports import AssistantError
from ui.ports import ChatBackend, UserInterfaceError
from vectorstore.ports import VectorStoreError


class ExampleQuestions:
    """Finding them takes a second or two, so they are kept while the same documents are indexed."""

    def __init__(self, backend: ChatBackend) -> None:
        self._backend = backend
        self._lock = threading.Lock()
        self._found: list[str] = []
        self._documents: tuple[tuple[str, int], ...] | None = None

    def current(self) -> list[str]:
        """Some questions that the documents answer; those found last where the assistant has no time for others."""
        with self._lock:
            try:
                documents = tuple((record.id, record.passages) for record in self._backend.documents())
                if documents != self._documents:
                    self._found = self._backend.example_questions()
                    self._documents = documents
            except (AssistantError, VectorStoreError, UserInterfaceError):
                return self._found  # examples are a help alone: the page opens without new ones
            return self._found
