"""Takes out of the lines of a file what belongs to no document, and keeps account of it.

Where a line stands decides how much it has to show: anywhere it goes only if no policy text reads like it; above
the first line of text, or below the last, what web pages put there goes too. In doubt a line stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.cleaning.kinds import (
    ends_in_day,
    is_contact,
    is_hard_footer,
    is_site_footer,
    kind_anywhere,
    kind_at_foot,
    kind_at_head,
    may_be_column,
    may_be_empty_count,
    may_be_page_date,
    opens_other_pages,
    surely_opens_other_pages,
)
from ingest.cleaning.patterns import ISO_DAY
from ingest.headings import is_signature
from ingest.lines import Line
from ingest.model import RemovedKind, RemovedText, TextSpan
from ingest.numbering import Style, read_label

_HEAD_LINES = 200
"""The text begins further up than this; a portal's menus take about a hundred lines in a plain copy."""
_FOOT_LINES = 200
_SHORT = 8
"""Characters of a menu's entry or a button."""
_SHORTEST_RUN = 3
_MOST_TRIED = 20
"""Headings that may open a list of pages are looked into, from the first on: each costs a pass over the rest."""
_LONGEST_CELL = 16
_CELLS_ABOVE = 5
_LEAST_TEXT = 100
"""Characters of text that must stand above a list of other pages for it to be taken for one."""
_LONGEST_RECORD = 200
_ENDS_AS_TEXT = re.compile(r"[。;:]$")
_CHINESE_DATE = re.compile(r"(?:\d{4}|[〇零○o一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月")

_ISO_DATE = re.compile(ISO_DAY)
_ONLY_SIGNS = re.compile(r"[\W_]+")
"""Empty cells of a table that a copy gave a line each."""
_MOST_UNKNOWN = 2
"""Short lines that stay without ending the foot: buttons and boxes that nobody knows."""

_Kinds = list[RemovedKind | None]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The lines of documents, and what was taken out between and around them."""

    lines: tuple[Line, ...]
    removed: tuple[RemovedText, ...] = ()
    """In reading order; neighbouring lines of one kind are one entry."""


def clean(lines: Sequence[Line], tables: Sequence[TextSpan] = ()) -> Cleaned:
    """Divides `lines` into those of documents and those of the page around them.

    Lines of `tables`, spans that the reader knows to be tables, in order, always belong to documents.
    """
    in_table = _in_tables(lines, tables)
    kinds: _Kinds = [
        None if inside else kind_anywhere(line.folded) for line, inside in zip(lines, in_table, strict=True)
    ]
    body = [
        inside or (kind is None and _is_text(line)) for line, inside, kind in zip(lines, in_table, kinds, strict=True)
    ]
    _mark_other_pages(lines, body, in_table, kinds)
    _mark_head(lines, body, kinds)
    _mark_foot(lines, body, kinds)
    return Cleaned(tuple(_kept(lines, kinds)), tuple(_records(lines, kinds)))


def shown(texts: Iterable[str]) -> str:
    """Removed text as it is recorded: white space closed up, cut to 200 characters."""
    room, parts = _LONGEST_RECORD, []
    for text in texts:
        parts.append(" ".join(text[: 8 * _LONGEST_RECORD].split()))
        room -= len(parts[-1]) + 1
        if room <= 0:
            break
    return " ".join(part for part in parts if part)[:_LONGEST_RECORD]


def _in_tables(lines: Sequence[Line], tables: Sequence[TextSpan]) -> list[bool]:
    spans = iter(sorted(tables))
    table = next(spans, None)
    inside = []
    for line in lines:
        while table is not None and table.end <= line.span.start:
            table = next(spans, None)
        inside.append(table is not None and table.overlaps(line.span))
    return inside


def _is_text(line: Line) -> bool:
    """True for a line that reads as a document's own: a numbered clause, a sentence, an address, a date."""
    folded = line.folded
    if is_hard_footer(folded) or kind_at_head(folded) is not None:
        return False
    if len(folded) >= 60 or _is_numbered(line):
        return True
    return (len(folded) >= 12 or folded.startswith("附")) and _ENDS_AS_TEXT.search(folded) is not None


def _is_numbered(line: Line) -> bool:
    label = read_label(line)
    return label is not None and label.style is not Style.POINT


def _is_clause(line: Line) -> bool:
    label = read_label(line)
    return label is not None and label.style <= Style.BRACKETED


def _mark_other_pages(lines: Sequence[Line], body: list[bool], in_table: Sequence[bool], kinds: _Kinds) -> None:
    """Marks a list of other pages below the text: from its heading on, where no clause or table follows."""
    first = len(lines)
    while first > 0 and not (in_table[first - 1] or _is_clause(lines[first - 1])):
        first -= 1
    text = sum(len(line.text) for line, own in zip(lines[:first], body, strict=False) if own)
    tried = 0
    for i in range(first, len(lines)):
        if text >= _LEAST_TEXT and tried < _MOST_TRIED and opens_other_pages(lines[i].folded):
            tried += 1
            if _lists_pages(lines[i:], body[i:]):
                _mark_rest(lines, body, kinds, i)
                return
        text += len(lines[i].text) if body[i] else 0


def _mark_rest(lines: Sequence[Line], body: list[bool], kinds: _Kinds, start: int) -> None:
    for i in range(start, len(lines)):
        foot = is_hard_footer(lines[i].folded)
        kinds[i] = kinds[i] or (RemovedKind.FOOTER if foot else RemovedKind.NAVIGATION)
        body[i] = False


def _lists_pages(lines: Sequence[Line], body: Sequence[bool]) -> bool:
    """Whether a list of pages follows its heading, and not the text of a part that is called alike.

    '为您推荐' heads nothing else; below '相关信息' a list shows itself by its dates, or by having no text.
    """
    if surely_opens_other_pages(lines[0].folded):
        return True
    text = sum(len(line.text) for line, own in zip(lines, body, strict=True) if own)
    days = sum(1 for line in lines if ends_in_day(line.folded))
    return days >= 2 or text < _LEAST_TEXT


def _mark_head(lines: Sequence[Line], body: Sequence[bool], kinds: _Kinds) -> None:
    """Marks what stands above the first line of text; titles, numbers and issuers stand there too and stay."""
    end = next((i for i, own in enumerate(body) if own), len(lines))
    if end > _HEAD_LINES:
        return
    for i in range(end):
        kinds[i] = kinds[i] or kind_at_head(lines[i].folded)
    _mark_menus(lines, kinds, 0, end)
    for i in range(end):
        near = {kinds[j] for j in (i - 1, i + 1) if 0 <= j < end}
        beside_data = may_be_page_date(lines[i].folded) or may_be_empty_count(lines[i].folded)
        if kinds[i] is None and RemovedKind.PAGE_DATA in near and beside_data:
            kinds[i] = RemovedKind.PAGE_DATA


def _mark_menus(lines: Sequence[Line], kinds: _Kinds, start: int, end: int) -> None:
    """Marks runs of short lines, each an entry of a menu: all known words, or many short lines some of which are."""
    i = start
    while i < end:
        run = i
        while run < end and (kinds[run] is not None or may_be_column(lines[run].folded)):
            run += 1
        if run - i >= _SHORTEST_RUN or (run < end and any(kinds[j] is not None for j in range(i, run))):
            _fill(kinds, i, run)
        i = max(run, i + 1)


def _mark_foot(lines: Sequence[Line], body: Sequence[bool], kinds: _Kinds) -> None:
    """Marks what stands below the last line of text."""
    start = max((i + 1 for i, own in enumerate(body) if own), default=0)
    start = max(start, len(lines) - _FOOT_LINES)
    end = len(lines)
    hard = next((i for i in range(start, end) if kinds[i] is None and is_hard_footer(lines[i].folded)), None)
    if hard is not None:
        for i in range(_footer_top(lines, start, hard), end):
            kinds[i] = kinds[i] or RemovedKind.FOOTER
    found = unknown = 0
    for i in reversed(range(start, end)):
        kinds[i] = kinds[i] or _kind_at_foot(lines, i, found)
        found += kinds[i] is not None
        if kinds[i] is None:
            unknown += 1
            if not found or unknown > _MOST_UNKNOWN or not _may_be_button(lines[i]):
                break


def _may_be_button(line: Line) -> bool:
    short = len(line.text) <= _SHORT and not re.search(r"\d", line.folded)
    return short and not _ONLY_SIGNS.fullmatch(line.folded) and not is_signature(line)


def _kind_at_foot(lines: Sequence[Line], i: int, found: int) -> RemovedKind | None:
    """Why line `i` is no part of the text, where all the `found` lines below it are none."""
    folded = lines[i].folded
    if _CHINESE_DATE.match(folded) or (found == 0 and _may_be_cell(lines, i)):
        return None
    if _ONLY_SIGNS.fullmatch(folded):
        return None
    if _ISO_DATE.fullmatch(folded) and i > 0 and is_signature(lines[i - 1]):
        return None
    kind = kind_at_foot(folded)
    if kind is None and found and may_be_empty_count(folded):
        return RemovedKind.PAGE_DATA
    if kind is None and found >= _SHORTEST_RUN and len(folded) <= _SHORT and may_be_column(folded):
        return RemovedKind.NAVIGATION
    return kind


def _may_be_cell(lines: Sequence[Line], i: int) -> bool:
    """True for a short line below short ones: the last cell of a table that a copy gave a line each."""
    folded = lines[i].folded
    if len(folded) > _LONGEST_CELL or opens_other_pages(folded) or is_hard_footer(folded):
        return False
    above = lines[max(0, i - _CELLS_ABOVE) : i]
    return len(above) == _CELLS_ABOVE and all(_is_cell(line) for line in above)


def _is_cell(line: Line) -> bool:
    return len(line.text) <= _LONGEST_CELL and not _ENDS_AS_TEXT.search(line.folded) and not _is_numbered(line)


def _footer_top(lines: Sequence[Line], start: int, hard: int) -> int:
    """Where the foot begins that the line `hard` belongs to.

    The lines on who runs the site stand above it; addresses above those may be a notice's own and stay.
    """
    top = i = hard
    while i > start and (is_site_footer(lines[i - 1].folded) or is_contact(lines[i - 1].folded)):
        i -= 1
        top = i if is_site_footer(lines[i].folded) else top
    return top


def _fill(kinds: _Kinds, start: int, end: int) -> None:
    for i in range(start, end):
        kinds[i] = kinds[i] or RemovedKind.NAVIGATION


def _kept(lines: Sequence[Line], kinds: _Kinds) -> Iterable[Line]:
    """The lines that stay; a gap that one was taken out of is as wide as both together."""
    breaks = 0
    for line, kind in zip(lines, kinds, strict=True):
        breaks += line.gap
        if kind is None:
            yield line if breaks == line.gap else replace(line, gap=breaks)
            breaks = 0


def _records(lines: Sequence[Line], kinds: _Kinds) -> Iterable[RemovedText]:
    for kind, group in groupby(zip(lines, kinds, strict=True), key=lambda pair: pair[1]):
        if kind is not None:
            taken = [line for line, _ in group]
            span = TextSpan(taken[0].span.start, taken[-1].span.end)
            yield RemovedText(kind, shown(line.text for line in taken), span)
