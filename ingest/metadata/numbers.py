"""Document numbers: 九府办发〔2019〕25号, 第83号令, 公告2024年第5号; a document's own, never one that it cites."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.lines import Line
from ingest.metadata.context import DocumentText, above_structure, reading_of
from ingest.metadata.fields import Field, FieldValue, is_field_line
from ingest.metadata.number_forms import ANNOUNCED, BARE_NUMBER, ORDER_HEAD, ORDER_NUMBER, WHOLE_LINE, ends_with_number
from ingest.model import Reading, TextSpan

_NUMBER_LINES = 20
_HISTORY_LINES = 8


def read_number(document: DocumentText, fields: Sequence[FieldValue]) -> Reading | None:
    """The number on a line of its own at the head, in the head of an order, in labelled data or behind the title."""
    head = above_structure(document.own[:_NUMBER_LINES])
    raw = above_structure(document.page_head)
    return (
        _line_of_its_own(head) or _labelled(fields) or _line_of_its_own(raw) or _announced(head) or _behind_title(head)
    )


def _line_of_its_own(lines: Sequence[Line]) -> Reading | None:
    for i, line in enumerate(lines):
        match = WHOLE_LINE.fullmatch(line.folded)
        if match and BARE_NUMBER.fullmatch(match["number"]):
            return _order(lines, i)
        if match:
            return _tidy(reading_of(line, match.start("number"), match.end("number")))
        if ORDER_NUMBER.fullmatch(line.folded):
            return _order(lines, i)
    return None


def _order(lines: Sequence[Line], i: int) -> Reading:
    """第179号 or 2022年第3号 on its line, together with the head of the order where that stands right above."""
    own = reading_of(lines[i], 0, len(lines[i].text))
    if i == 0 or not ORDER_HEAD.search(lines[i - 1].folded) or own.span is None:
        return _tidy(own)
    above = lines[i - 1]
    return Reading(_close(above.text + own.text), TextSpan(above.span.start, own.span.end))


def _labelled(fields: Sequence[FieldValue]) -> Reading | None:
    for found in fields:
        if found.field is Field.NUMBER and any(sign.isdigit() for sign in found.value.text):
            return _tidy(found.value)
    return None


def _announced(lines: Sequence[Line]) -> Reading | None:
    """Of a regulation, the order in the lines under its title: (2021年7月27日国务院令第746号公布)."""
    for line in lines[:_HISTORY_LINES]:
        if len(line.text) > 300 or is_field_line(line):
            continue
        match = ANNOUNCED.search(line.folded)
        if match:
            return _tidy(reading_of(line, match.start("number"), match.end("number")))
    return None


def _behind_title(lines: Sequence[Line]) -> Reading | None:
    for line in lines[:3]:
        span = ends_with_number(line.folded)
        if span is not None:
            return _tidy(reading_of(line, *span))
    return None


def _tidy(reading: Reading) -> Reading:
    return Reading(_close(reading.text), reading.span)


def _close(text: str) -> str:
    return "".join(text.split())
