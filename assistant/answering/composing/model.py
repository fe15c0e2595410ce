"""What composers need to know of the documents beyond the passages that were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ingest.model import Clause
from vectorstore.model import FactRecord, Passage


class ClauseSource(Protocol):
    """The documents beyond the passages that were found."""

    def clauses_of(self, document: str) -> Sequence[Clause]:
        """The clause tree of one document in reading order; empty for an unknown one."""

    def passages_of(self, document: str) -> Sequence[Passage]:
        """The passages of one document in reading order; none for an unknown document."""

    def facts(self, document: str | None = None) -> Sequence[FactRecord]:
        """The facts of one document, or of all, in reading order."""

    def source_text(self, name: str) -> str:
        """The whole text of a file, which all spans slice."""


class NoClauses:
    """Knows nothing beyond the passages that were found, for texts without an index."""

    def clauses_of(self, document: str) -> Sequence[Clause]:
        return ()

    def passages_of(self, document: str) -> Sequence[Passage]:
        return ()

    def facts(self, document: str | None = None) -> Sequence[FactRecord]:
        return ()

    def source_text(self, name: str) -> str:
        return ""
