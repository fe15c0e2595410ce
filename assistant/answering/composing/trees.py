"""Enumerations of a document: what introduces a list and its items, whatever passages they stand in.

Read from the clause tree, so that (一) and (七) of one list come together although the index holds them in
different passages. Spans count from the start of the source text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Clause, ClauseKind, TextSpan
from ingest.normalize import fold

_LISTED = (ClauseKind.ITEM, ClauseKind.POINT, ClauseKind.SECTION, ClauseKind.CHAPTER)
_FEWEST = 2
_MOST = 40
_INTRODUCES = re.compile(r"[:︰]\s*$|(?:如下|下列|以下|之一)[^。;]{0,12}$")
_LABEL_STYLE = re.compile(r"\d+|[〇零一二三四五六七八九十百]+|[①-⑳]|[a-z]")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an enumeration."""

    label: str
    """As the document numbers it: '(一)', '1.'; empty where it does not."""
    heading: str
    """Without its number; empty where it has none."""
    own: TextSpan
    """The clause itself, number included."""
    span: TextSpan
    """With all that stands under it."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list with what introduces it."""

    opening: TextSpan
    """The clause that introduces it."""
    heading: str
    """The heading of the clause that it stands under."""
    items: tuple[Item, ...]
    introduced: bool
    """True where the opening says that a list follows: 符合下列条件："""

    @property
    def span(self) -> TextSpan:
        """From the first item to the last."""
        return TextSpan(self.items[0].span.start, self.items[-1].span.end)


def enumerations(clauses: Sequence[Clause], text: str) -> Iterator[Enumeration]:
    """Every run of at least two numbered or bulleted clauses of one parent and one way of numbering."""
    children: dict[int | None, list[Clause]] = {}
    for clause in clauses:
        children.setdefault(clause.parent, []).append(clause)
    ends = _ends(clauses)
    for parent, siblings in children.items():
        above = clauses[parent] if parent is not None else None
        for first, last in _runs(siblings):
            run = siblings[first:last]
            before = siblings[first - 1] if first else None
            opening = before if before is not None and _introduces(before, text) else above
            if opening is None:
                continue
            items = tuple(
                Item(item.label, item.heading, item.span, TextSpan(item.span.start, ends[item.ordinal])) for item in run
            )
            yield Enumeration(opening.span, above.heading if above else "", items, _introduces(opening, text))


def _ends(clauses: Sequence[Clause]) -> list[int]:
    """For each clause the end of all that stands under it."""
    ends = [clause.span.end for clause in clauses]
    for clause in reversed(clauses):
        if clause.parent is not None:
            ends[clause.parent] = max(ends[clause.parent], ends[clause.ordinal])
    return ends


def _runs(siblings: Sequence[Clause]) -> Iterator[tuple[int, int]]:
    """Runs of list items, numbered alike; unnumbered paragraphs between items end a run."""
    start = 0
    for position in range(1, len(siblings) + 1):
        goes_on = position < len(siblings) and _alike(siblings[position - 1], siblings[position])
        if goes_on and position - start < _MOST:
            continue
        if position - start >= _FEWEST and siblings[start].kind in _LISTED:
            yield start, position
        start = position


def _alike(first: Clause, second: Clause) -> bool:
    return first.kind in _LISTED and first.kind is second.kind and _style(first) == _style(second)


def _style(clause: Clause) -> str:
    """'（一）' and '（五）' have one style: the label without its number."""
    return _LABEL_STYLE.sub("#", fold(clause.label), count=1)


def _introduces(clause: Clause, text: str) -> bool:
    return _INTRODUCES.search(fold(clause.span.slice(text)).rstrip()) is not None
