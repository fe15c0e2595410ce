"""A clause by its document and its number, heading or place. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.ports import AssistantError
from ingest.figures.numerals import chinese_number
from ingest.model import Clause, TextSpan
from ingest.normalize import fold
from ingest.structure.lookup import clause_at
from vectorstore.model import DocumentRecord

_JOINT = ">"
_NUMBER = re.compile(r"\d{1,6}|[零一二三四五六七八九十百千]{1,9}")
_NUMBER_SIGNS = re.compile(rf"{_NUMBER.pattern}|[第条款项章节、.,()]")
_SHOWN = 6
"""Clauses that a message lists."""


class NoSuchClause(AssistantError):
    """No clause, or more than one, is what was asked for; the message says which there are."""


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause with all that stands below it."""

    doc: str
    """Name of the file."""
    document: str
    """Id of the document in it, 'name#0'."""
    title: str
    region: tuple[str, ...]
    path: tuple[str, ...]
    """Labels and headings from the outermost clause to this one."""
    start: int
    end: int
    text: str
    """Exactly `source[start:end]` of the file's extracted text."""


def clause_named(record: DocumentRecord, clauses: Sequence[Clause], name: str) -> Clause:
    """The clause of a document that `name` means: '第五条', '三、（二）', a heading, or a path with ' > '.

    A name that several clauses have as it is written is not decided here: raises NoSuchClause with their paths.
    """
    found = _candidates(clauses, _folded(name))
    if len(found) == 1:
        return found[0]
    if found:
        paths = "；".join(" > ".join(clause.path) for clause in found[:_SHOWN])
        more = " 等" if len(found) > _SHOWN else ""
        raise NoSuchClause(f"《{record.title}》有 {len(found)} 处“{name}”，请写明路径：{paths}{more}。")
    top = [clause.path[-1] for clause in clauses if clause.parent is None and clause.path]
    known = f"；该文件的条款有：{'、'.join(top[:_SHOWN])}{' 等' if len(top) > _SHOWN else ''}" if top else ""
    raise NoSuchClause(f"《{record.title}》中没有“{name}”这一条{known}。")


def clause_holding(record: DocumentRecord, clauses: Sequence[Clause], start: int, end: int) -> Clause:
    """The deepest clause that holds the characters from `start` to `end`; raises NoSuchClause where none does."""
    inside = record.span.start <= start < end <= record.span.end
    clause = clause_at(clauses, TextSpan(start, end)) if inside else None
    if clause is None:
        raise NoSuchClause(f"《{record.title}》的第 {start}–{end} 字不在一个条款里，请核对起止位置。")
    return clause


def document_named(name: str, ids: Collection[str], records: Sequence[DocumentRecord]) -> DocumentRecord:
    """The one document among those with `ids` that `name` means, by its whole title where several have it in theirs.

    Raises NoSuchClause where that leaves several.
    """
    found = [record for record in records if record.id in ids]
    named = [record for record in found if _folded(record.title) == _folded(name).strip("《》")]
    if len(found) > 1 and len(named) != 1:
        listed = "、".join(record.id for record in found[:_SHOWN])
        more = " 等" if len(found) > _SHOWN else ""
        raise NoSuchClause(f"有 {len(found)} 份文件名或标题含“{name}”，请写明是哪一份：{listed}{more}。")
    return (named or found)[0]


def whole_clause(record: DocumentRecord, clauses: Sequence[Clause], clause: Clause, source: str) -> ClauseText:
    """The clause with the clauses below it, cut out of the text of its file."""
    below = {clause.ordinal}
    for later in clauses[clause.ordinal + 1 :]:  # parents come before their children
        if later.parent not in below:
            break
        below.add(later.ordinal)
    start, end = clause.span.start, max(clauses[ordinal].span.end for ordinal in below)
    return ClauseText(record.source, record.id, record.title, record.region, clause.path, start, end, source[start:end])


def _candidates(clauses: Sequence[Clause], wanted: str) -> list[Clause]:
    """Clauses with that very name, else with it in other numerals, else with its numbers on the way to them."""
    found = [clause for clause in clauses if wanted in set(_exact_names(clause))]
    digits = _in_digits(wanted)
    found = found or [clause for clause in clauses if clause.label and _in_digits(_folded(clause.label)) == digits]
    numbers = _numbers(wanted)
    if found or not numbers:
        return found
    return [clause for clause in clauses if clause.label and _on_the_way(clause, clauses)[-len(numbers) :] == numbers]


def _exact_names(clause: Clause) -> Iterator[str]:
    if not (clause.label or clause.heading):
        return  # a paragraph, which has the path of the clause above it
    yield _folded(clause.label).rstrip("、.")
    yield _folded(clause.label)
    yield _folded(clause.heading)
    parts = [_folded(part) for part in clause.path]
    yield from (_JOINT.join(parts[first:]) for first in range(len(parts)))


def _on_the_way(clause: Clause, clauses: Sequence[Clause]) -> tuple[int, ...]:
    """The numbers from the outermost clause to this one: (3, 2, 4) for 三、（二）4."""
    above = () if clause.parent is None else _on_the_way(clauses[clause.parent], clauses)
    return (*above, *_numbers(_folded(clause.label)))


def _numbers(name: str) -> tuple[int, ...]:
    """The numbers of a folded name that is made of numbers alone; none for any other."""
    if _NUMBER_SIGNS.sub("", name):
        return ()
    return tuple(map(int, _NUMBER.findall(_in_digits(name))))


def _in_digits(name: str) -> str:
    return _NUMBER.sub(lambda found: found[0] if found[0].isascii() else str(chinese_number(found[0])), name)


def _folded(text: str) -> str:
    return "".join(fold(text).split())
