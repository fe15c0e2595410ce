"""Tables of contents, whose entries look like headings and are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.lines import Line
from ingest.numbering import read_label

_HEADING = re.compile(r"目\s*[录次]")
_LEADERS = re.compile(r"(?:[.…·]\s?){3,}\s*\d{1,4}$")
"""Dots up to a page number."""
_LONGEST_ENTRY = 60
_MOST_ENTRIES = 400


def contents_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of tables of contents: from 目录 until the first entry comes again, and entries with dots to a page."""
    found = {i for i, line in enumerate(lines) if len(line.text) <= 2 * _LONGEST_ENTRY and _LEADERS.search(line.folded)}
    end = 0
    for i, line in enumerate(lines):
        if i >= end and len(line.text) <= 12 and _HEADING.fullmatch(line.folded.strip("# *")):
            end = _end_of_contents(lines, i)
            found.update(range(i, end))
    return frozenset(found)


def _end_of_contents(lines: Sequence[Line], start: int) -> int:
    """Where the text begins behind the contents headed at `start`; `start` where they are none."""
    if start + 1 >= len(lines) or len(lines[start + 1].text) > _LONGEST_ENTRY:
        return start
    first = set(_names(lines[start + 1]))
    for end in range(start + 2, min(len(lines), start + _MOST_ENTRIES)):
        if len(lines[end].text) > _LONGEST_ENTRY:
            break
        if first.intersection(_names(lines[end])):
            return end
    return start


def _names(line: Line) -> Iterator[object]:
    """What a heading and its entry in the contents have in common: the words, or the number."""
    yield re.sub(r"[.…·\d]{1,80}$", "", re.sub(r"\s", "", line.folded))
    label = read_label(line)
    if label is not None and label.number:
        yield (label.style, label.number)
