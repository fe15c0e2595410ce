"""Text of a document with some of it marked; lines of cells become a table. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ui.markup import element, escape

Span = tuple[int, int]
"""Characters `[start, end)` of a text."""
_RUN = re.compile(r"(?:[^\n]*\t[^\n]*(?:\n|$)){2,}")
"""At least two lines with tabs: one such line alone may be a heading that was set apart."""


def passage(text: str, start: int, end: int) -> str:
    """`text` with `[start, end)` marked, its runs of tabbed lines as tables. No character but tabs is changed."""
    spans, parts, done = [(start, end)], [], 0
    for run in _RUN.finditer(text):
        rows = _rows(text, (run.start(), run.end()), spans)
        parts += [_marked(text, (done, run.start()), spans), _table(rows, "zc-table", "zc-table-box")]
        done = run.end()
    return "".join([*parts, _marked(text, (done, len(text)), spans)])


def clause_text(text: str, spans: Sequence[Span] = (), is_table: bool = False) -> str:
    """A clause's whole text as a paragraph or as a table, with all of `spans` marked; they are in order and apart."""
    whole = (0, len(text))
    if is_table or text.count("\t") >= 2:
        return _table(_rows(text, whole, spans), "zp-cells zc-original", "zp-wide")
    return element("p", _marked(text, whole, spans), "zp-text zc-original")


def _table(rows: str, css: str, box: str) -> str:
    """In a box that scrolls, also by the keyboard."""
    table = element("table", element("tbody", rows), css)
    return element("div", table, box, tabindex="0", role="group", aria_label="表格")


def _rows(text: str, part: Span, spans: Sequence[Span]) -> str:
    return "".join(
        element("tr", "".join(element("td", _marked(text, cell, spans)) for cell in _cells(text, line)))
        for line in _pieces(text, part, "\n")
        if text[line[0] : line[1]].strip()
    )


def _cells(text: str, line: Span) -> Iterator[Span]:
    first, last = line
    return _pieces(text, (first, last - 1 if text[last - 1 : last] == "\r" else last), "\t")


def _pieces(text: str, part: Span, sign: str) -> Iterator[Span]:
    at = part[0]
    for piece in text[part[0] : part[1]].split(sign):
        yield at, at + len(piece)
        at += len(piece) + len(sign)


def _marked(text: str, part: Span, spans: Sequence[Span]) -> str:
    """The characters of `part`, with those of them that lie in one of `spans` marked."""
    done, last = part
    parts = []
    for start, end in spans:
        first, after = max(start, done), min(end, last)
        if first < after:
            parts += [escape(text[done:first]), element("mark", escape(text[first:after]))]
            done = after
    return "".join([*parts, escape(text[done:last])])
