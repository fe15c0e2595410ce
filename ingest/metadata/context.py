"""The lines that the facts of one document are read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line, lines_of
from ingest.model import Reading, SourceText, TextSpan
from ingest.normalize import fold
from ingest.numbering import Style, read_label
from ingest.splitting.part import Part

_SPREAD = re.compile(r"[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff])+")
"""Characters spread over the line, 商 务 部."""
_LEAD, _TRAIL = 3000, 3000
"""Characters before and behind a document where a page still speaks of it."""
_HEAD_LINES, _FOOT_LINES = 40, 30


@dataclass(frozen=True, slots=True)
class DocumentText:
    """One document, and around it what its page says of it."""

    own: tuple[Line, ...]
    """Its lines without junk and without its heading in a collection."""
    page_head: tuple[Line, ...]
    """Raw lines above and at the head, junk and all; empty where the file holds other documents."""
    page_foot: tuple[Line, ...]
    in_tables: frozenset[int]
    """Offsets where own lines start that are rows of tables."""

    @property
    def head(self) -> tuple[Line, ...]:
        return self.own[:_HEAD_LINES]

    @property
    def foot(self) -> tuple[Line, ...]:
        return self.own[max(0, len(self.own) - _FOOT_LINES) :]


def document_text(source: SourceText, part: Part) -> DocumentText:
    """The lines of one part of a file, with the raw lines of the page where it is the file's only document."""
    own = part.lines[1:] if part.heading is not None else part.lines
    in_tables = frozenset(
        line.span.start for table in source.tables for line in _lines_within(own, table) if "\t" in line.text
    )
    if not part.alone:
        return DocumentText(own, (), (), in_tables)
    start, end = part.lines[0].span.start, part.lines[-1].span.end
    head = _window(source.text, max(0, start - _LEAD), start + _LEAD)
    foot = _window(source.text, max(start, end - _TRAIL), end + _TRAIL)
    return DocumentText(own, tuple(head[: 3 * _HEAD_LINES]), tuple(foot), in_tables)


def above_structure(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines above the first numbered clause; a number in brackets is none, for footnotes and dates have them."""
    for i, line in enumerate(lines):
        label = read_label(line)
        if label is not None and label.style not in (Style.POINT, Style.BRACKETED, Style.BRACKETED_DIGIT):
            return lines[:i]
    return lines


def reading_of(line: Line, start: int, end: int) -> Reading:
    """What stands in a line from `start` to `end`, outer white space off."""
    piece = line.text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = max(left, end - (len(piece) - len(piece.rstrip())))
    text = line.text[left:right]
    shown = "".join(text.split()) if _SPREAD.fullmatch(text) else text
    return Reading(shown, TextSpan(line.span.start + left, line.span.start + right))


def piece_of(text: str, reading: Reading, start: int, end: int) -> Reading:
    """A piece of a reading with its place; the reading lacks some white space that its place in `text` has."""
    piece = reading.text[start:end]
    if reading.span is None:
        return Reading(piece)
    places = [i for i in range(reading.span.start, reading.span.end) if not text[i].isspace()]
    before = sum(not sign.isspace() for sign in reading.text[:start])
    count = sum(not sign.isspace() for sign in piece)
    return Reading(piece, TextSpan(places[before], places[before + count - 1] + 1))


def compact(text: str) -> str:
    """Text folded and without white space, for comparing."""
    return "".join(fold(text).split())


def _window(text: str, start: int, end: int) -> list[Line]:
    return [Line(line.span.shifted(start), line.text, line.gap) for line in lines_of(text[start:end])]


def _lines_within(lines: Sequence[Line], table: TextSpan) -> Sequence[Line]:
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if lines[middle].span.start < table.start:
            low = middle + 1
        else:
            high = middle
    end = low
    while end < len(lines) and lines[end].span.end <= table.end:
        end += 1
    return lines[low:end]
