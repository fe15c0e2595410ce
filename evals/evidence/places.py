"""Which indexed documents each gold evidence may be found in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from evals.model import GoldQuestion
from evals.sources import goes_by
from vectorstore.model import DocumentRecord

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class WantedEvidence:
    """An evidence and the documents, by id, that state it."""

    text: str
    documents: frozenset[str]


class GoldDocuments:
    """The indexed documents by the names that question sets give them."""

    def __init__(self, records: Sequence[DocumentRecord]) -> None:
        self._places = [
            (record.id, source, ordinal)
            for record in records
            for source, ordinal in (
                (record.source, record.ordinal),
                *((copy.source, copy.ordinal) for copy in record.copies),
            )
        ]

    def wanted(self, question: GoldQuestion) -> tuple[WantedEvidence, ...]:
        """Every evidence of a question.

        Where a question names as many documents, or documents of a file, as evidences, each evidence has its
        own; otherwise any of those named will do.
        """
        docs = question.evidence_docs or question.gold_docs
        count = len(question.evidence)
        return tuple(
            WantedEvidence(text, self._ids(_own(docs, position, count), _own(question.sub, position, count)))
            for position, text in enumerate(question.evidence)
        )

    def is_indexed(self, doc: str) -> bool:
        """Whether some file goes by this name."""
        return any(goes_by(source, [doc]) for _, source, _ in self._places)

    def _ids(self, docs: Sequence[str], sub: Sequence[int]) -> frozenset[str]:
        """Ids of the documents; `sub` counts from 1 and is passed over for a file that has none of these positions."""
        files: dict[str, list[tuple[str, int]]] = {}
        for identifier, source, ordinal in self._places:
            if goes_by(source, docs):
                files.setdefault(source, []).append((identifier, ordinal))
        found: set[str] = set()
        for documents in files.values():
            chosen = {identifier for identifier, ordinal in documents if ordinal + 1 in sub}
            found |= chosen or {identifier for identifier, _ in documents}
        return frozenset(found)


def _own(values: Sequence[_T], position: int, count: int) -> Sequence[_T]:
    return values[position : position + 1] if len(values) == count else values
