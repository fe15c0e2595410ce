"""CSV that Excel opens: UTF-8 with a mark, and no cell that it would take for a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from assistant.tables.sheet import Sheet, Value

_FORMULA = tuple("=+-@＝＋－＠\t\r")
"""What a cell must not begin with, in half and full width; see OWASP, CSV Injection."""


def csv_of(sheet: Sheet) -> bytes:
    """The heads and rows of `sheet`; what it is about is left out, for a program reads the file from its first line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(cell_text, sheet.columns))
    for row in sheet.rows:
        writer.writerow(map(cell_text, row))
    return text.getvalue().encode("utf-8-sig", "replace")


def cell_text(value: Value) -> str:
    """A cell; text that begins like a formula gets an apostrophe before it, numbers stay numbers."""
    text = plain_text(value)
    dangerous = isinstance(value, str) and (text.startswith(_FORMULA) or text.lstrip(" \n　").startswith(_FORMULA))
    return f"'{text}" if dangerous else text


def plain_text(value: Value) -> str:
    """A cell as text; numbers without exponent."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
