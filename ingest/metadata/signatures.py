"""The lines that sign a document: its bodies and the day, or the head and the person of an order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.metadata.context import DocumentText, reading_of
from ingest.metadata.days import DAY_PATTERN, Day, first_day
from ingest.metadata.organs import is_remark, organs_in
from ingest.model import Reading

_DAY_LINE = re.compile(rf"[(]?\s?(?:{DAY_PATTERN})\s?[)]?")
_SIGNED_LINE = re.compile(rf"(?P<organs>\S.{{2,60}}?)\s*[(]?(?:{DAY_PATTERN})[)]?")
_PERSON = re.compile(
    r"(?:代\s?)?(?:主\s?任|省\s?长|市\s?长|州\s?长|县\s?长|区\s?长|部\s?长|局\s?长|署\s?长|行\s?长|主\s?席"
    r"|总\s?理|盟\s?长|委员长|院\s?长|检察长"
    r"|党组书记|书\s?记)\s?:?\s?\S{2,4}(?:\s\S{1,2})?"
)
_MOST_BODIES = 12
"""Lines that one block of signing bodies takes up at most."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, and when; `day` with the line it stands in."""

    bodies: tuple[Reading, ...]
    day: Day
    line: Line


def read_signature(document: DocumentText) -> Signature | None:
    """The first block of bodies over a date, which is the document's own: annexes and forms come behind it.

    A date alone on its line counts where it stands between a notice and the text that it forwards, or
    under a title, or at the very end; there it has no bodies.
    """
    lines = document.own
    lone: Signature | None = None
    for i, line in enumerate(lines):
        if len(line.text) > 100 or line.span.start in document.in_tables:
            continue
        signature = _at(lines, i)
        if signature is None:
            continue
        if signature.bodies or (i and _PERSON.fullmatch(lines[i - 1].folded)):
            return signature
        if lone is None and (i < 25 or i >= len(lines) - 8) and "年" in line.text:
            lone = signature
    return lone


def _at(lines: Sequence[Line], i: int) -> Signature | None:
    line = lines[i]
    if _DAY_LINE.fullmatch(line.folded):
        day = first_day(line.folded)
        return Signature(_bodies_above(lines, i), day, line) if day else None
    match = _SIGNED_LINE.fullmatch(line.folded)
    if match is None:
        return None
    spans = organs_in(match["organs"])
    day = first_day(line.folded)
    if not spans or day is None:
        return None
    above = _bodies_above(lines, i)
    return Signature((*above, *(reading_of(line, *span) for span in spans)), day, line)


def _bodies_above(lines: Sequence[Line], i: int) -> tuple[Reading, ...]:
    found: list[tuple[Reading, ...]] = []
    for line in reversed(lines[max(0, i - _MOST_BODIES) : i]):
        if is_remark(line.folded):
            continue
        spans = organs_in(line.folded)
        if not spans:
            break
        found.append(tuple(reading_of(line, *span) for span in spans))
    return tuple(reading for row in reversed(found) for reading in row)
