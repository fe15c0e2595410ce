"""Answers hold to the documents in force: on the day that is asked for, else today where they say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.citation_places import document_of
from assistant.model import Answer, Citation, Language, Question
from assistant.retrieval import Retrieved
from assistant.validity.comparing import says_as_much
from assistant.validity.model import Standing, Status
from assistant.validity.names import number_key, title_key
from assistant.validity.register import ValidityRegister
from assistant.validity.wording import as_of_note, none_in_force, quotes_note, undated_note, warning
from ingest.normalize import fold
from vectorstore.model import DocumentRecord, SearchFilter

Find = Callable[[frozenset[str]], Retrieved]
"""Retrieves again without these documents."""
Try = Callable[[Retrieved], Answer]
"""Answers fast."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The passages that an answer is to be made from."""

    retrieved: Retrieved
    none_in_force: bool = False
    """True where those of documents in force did not answer, so that the others may."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """An answer made fast, with the passages that it was made from."""

    retrieved: Retrieved
    answer: Answer

    def says_as_much_as(self, other: _Attempt) -> bool:
        return says_as_much(self.answer, self.retrieved, other.answer, other.retrieved)


def _attempt(retrieved: Retrieved, answered: Try) -> _Attempt:
    return _Attempt(retrieved, answered(retrieved))


class ValidityPolicy:
    """Which documents may answer, and what is said of those that do not hold."""

    def __init__(self, register: ValidityRegister, today: Callable[[], date] | None = None) -> None:
        """Without `today` documents are held against a day only where one is asked for."""
        self._register = register
        self._today = today

    def day(self, as_of: date | None) -> date | None:
        """The day that an answer is given for."""
        return as_of if as_of is not None else self._today() if self._today is not None else None

    def limited(self, where: SearchFilter, as_of: date | None) -> SearchFilter:
        """`where` without the documents that did not hold on `as_of`; as it is for a question of today."""
        if as_of is None:
            return where
        return replace(where, without=where.without | self._register.out_of_force(as_of, self._now(as_of)))

    def preferred(self, retrieved: Retrieved, as_of: date | None, find: Find, answered: Try) -> Chosen:
        """The passages of documents in force where the answer would rest on another and these say as much, else all.

        An amending document comes before what it amends in the same way. A document that the question itself names
        is not set aside. Costs nothing where all that was found holds as it stands.
        """
        day = self.day(as_of)
        if day is None:
            return Chosen(retrieved)
        doubtful = self._doubtful(retrieved, day)
        if not doubtful or self._names_one(retrieved.question, doubtful):
            return Chosen(retrieved)
        first = _attempt(retrieved, answered)
        cited = self._cited(first.answer)
        if not cited & doubtful.keys():
            return Chosen(retrieved)
        out = self._register.out_of_force(day, self._now(day))
        if cited & out:
            in_force = _attempt(find(out), answered)
            if not in_force.says_as_much_as(first):
                return Chosen(retrieved, none_in_force=True)
            first = in_force
        amending = self._amending(first.answer, day)
        if not amending:
            return Chosen(first.retrieved)
        newer = _attempt(find(out | amending.keys()), answered)
        takes_over = self._cited(newer.answer) & set(amending.values()) and newer.says_as_much_as(first)
        return Chosen(newer.retrieved if takes_over else first.retrieved)

    def marked(self, answer: Answer, chosen: Chosen, as_of: date | None) -> Answer:
        """The answer with a warning for each citation of a document that does not hold, and a note that says so."""
        day, language = self.day(as_of), chosen.retrieved.question.language
        if day is None:
            return answer
        statuses = [self._status(citation, day) for citation in answer.citations]
        citations = tuple(
            citation if status is None else replace(citation, warning=self._warning(status, language))
            for citation, status in zip(answer.citations, statuses, strict=True)
        )
        notes = (*answer.notes, *_notes(citations, statuses, language, as_of))
        if chosen.none_in_force and any(status is not None and status.standing.is_out for status in statuses):
            notes = (*notes, none_in_force(language))
        return replace(answer, citations=citations, notes=notes)

    def _now(self, as_of: date) -> date:
        return self._today() if self._today is not None else as_of

    def _doubtful(self, retrieved: Retrieved, day: date) -> dict[str, Status]:
        """The documents found that do not hold, or not as they stand."""
        found = {hit.passage.document for hit in retrieved.hits}
        statuses = {document: self._register.status(document, day, self._now(day)) for document in found}
        return {document: status for document, status in statuses.items() if status.standing.is_out or status.by}

    def _names_one(self, question: Question, documents: Iterable[str]) -> bool:
        """True where the question names one of the documents, by its title in book marks or its number."""
        wording = fold(question.resolved or question.wording)
        said = number_key(wording)
        for record in map(self._register.record, documents):
            if record is None:
                continue
            number = number_key(record.details.number.text) if record.details.number else ""
            if (number and number in said) or ("《" in wording and _is_named(record, wording)):
                return True
        return False

    def _amending(self, answer: Answer, day: date) -> dict[str, str]:
        """Of the documents quoted those that another one amends, with that one."""
        statuses = {document: self._register.status(document, day, self._now(day)) for document in self._cited(answer)}
        return {document: status.by for document, status in statuses.items() if status.amended}

    def _cited(self, answer: Answer) -> set[str]:
        """The documents that an answer quotes."""
        found = (document_of(self._register.of_source(c.doc), c) for c in answer.citations)
        return {record.id for record in found if record is not None}

    def _status(self, citation: Citation, day: date) -> Status | None:
        record = document_of(self._register.of_source(citation.doc), citation)
        return None if record is None else self._register.status(record.id, day, self._now(day))

    def _warning(self, status: Status, language: Language) -> str:
        return warning(status, self._register.record(status.by) if status.by else None, language)


def _is_named(record: DocumentRecord, wording: str) -> bool:
    key = title_key(record.title)
    named = [part.partition("》")[0] for part in wording.split("《")[1:]]
    return any(title_key(name) in key for name in named if len(name) > 3)


def _notes(
    citations: Sequence[Citation], statuses: Sequence[Status | None], language: Language, as_of: date | None
) -> list[str]:
    warned: dict[str, list[int]] = {}
    for number, citation in enumerate(citations, start=1):
        if citation.warning:
            warned.setdefault(citation.warning, []).append(number)
    notes = [as_of_note(as_of, language)] if as_of is not None else []
    undated = [
        number
        for number, status in enumerate(statuses, start=1)
        if status is not None and status.standing is Standing.UNKNOWN and not status.words and not status.by
    ]
    if as_of is not None and undated:
        notes.append(undated_note(undated, language))
    if warned:
        notes.append(quotes_note(warned, language))
    return notes
