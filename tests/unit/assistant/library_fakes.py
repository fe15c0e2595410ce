"""A library of hand-made documents in memory, searched by shared characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.model import Answer, Citation, Question
from ingest.model import Clause, TextSpan
from ingest.normalize import fold
from vectorstore.model import DocumentRecord, Hit, Passage, SearchQuery

Region = tuple[str, ...]


class FakeLibrary:
    """Documents of one passage a text; a passage scores the share of the query's characters that it holds."""

    def __init__(self) -> None:
        self._records: list[DocumentRecord] = []
        self._passages: list[Passage] = []
        self.queries: list[SearchQuery] = []

    def add(self, source: str, region: Region, *texts: str, heading: str = "") -> FakeLibrary:
        position = 0
        for number, text in enumerate(texts):
            span = TextSpan(position, position + len(text))
            path = (heading,) if heading else ()
            made = Passage(
                f"{source}#{number}", source, f"{source}#0", f"{source}方案", region, path, number, span, text
            )
            self._passages.append(made)
            position = span.end + 1
        whole = TextSpan(0, position)
        self._records.append(DocumentRecord(f"{source}#0", source, 0, source, region, False, len(texts), whole))
        return self

    def search(self, query: SearchQuery, top_k: int, mode: str = "hybrid") -> list[Hit]:
        self.queries.append(query)
        further = [*query.expansions, *(member for group in query.any_of for member in group)]
        wanted = set(query.text) | {character for text, _ in further for character in text}
        hits = [
            Hit(passage, share, lexical=share)
            for passage in self._passages
            for share in [round(len(wanted & set(fold(passage.text))) / max(1, len(wanted)), 6)]
            if _passes(passage, query)
        ]
        return sorted((hit for hit in hits if hit.score), key=lambda hit: (-hit.score, hit.passage.id))[:top_k]

    @property
    def generation(self) -> int:
        return len(self._records)

    def regions(self) -> Counter[Region]:
        return Counter(record.region for record in self._records)

    def documents(self) -> list[DocumentRecord]:
        return list(self._records)

    def passages_of(self, document_id: str) -> list[Passage]:
        return [passage for passage in self._passages if passage.document == document_id]

    def clauses_of(self, document: str) -> list[Clause]:
        return []

    def places_in_copies(self, document: str, span: TextSpan) -> list[tuple[str, TextSpan, str]]:
        return []

    def source_text(self, name: str) -> str:
        return "\n".join(passage.text for passage in self._passages if passage.source == name)


def _passes(passage: Passage, query: SearchQuery) -> bool:
    where = query.filter
    if where.documents is not None and passage.document not in where.documents:
        return False
    inside = any(passage.region[: len(path)] == path for path in where.regions) or passage.region in where.covering
    if (where.regions or where.covering) and not inside:
        return False
    return not query.required or any(fold(word) in fold(passage.text) for word in query.required)


class FirstHit:
    """Answers with the whole text of the best passage, or refuses where there is none."""

    name = "first hit"

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def answer(self, question: Question, hits: Sequence[Hit]) -> Answer:
        self.asked.append(question)
        if not hits:
            return Answer(question.text, "文件未规定", True, "文件未规定", answerer=self.name)
        return Answer(question.text, hits[0].passage.text, False, "", (cite(hits[0].passage),), answerer=self.name)

    def stream(self, question: Question, hits: Sequence[Hit]) -> list[str | Answer]:
        answer = self.answer(question, hits)
        return [answer.text[:3], answer.text[3:], answer]


def cite(passage: Passage, quote: str = "") -> Citation:
    """A citation of `quote`, or of the whole passage."""
    start = passage.span.start + (passage.text.index(quote) if quote else 0)
    words = quote or passage.text
    return Citation(passage.source, passage.title, passage.clause, words, start, start + len(words))
