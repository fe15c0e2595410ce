"""A document's own text with words marked; the text of a table as a table. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from ui.markup import element, escape, marked

Span = tuple[int, int]


def marked_all(text: str, spans: Sequence[Span]) -> str:
    """`text` with every span marked; the spans are in order and apart."""
    parts, done = [], 0
    for start, end in spans:
        parts += [escape(text[done:start]), marked(text[start:end], 0, end - start)]
        done = end
    return "".join(parts) + escape(text[done:])


def passage(text: str, spans: Sequence[Span] = (), is_table: bool = False) -> str:
    """A clause's text; lines of cells between tabs become rows."""
    if not is_table and text.count("\t") < 2:
        return element("p", marked_all(text, spans), "zp-text zc-original")
    rows, at = [], 0
    for line in text.split("\n"):
        cells, begin = [], at
        for piece in line.split("\t"):
            inside = [(max(s, begin) - begin, min(e, begin + len(piece)) - begin) for s, e in spans]
            cells.append(element("td", marked_all(piece, [span for span in inside if span[0] < span[1]])))
            begin += len(piece) + 1
        rows += [element("tr", "".join(cells))] if line.strip() else []
        at += len(line) + 1
    body = element("table", element("tbody", "".join(rows)), "zp-cells zc-original")
    return element("div", body, "zp-wide", tabindex="0", role="group", aria_label="表格")
