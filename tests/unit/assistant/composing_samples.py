"""A file read as the product reads it, for answers that look beyond the passages found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from answering_samples import frequency_in, read, years_of

from assistant.answering.extractive import ExtractiveAnswerer
from assistant.bootstrap import make_read
from assistant.model import Answer, Question
from ingest.model import Clause
from vectorstore.model import FactRecord, Hit, Passage


class OneFile:
    """A `ClauseSource` of one text file."""

    def __init__(self, folder: Path, text: str, chunk_tokens: int = 100) -> None:
        path = folder / "办法.txt"
        path.write_text(text, encoding="utf-8")
        self._read = make_read(chunk_tokens)(path, path.name)
        (self._document,) = self._read.documents

    @property
    def text(self) -> str:
        return self._read.source.text

    def clauses_of(self, document: str) -> Sequence[Clause]:
        return self._document.clauses

    def source_text(self, name: str) -> str:
        return self.text

    def facts(self, document: str | None = None) -> Sequence[FactRecord]:
        found = self._document
        return [FactRecord(found.id, found.title, found.region.path, "", fact) for fact in found.facts]

    def passages_of(self, document: str) -> Sequence[Passage]:
        found = self._document
        return [
            Passage(
                chunk.id, found.source, found.id, found.title, found.region.path, chunk.path, n, chunk.span, chunk.text
            )
            for n, chunk in enumerate(self._read.chunks)
        ]

    def hits(self) -> list[Hit]:
        return [Hit(passage, 1.0 - n / 100) for n, passage in enumerate(self.passages_of(""))]

    def answer(self, question: str | Question) -> Answer:
        """The extractive answer; each quote is checked against the file."""
        hits = self.hits()
        asked = read(question) if isinstance(question, str) else question
        given = ExtractiveAnswerer(years_of(hits), frequency_in(hits), self).answer(asked, hits)
        for citation in given.citations:
            assert self.text[citation.start : citation.end] == citation.quote != ""
        return given
