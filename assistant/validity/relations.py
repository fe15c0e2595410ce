"""Which indexed documents end, amend or prolong others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.validity.days import span_of
from assistant.validity.model import Span
from assistant.validity.names import Named, named_in, number_key, title_key
from ingest.model import DateKind, ValidityKind
from ingest.normalize import fold
from vectorstore.model import DocumentRecord

_MAY_BE_DRAFT = re.compile(r"[稿草征徵]")
_DRAFT = re.compile(r"征求意见稿|草案|送审稿|讨论稿|征求.{0,40}意见的?(?:通知|公告|函|公示)|公开征求")
_CHANGES = re.compile(r"废|停止|修|延|继续|調|调")
"""Signs one of which the title of a document that changes others has."""
_ENDS = re.compile(r"废止|停止(?:执行|施行)")
_PROLONGS = re.compile(r"(?:延长|延续|顺延)|继续(?:有效|执行|实施|施行)")
_AMENDS = re.compile(r"修改|修订|修正|调整")
_ABOUT = re.compile(
    r"(?:废止|停止执行|停止施行|延长|延续|顺延|继续执行|继续实施|继续施行|修改|修订|修正|调整)(?:印发)?《"
)
_IN_TITLE = re.compile(r"《.+?》")
_ISSUED = (DateKind.WRITTEN, DateKind.PRINTED, DateKind.PUBLISHED)
_YEAR_OF_NUMBER = re.compile(r"〔((?:19|20)\d{2})〕")


class Change(StrEnum):
    """What one document does to another."""

    ENDS = "ends"
    AMENDS = "amends"
    PROLONGS = "prolongs"


@dataclass(frozen=True, slots=True)
class Relation:
    """A document that changes another one, as it names it."""

    by: DocumentRecord
    change: Change
    named: Named


def relations(records: Sequence[DocumentRecord]) -> Iterator[Relation]:
    """What each document says that it does to others. A draft does nothing yet."""
    for record in records:
        ends = [note for note in record.details.validity if note.kind is ValidityKind.REPEALS]
        if not ends and not _CHANGES.search(record.title):
            continue
        if is_draft(record):
            continue
        for note in ends:
            yield from (Relation(record, Change.ENDS, named) for named in named_in(note.text))
        yield from _of_title(record)


def is_draft(record: DocumentRecord) -> bool:
    """True for a text that is put out for opinions, and the notice that does so."""
    return _MAY_BE_DRAFT.search(record.title) is not None and _DRAFT.search(fold(record.title)) is not None


def effect_of(record: DocumentRecord) -> tuple[Span | None, bool]:
    """Since when a document holds, as far as it tells, and whether it says so itself.

    Its day of effect; else the day it was issued on; else the year of its number.
    """
    days = {day.kind: day.iso for day in record.details.dates}
    if DateKind.EFFECTIVE in days and (effective := span_of(days[DateKind.EFFECTIVE])):
        return effective, True
    for kind in _ISSUED:
        if kind in days and (issued := span_of(days[kind])):
            return issued, False
    number = record.details.number
    year = _YEAR_OF_NUMBER.search(number_key(number.text)) if number else None
    return (span_of(year[1]) if year else None), False


def concerns(relation: Relation, record: DocumentRecord) -> bool:
    """Whether the document that `relation` names is `record`.

    Numbers decide where both are known. By its title alone it must be of the same government and older: a new
    regulation ends the old one of the same title.
    """
    by, named = relation.by, relation.named
    if record.id == by.id:
        return False
    number = number_key(record.details.number.text) if record.details.number else ""
    own = number_key(by.details.number.text) if by.details.number else ""
    if number and number == own:
        return False
    if named.number and number:
        return named.number == number
    if not named.title or named.title != title_key(record.title):
        return False
    return _same_government(by, record) and _is_older(record, by)


def _of_title(record: DocumentRecord) -> Iterator[Relation]:
    """What the title alone says: 关于修改《…》的决定, 关于延长《…》有效期的通知, 关于废止《…》的决定."""
    folded = fold(record.title)
    about = _ABOUT.search(folded)
    named = _IN_TITLE.search(folded, about.end() - 1) if about else _IN_TITLE.search(folded)
    if named is None:
        return
    around = folded[: named.start()] + folded[named.end() :]
    for change, pattern in ((Change.ENDS, _ENDS), (Change.PROLONGS, _PROLONGS), (Change.AMENDS, _AMENDS)):
        if pattern.search(around):
            yield Relation(record, change, Named(title_key(named.group())))
            return


def _same_government(one: DocumentRecord, other: DocumentRecord) -> bool:
    if one.region == other.region:
        return True
    levels = {one.details.level, other.details.level} - {""}
    return not (one.region and other.region) and len(levels) < 2


def _is_older(record: DocumentRecord, by: DocumentRecord) -> bool:
    """True unless `record` came out with `by` or after it; of one without a day, unless it has the title of `by`."""
    day, other = effect_of(record)[0], effect_of(by)[0]
    if day is not None and other is not None:
        return day.first < other.first
    return title_key(record.title) != title_key(by.title)
