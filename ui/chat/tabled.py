"""Text of a document with some of it marked; lines of cells become a table. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ui.markup import element, marked

_RUN = re.compile(r"(?:[^\n]*\t[^\n]*(?:\n|$)){2,}")
"""At least two lines with tabs: one such line alone may be a heading that was set apart."""


def passage(text: str, start: int, end: int) -> str:
    """`text` with `[start, end)` marked, its runs of tabbed lines as tables. No character but tabs is changed."""
    parts, done = [], 0
    for run in _RUN.finditer(text):
        parts += [_plain(text, done, run.start(), start, end), _table(text, run, start, end)]
        done = run.end()
    return "".join([*parts, _plain(text, done, len(text), start, end)])


def _plain(text: str, first: int, last: int, start: int, end: int) -> str:
    return _marked_slice(text, first, last, start, end) if first < last else ""


def _table(text: str, run: re.Match[str], start: int, end: int) -> str:
    rows = "".join(
        element("tr", "".join(element("td", _marked_slice(text, *cell, start, end)) for cell in _cells(text, *line)))
        for line in _pieces(text, run.start(), run.end(), "\n")
        if line[0] < line[1]
    )
    return element(
        "div",
        element("table", element("tbody", rows), "zc-table"),
        "zc-table-box",
        tabindex="0",
        role="group",
        aria_label="表格",
    )


def _cells(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    if text[last - 1 : last] == "\r":
        last -= 1
    yield from _pieces(text, first, last, "\t")


def _pieces(text: str, first: int, last: int, sign: str) -> Iterator[tuple[int, int]]:
    at = first
    for piece in text[first:last].split(sign):
        yield at, at + len(piece)
        at += len(piece) + len(sign)


def _marked_slice(text: str, first: int, last: int, start: int, end: int) -> str:
    """Characters `[first, last)` of `text`, with those of them that lie in `[start, end)` marked."""
    low, high = min(max(start, first), last), min(max(end, first), last)
    return marked(text[first:last], low - first, max(low, high) - first)
