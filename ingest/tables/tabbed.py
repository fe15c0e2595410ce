"""Tables written as one row a line, the cells divided by tabs or by upright strokes."""

from __future__ import annotations

import re

from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.tables.grid import Token, table_of
from ingest.tables.model import Table

_FEWEST_ROWS = 2
_CAPTION_LINES = 3
_LONGEST_CAPTION = 80
_LINE = re.compile(r"[^\n\r]+")
_RULE = re.compile(r"[|:\- \t]+")
"""The line under a Markdown header."""
_NOTE = re.compile(r"(?:备?注|说明|资料来源|数据来源) ?\d{0,2} ?:")


def tabbed_tables(text: str) -> list[Table]:
    """The tables whose rows are lines, in order."""
    tables: list[Table] = []
    lines = [Token(m.group(), TextSpan(*m.span())) for m in _LINE.finditer(text)]
    start = after_last = 0
    while start < len(lines):
        end = start
        while end < len(lines) and is_row(lines[end].text) and _like(lines[start].text, lines[end].text):
            end += 1
        if end - start >= _FEWEST_ROWS:
            rows = [cells_of(line) for line in lines[start:end] if not _RULE.fullmatch(line.text)]
            table = table_of(rows, _caption(lines[max(after_last, start - _CAPTION_LINES) : start]), _notes(lines, end))
            tables += [table] if table else []
        after_last = end if end > start else after_last
        start = max(end, start + 1)
    return tables


def is_row(line: str) -> bool:
    """True for a line that holds several cells."""
    return "\t" in line or _is_piped(line)


def cells_of(line: Token) -> list[Token]:
    """The cells of a line, with their places in the text."""
    piped = _is_piped(line.text)
    inner = line.text.strip()
    start = line.span.start + line.text.find(inner)
    if piped:
        inner, start = inner[1:-1], start + 1
    else:
        inner, start = line.text, line.span.start
    cells = []
    for piece in inner.split("|" if piped else "\t"):
        held = piece.strip()
        at = start + (piece.find(held) if held else 0)
        cells.append(Token(held, TextSpan(at, at + len(held))))
        start += len(piece) + 1
    return cells


def _is_piped(line: str) -> bool:
    held = line.strip()
    return len(held) > 2 and held.startswith("|") and held.endswith("|") and "\t" not in line


def _like(one: str, other: str) -> bool:
    return _is_piped(one) == _is_piped(other)


def _caption(lines: list[Token]) -> str:
    """The short lines right above a table."""
    kept: list[str] = []
    for line in reversed(lines):
        if len(line.text.strip()) > _LONGEST_CAPTION:
            break
        kept.insert(0, line.text.strip())
    return " ".join(text for text in kept if text)


def _notes(lines: list[Token], end: int) -> tuple[str, ...]:
    notes = []
    for line in lines[end : end + _CAPTION_LINES]:
        if not _NOTE.match(fold(line.text.strip()[:12])):
            break
        notes.append(line.text.strip())
    return tuple(notes)
