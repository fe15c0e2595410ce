"""A sheet as a Markdown table."""

from __future__ import annotations

import re

from assistant.tables.export.comma_separated import plain_text
from assistant.tables.sheet import Sheet, Value

_SIGNS = re.compile(r"([\\|*_`<>\[\]])")


def markdown_of(sheet: Sheet) -> bytes:
    """A heading, the table, and below it what it is about."""
    lines = [f"# {_cell(sheet.title)}", "", _row(sheet.columns), _row(["---"] * len(sheet.columns), plain=True)]
    lines += [_row(row) for row in sheet.rows]
    lines += ["", *(f"- {_cell(name)}：{_cell(value)}" for name, value in sheet.about)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _row(cells: tuple[Value, ...] | list[str], *, plain: bool = False) -> str:
    return "| " + " | ".join(str(cell) if plain else _cell(cell) for cell in cells) + " |"


def _cell(value: Value) -> str:
    text = plain_text(value)
    return "<br>".join(_SIGNS.sub(r"\\\1", line.strip()) for line in text.strip().splitlines())
