"""The standing of every indexed document on any day, from what the documents say of themselves and of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from assistant.validity.days import span_of
from assistant.validity.model import Standing, Status
from assistant.validity.names import number_key, title_key
from assistant.validity.relations import Change, Relation, concerns, effect_of, is_draft, relations
from ingest.metadata.days import first_day
from ingest.model import DateKind, ValidityKind
from ingest.normalize import fold
from vectorstore.model import DocumentRecord

_REMEMBERED_DAYS = 8


class DatedLibrary(Protocol):
    """What this module needs of the index."""

    @property
    def generation(self) -> int:
        """Grows with every change of the documents."""
        ...

    def documents(self) -> list[DocumentRecord]: ...


class _Known:
    """What a document tells of itself, read once a generation."""

    def __init__(self, record: DocumentRecord) -> None:
        self.record = record
        self.draft = is_draft(record)
        self.effect, _ = effect_of(record)
        last = next((day.iso for day in record.details.dates if day.kind is DateKind.EXPIRES), "")
        self.term = span_of(last) if last else None

    @cached_property
    def number(self) -> str:
        return number_key(self.record.details.number.text) if self.record.details.number else ""

    @cached_property
    def title(self) -> str:
        return title_key(self.record.title)

    def said(self, kind: ValidityKind) -> str:
        """Its first statement of a kind."""
        return next((note.text for note in self.record.details.validity if note.kind is kind), "")


@dataclass
class _Snapshot:
    """The documents of one generation."""

    generation: int
    records: Mapping[str, DocumentRecord]
    by_source: Mapping[str, Sequence[DocumentRecord]]
    by_title: Mapping[str, Sequence[Relation]]
    by_number: Mapping[str, Sequence[Relation]]
    known: dict[str, _Known] = field(default_factory=dict)
    out: dict[tuple[date, date], frozenset[str]] = field(default_factory=dict)
    """By the day asked for and today."""

    def of(self, record: DocumentRecord) -> _Known:
        known = self.known.get(record.id)
        if known is None:
            known = self.known[record.id] = _Known(record)
        return known


class ValidityRegister:
    """Statuses of documents. Reads the documents once a generation; of a changed index it answers for the new one."""

    def __init__(self, library: DatedLibrary) -> None:
        self._library = library
        self._snapshot: _Snapshot | None = None

    def status(self, document: str, day: date, today: date | None = None) -> Status:
        """The status of a document on `day`; UNKNOWN of one that is not indexed.

        A repeal without a date is one of `today` (that is `day` where it is not given), of which nothing is known
        for earlier days.
        """
        snapshot = self._read()
        record = snapshot.records.get(document)
        return Status(Standing.UNKNOWN) if record is None else _status(snapshot.of(record), snapshot, day, today or day)

    def out_of_force(self, day: date, today: date | None = None) -> frozenset[str]:
        """The ids of all documents that surely do not hold on `day`; the same set until the index changes."""
        snapshot = self._read()
        key = (day, today or day)
        found = snapshot.out.get(key)
        if found is None:
            found = frozenset(
                record.id
                for record in snapshot.records.values()
                if _status(snapshot.of(record), snapshot, *key).standing.is_out
            )
            while len(snapshot.out) >= _REMEMBERED_DAYS:
                snapshot.out.pop(next(iter(snapshot.out)), None)
            snapshot.out[key] = found
        return found

    def record(self, document: str) -> DocumentRecord | None:
        """An indexed document by its id."""
        return self._read().records.get(document)

    def of_source(self, name: str) -> Sequence[DocumentRecord]:
        """The indexed documents of a file."""
        return self._read().by_source.get(name, ())

    def _read(self) -> _Snapshot:
        generation = self._library.generation
        snapshot = self._snapshot
        if snapshot is None or snapshot.generation != generation:
            snapshot = self._snapshot = _snapshot(generation, self._library.documents())
        return snapshot


def _snapshot(generation: int, records: Sequence[DocumentRecord]) -> _Snapshot:
    by_title: dict[str, list[Relation]] = {}
    by_number: dict[str, list[Relation]] = {}
    for relation in relations(records):
        if relation.named.title:
            by_title.setdefault(relation.named.title, []).append(relation)
        if relation.named.number:
            by_number.setdefault(relation.named.number, []).append(relation)
    by_source: dict[str, list[DocumentRecord]] = {}
    for record in records:
        by_source.setdefault(record.source, []).append(record)
    return _Snapshot(generation, {record.id: record for record in records}, by_source, by_title, by_number)


def _status(known: _Known, snapshot: _Snapshot, day: date, today: date) -> Status:
    if known.draft:
        return Status(Standing.NOT_YET, draft=True)
    effect = known.effect
    if effect is not None and day < effect.first:
        return Status(Standing.NOT_YET, effect.first)
    changed = _changes(known, snapshot, day, today)
    ended = _ended(known, changed, day, today)
    if ended is not None:
        return ended
    amended = next((relation for relation in changed if relation.change is Change.AMENDS), None)
    standing = Standing.UNKNOWN if effect is None else Standing.IN_FORCE
    if amended is None:
        return Status(standing, effect.last if effect else None)
    return Status(standing, _since(amended.by), amended.by.id, amended=True)


def _ended(known: _Known, changed: Sequence[Relation], day: date, today: date) -> Status | None:
    """That the document has ended by `day`: by another document, its own mark or its term; None where it has not."""
    ending = next((relation for relation in changed if relation.change is Change.ENDS), None)
    if ending is not None:
        return Status(Standing.REPEALED, _since(ending.by), ending.by.id)
    own = _own_mark(known.said(ValidityKind.REPEALED), day, today)
    if own is not None:
        return own
    if known.term is None or day <= known.term.last:
        return None
    prolonging = next((relation for relation in changed if relation.change is Change.PROLONGS), None)
    words = known.said(ValidityKind.PERIOD)
    if prolonging is not None:
        return Status(Standing.UNKNOWN, known.term.last, prolonging.by.id, words, prolonged=True)
    return Status(Standing.EXPIRED, known.term.last, words=words)


def _own_mark(mark: str, day: date, today: date) -> Status | None:
    if not mark:
        return None
    told = first_day(fold(mark))
    since = span_of(told.iso) if told else None
    if since is not None:
        return Status(Standing.REPEALED, since.last, words=mark) if day >= since.last else None
    return Status(Standing.REPEALED if day >= today else Standing.UNKNOWN, words=mark)


def _changes(known: _Known, snapshot: _Snapshot, day: date, today: date) -> list[Relation]:
    """Those relations that concern the document and hold on `day`, the earliest first."""
    found: dict[tuple[str, Change], Relation] = {}
    candidates = list(snapshot.by_title.get(known.title, ())) if snapshot.by_title else []
    candidates += snapshot.by_number.get(known.number, ()) if snapshot.by_number else ()
    for relation in candidates:
        since = _since(relation.by)
        holds = day >= since if since is not None else day >= today
        if holds and concerns(relation, known.record):
            found.setdefault((relation.by.id, relation.change), relation)
    return sorted(found.values(), key=lambda relation: _since(relation.by) or date.max)


def _since(record: DocumentRecord) -> date | None:
    """Since when a document does to others what it says: its day of effect, of a month or year the last one."""
    effect, _ = effect_of(record)
    return effect.last if effect is not None else None
