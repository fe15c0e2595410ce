"""The documents as answerers may read them beyond the passages found: without text that speaks to a language model."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.composing.model import ClauseSource
from assistant.answering.instruction_guard import cleared
from assistant.answering.instructions import blanked, spans_in_file
from ingest.model import Clause
from vectorstore.model import FactRecord, Passage


class GuardedDocuments:
    """A `ClauseSource` over another one. Offsets stay, so that spans slice what they sliced before, blanks aside."""

    def __init__(self, source: ClauseSource) -> None:
        self._source = source

    def clauses_of(self, document: str) -> Sequence[Clause]:
        return self._source.clauses_of(document)

    def passages_of(self, document: str) -> Sequence[Passage]:
        return [cleared(passage) for passage in self._source.passages_of(document)]

    def facts(self, document: str | None = None) -> Sequence[FactRecord]:
        """Those that no such text states."""
        records = self._source.facts(document)
        files = dict.fromkeys(_file_of(record) for record in records)
        planted = {name: spans_in_file(self._source.source_text(name)) for name in files}
        return [
            record
            for record in records
            if not any(span.overlaps(record.fact.span) for span in planted[_file_of(record)])
        ]

    def source_text(self, name: str) -> str:
        text = self._source.source_text(name)
        return blanked(text, spans_in_file(text))


def _file_of(record: FactRecord) -> str:
    return record.document.rpartition("#")[0]
