"""The assistant: questions in, checked answers out. What the web chat, the command line and programs use."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from assistant.citation_places import ClauseLibrary, document_of, placed
from assistant.clause_lookup import ClauseText, NoSuchClause, clause_holding, clause_named, document_named, whole_clause
from assistant.clause_view import ClauseView
from assistant.conversation import asks_for_more
from assistant.examples import example_questions
from assistant.filters import FilterNames, search_filter
from assistant.just_cited import basis_asked, brought_forward, without_told
from assistant.model import Answer, Citation, Question, Turn
from assistant.notes import notes_on
from assistant.ports import Answerer, CitationGone
from assistant.retrieval import WHOLE, PassageIndex, RetrievalOptions, Retrieved, Retriever
from assistant.side_retrieval import with_sides
from assistant.understanding.reader import QuestionReader
from assistant.validity.policy import Chosen, ValidityPolicy
from assistant.validity.register import DatedLibrary, ValidityRegister
from assistant.verification.sources import checked
from assistant.whole_document import WholeDocument, whole_document
from ingest.regions.gazetteer import Gazetteer
from vectorstore.model import EVERYTHING, DocumentRecord, Hit, Passage, SearchFilter


class Library(PassageIndex, ClauseLibrary, DatedLibrary, Protocol):
    """What the assistant needs of the index."""

    def passages_of(self, document_id: str) -> list[Passage]: ...


class Assistant:
    """Understands, retrieves, answers."""

    def __init__(
        self,
        library: Library,
        reader: QuestionReader,
        retriever: Retriever,
        answerer: Answerer,
        finder: Answerer,
        today: Callable[[], date] | None = None,
        review: Callable[[Answer, Retrieved], Answer] | None = None,
    ) -> None:
        """`finder` is the answerer that finds again what an earlier turn was about; it must be fast.

        `today` tells the day, for 今年 and for what is in force; without it both are left open. `review` may
        put another answer in the place of one, such as what is said of a refusal.
        """
        self._review = review or (lambda answer, retrieved: answer)
        self._library = library
        self._reader = reader
        self._retriever = retriever
        self._answerer = answerer
        self._finder = finder
        self._validity = ValidityPolicy(ValidityRegister(library), today)

    @property
    def answerer(self) -> str:
        """Name of the answerer in use."""
        return self._answerer.name

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        as_of: date | None = None,
    ) -> Answer:
        """The answer to `question`, given the turns before it, out of the passages that pass `where`.

        With `as_of` from what was in force on that day alone; else from what is in force today where that says it.
        Raises BadQuestion where the question is empty or too long.
        """
        started = time.perf_counter()
        chosen, cited = self._prepare(question, history, where, as_of)
        asked, hits = chosen.retrieved.question, chosen.retrieved.hits
        answer = basis_asked(asked, cited) or self._answerer.answer(asked, hits)
        return self._finished(answer, chosen, started, as_of)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        as_of: date | None = None,
    ) -> Iterator[str | Answer]:
        """Pieces of the answer's text, then the finished answer once."""
        if self._answerer is self._finder:  # nothing is waited for, and a review may put other words in place
            answer = self.ask(question, history, where, as_of)
            yield from (answer.text, answer)
            return
        started = time.perf_counter()
        chosen, cited = self._prepare(question, history, where, as_of)
        told = basis_asked(chosen.retrieved.question, cited)
        pieces = self._answerer.stream(chosen.retrieved.question, chosen.retrieved.hits)
        for piece in (told.text, told) if told else pieces:
            yield piece if isinstance(piece, str) else self._finished(piece, chosen, started, as_of)

    def understand(self, question: str, history: Sequence[Turn] = (), as_of: date | None = None) -> Question:
        """How `question` is understood, before any document is looked at."""
        day = self._validity.day(as_of)
        return (self._reader if day is None else self._reader.on(day)).read(question, history)

    def search(
        self,
        text: str,
        top_k: int = 10,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        options: RetrievalOptions = WHOLE,
    ) -> list[Hit]:
        """The passages that `text` finds, best first."""
        return list(self.find(text, top_k, history, where, options).hits[:top_k])

    def find(
        self,
        text: str,
        top_k: int = 10,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        options: RetrievalOptions = WHOLE,
        explain: bool = False,
        as_of: date | None = None,
    ) -> Retrieved:
        """The passages that `text` finds, with the question as it was understood, and which of them are alike.

        With `explain` also what each feature added to the score of each; with `as_of` only passages of documents
        that were in force on that day.
        """
        limited = self._validity.limited(where, as_of)
        return self._retriever.retrieve(self.understand(text, history, as_of), top_k, limited, options, explain)

    def note(self, hit: Hit) -> str:
        """The formal note of a passage that was found; empty where its document is no longer indexed."""
        passage = hit.passage
        whole = Citation(
            passage.source, passage.title, passage.clause, passage.text, passage.span.start, passage.span.end
        )
        return placed([whole], self._library)[0].note

    def documents(self) -> list[DocumentRecord]:
        """Every indexed document."""
        return self._library.documents()

    def filter_for(self, names: FilterNames) -> SearchFilter:
        """The filter that names of regions, levels, years, documents and kinds mean. Raises BadFilter."""
        return search_filter(names, self._library.documents(), Gazetteer.load())

    def clause(self, document: str, name: str = "", start: int | None = None, end: int | None = None) -> ClauseText:
        """A clause with those below it: by its number, heading or path, or the one that holds `[start, end)`.

        `document` is a file's name, a document's id, or part of one or of a title; offsets count in the file's
        text, as those of a citation do. Raises BadFilter or NoSuchClause.
        """
        records = self._library.documents()
        ids = search_filter(FilterNames(documents=(document,)), records, Gazetteer.load()).documents or frozenset()
        if name.strip():
            record = document_named(document, ids, records)
            clauses = self._library.clauses_of(record.id)
            clause = clause_named(record, clauses, name)
        elif start is not None:
            in_place = {r.id for r in records if r.id in ids and r.span.start <= start < r.span.end}
            record = document_named(document, in_place or ids, records)
            clauses = self._library.clauses_of(record.id)
            clause = clause_holding(record, clauses, start, start + 1 if end is None else end)
        else:
            raise NoSuchClause("请给出条款（如 第五条、三、（二））或它在原文中的起始位置。")
        return whole_clause(record, clauses, clause, self._library.source_text(record.source))

    def example_questions(self) -> list[str]:
        """A few questions that the indexed documents answer."""
        return example_questions(self._library, self._found)

    def clause_context(self, citation: Citation) -> ClauseView:
        """The clause that a citation quotes, with its neighbours.

        Raises CitationGone where the document is no longer indexed as it was cited.
        """
        record = document_of(self._library.documents(), citation)
        passages = self._library.passages_of(record.id) if record is not None else []
        for number, passage in enumerate(passages):
            start = citation.start - passage.span.start
            # A file may have been replaced by one of the same name: other words at this place are no quote.
            if start >= 0 and passage.text[start : start + len(citation.quote)] == citation.quote:
                before = passages[number - 1].text if number else ""
                after = passages[number + 1].text if number + 1 < len(passages) else ""
                return _clause_view(passage, citation, before, after)
        raise CitationGone(f"引文所在的文件已更新或移除：{citation.doc}。请重新提问。")

    def whole_document(self, source: str, position: int) -> WholeDocument:
        """The document to which character `position` of the file `source` belongs. Raises CitationGone."""
        place = Citation(source, "", "", "", position, position)
        record = document_of(self._library.documents(), place)
        if record is None:
            raise CitationGone(f"文件已更新或移除：{source}。请重新提问。")
        return whole_document(record, self._library.clauses_of(record.id), self._library.source_text(record.source))

    def _prepare(
        self, question: str, history: Sequence[Turn], where: SearchFilter, as_of: date | None
    ) -> tuple[Chosen, Sequence[Citation]]:
        """The passages for a question, and what the turn before cites where the question points back at it."""
        understood = self.understand(question, history, as_of)
        chosen = self._chosen(understood, self._validity.limited(where, as_of), as_of)
        if not understood.refers_back or not history:
            return chosen, ()
        cited = self._cited_before(history, where, as_of)
        hits = chosen.retrieved.hits
        if asks_for_more(understood):
            hits = without_told(hits, cited)
        else:
            hits = brought_forward(understood, hits, cited, self._library)
        return replace(chosen, retrieved=replace(chosen.retrieved, hits=hits)), cited

    def _chosen(self, question: Question, where: SearchFilter, as_of: date | None) -> Chosen:
        """What is found among all that passes `where`, that of documents in force before the others."""
        return self._validity.preferred(
            self._retrieved(question, where),
            as_of,
            lambda without: self._retrieved(question, replace(where, without=where.without | without)),
            lambda found: self._finder.answer(found.question, found.hits),
        )

    def _retrieved(self, question: Question, where: SearchFilter) -> Retrieved:
        return with_sides(self._retriever, self._retriever.retrieve(question, where=where), where)

    def _cited_before(self, history: Sequence[Turn], where: SearchFilter, as_of: date | None) -> Sequence[Citation]:
        """What the answer to the turn before cites; found again, since turns carry words only."""
        *earlier, last = history
        return self._found(last.question, earlier, where, as_of).citations

    def _found(
        self,
        question: str,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        as_of: date | None = None,
    ) -> Answer:
        """What the fast answerer finds."""
        understood = self.understand(question, history, as_of)
        retrieved = self._chosen(understood, self._validity.limited(where, as_of), as_of).retrieved
        return self._finder.answer(retrieved.question, retrieved.hits)

    def _finished(self, answer: Answer, chosen: Chosen, started: float, as_of: date | None) -> Answer:
        retrieved = chosen.retrieved
        answer = self._review(answer, retrieved)
        alike = [] if answer.refused else _regions_alike(answer, retrieved)
        notes = (*answer.notes, *notes_on(retrieved.question, alike))
        citations = placed(answer.citations, self._library)
        finished = self._validity.marked(replace(answer, notes=notes, citations=citations), chosen, as_of)
        verified = checked(finished, [hit.passage for hit in retrieved.hits], self._library)
        return replace(verified, latency_ms=round((time.perf_counter() - started) * 1000, 1))


def _regions_alike(answer: Answer, retrieved: Retrieved) -> list[str]:
    """Regions, not cited in the answer, with a clause that is nearly identical to one that is cited."""
    cited = {(citation.doc, citation.start) for citation in answer.citations}
    quoted, others = set(), []
    for group in retrieved.groups if cited else ():
        spans = [hit.passage for hit in group]
        holding = [
            p for p in spans if any(p.source == doc and p.span.start <= start < p.span.end for doc, start in cited)
        ]
        quoted |= {passage.region for passage in holding}
        others += [passage.region for passage in spans] if holding else []
    return [region[-1] for region in dict.fromkeys(others) if region not in quoted]


def _clause_view(passage: Passage, citation: Citation, before: str, after: str) -> ClauseView:
    start = citation.start - passage.span.start
    return ClauseView(
        title=passage.title,
        region=" ".join(passage.region),
        clause=citation.clause,
        text=passage.text,
        quote_start=start,
        quote_end=start + len(citation.quote),
        before=before,
        after=after,
    )
