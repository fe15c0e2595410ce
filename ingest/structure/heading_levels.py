"""Levels of headings: those of Markdown, and those that the file's format states where the line reads as a heading."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.headings import is_signature
from ingest.lines import Line
from ingest.model import StatedHeading
from ingest.numbering import Label, Style, markdown_level
from ingest.structure.duty_lines import DUTY_LINE

_LONGEST = 40
_NO_HEADING = re.compile(r"[。;,!、]$|^[(\[《*※注]|^\d{4}[年./-]|[:].*[^:]$")
"""Sentences, remarks, dates and fields: pages set them in headings for their looks."""
_MOST = 0.75
"""Where more of a document's lines are headings, they are its text, set in large letters."""


def levels_of(
    lines: Sequence[Line], labels: Sequence[Label | None], headings: Sequence[StatedHeading], without: Collection[int]
) -> list[int]:
    """For each line 1 to 6 where it is a heading that has a level, else 0; `without` are lines that are none.

    `headings` are in order. A stated one that has no text and no deeper heading under it is none.
    """
    levels = [0 if i in without else markdown_level(line) for i, line in enumerate(lines)]
    stated = _stated(lines, headings, without)
    if sum(map(bool, stated)) > _MOST * (len(lines) - len(without)):
        return levels
    for i, level in enumerate(stated):
        if level and not levels[i] and _reads_as_heading(lines[i], labels[i]) and _has_text_below(stated, i, level):
            levels[i] = level
    return levels


def _stated(lines: Sequence[Line], headings: Sequence[StatedHeading], without: Collection[int]) -> list[int]:
    levels = [0] * len(lines)
    at = 0
    for i, line in enumerate(lines):
        while at < len(headings) and headings[at].span.end <= line.span.start:
            at += 1
        if at < len(headings) and headings[at].span.contains(line.span) and i not in without:
            levels[i] = headings[at].level
    return levels


def _reads_as_heading(line: Line, label: Label | None) -> bool:
    if label is not None:
        return label.style is not Style.POINT
    if len(line.text) > _LONGEST or _NO_HEADING.search(line.folded):
        return False
    return not is_signature(line) and not DUTY_LINE.match(line.folded)


def _has_text_below(stated: Sequence[int], i: int, level: int) -> bool:
    return i + 1 < len(stated) and not 0 < stated[i + 1] <= level
