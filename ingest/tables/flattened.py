"""Tables that a web copy flattened to one cell a line: their rows are found again.

By serial numbers at one distance under a header that begins with 序号, by serial numbers before a changing
number of words and an even number of figures, or by the regular change from words to figures. What does
not come out even makes no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.tables.grid import Token, holds_figures, label_columns, with_parents, with_rows
from ingest.tables.model import Table
from ingest.tables.serials import serial_of, serial_steps
from ingest.tables.values import is_serial_head, is_value, unit_of

_FEWEST_ROWS = 3
_MOST_COLUMNS = 13
_MOST_BROKEN = 3
"""Lines of a name that is broken over lines."""
_LONGEST_HEADER = 40
_CAPTION_LINES = 3
_LONGEST_CAPTION = 60
_GROUP = re.compile(r"(?:其中|合计其中|分项) ?[:：]?")
_TOTAL = re.compile(r"(?:合|总|小|共) ?计|总数|总额")
_OPENS = re.compile(r"\([^()\n]*\n|\n\((?![一二三四五六七八九十\d]{1,3}\))")
"""A line that a bracket opened on the line before goes on into, or that a bracket begins, if no label (一)."""
_SENTENCE = re.compile(r"[。;!?]$")
_NAMES_ROWS = re.compile(
    r".{0,6}(?:地区|区域|园区|片区|组团|县区|区县|城市|乡镇|街道|产业|行业|领域|项目|指标|名称|单位|部门|类别|类型|年份|年度"
    r"|企业|内容|任务|事项|子项|分项)"
)


def flattened_tables(text: str) -> list[Table]:
    """The flattened tables of a text without any other tables, in order."""
    tokens = joined_brackets(lines_of_cells(text))
    heads = [i for i, token in enumerate(tokens) if is_serial_head(token.text)]
    tables: list[Table] = []
    for start, end in zip([0, *heads], [*heads, len(tokens)], strict=True):
        segment = tokens[start:end]
        done = 0
        if segment and is_serial_head(segment[0].text):
            table, done = _numbered(tokens[max(0, start - _CAPTION_LINES) : start], segment)
            tables += [table] if table else []
        tables += _unnumbered(segment[done:]) if done or not (segment and is_serial_head(segment[0].text)) else []
    return tables


def lines_of_cells(text: str) -> list[Token]:
    """The lines that are not blank, without outer white space."""
    tokens = []
    for match in re.finditer(r"[^\n\r]+", text):
        inner = match.group().strip()
        start = match.start() + match.group().find(inner)
        tokens += [Token(inner, TextSpan(start, start + len(inner)))] if inner else []
    return tokens


def joined_brackets(tokens: Sequence[Token]) -> list[Token]:
    """The lines with a bracket on lines of its own put back to the words before it."""
    joined: list[Token] = []
    for token in tokens:
        before = joined[-1].text if joined else ""
        short = len(before) + len(token.text) <= _LONGEST_HEADER
        if short and joined and not is_value(before) and _OPENS.search(fold(before) + "\n" + fold(token.text)):
            joined[-1] = _together(joined[-1], token)
        else:
            joined.append(token)
    return joined


def _numbered(before: Sequence[Token], tokens: Sequence[Token]) -> tuple[Table | None, int]:
    """The table under 序号, with which `tokens` begin, and how many of them it takes; 0 where there is none."""
    rows = _even_rows(tokens) or _ragged_rows(tokens)
    if rows is None:
        return None, 0
    first, body, end = rows
    return _with_header(tokens[:first], body, len(body[0]), _caption(before)), end


def _even_rows(tokens: Sequence[Token]) -> tuple[int, list[list[Token]], int] | None:
    """Where the rows begin, the rows and where they end, if the numbers 1, 2, 3 stand at one distance."""
    steps = serial_steps([fold(token.text) for token in tokens], 0)
    if steps is None:
        return None
    first, width = steps
    rows: list[list[Token]] = []
    at = first
    while at < len(tokens) and serial_of(fold(tokens[at].text)) == len(rows) + 1 and at + width <= len(tokens):
        rows.append(list(tokens[at : at + width]))
        at += width
    if _goes_on(tokens, at - width, width, len(rows) + 1):
        return None
    total = _total_row(tokens, at, width)
    return (first, [*rows, total], at + width - 1) if total else (first, rows, at)


def _goes_on(tokens: Sequence[Token], last: int, width: int, serial: int) -> bool:
    """True where the next serial number stands, before a name, at another distance: a cell is missing or too many."""
    return any(
        serial_of(fold(tokens[i].text)) == serial and not is_value(tokens[i + 1].text)
        for i in range(last + 2, min(last + 2 * width, len(tokens) - 1))
        if i != last + width
    )


def _total_row(tokens: Sequence[Token], at: int, width: int) -> list[Token] | None:
    """The row 合计 behind the numbered ones, whose serial number is blank."""
    cells = list(tokens[at : at + width - 1])
    if len(cells) < width - 1 or not _TOTAL.fullmatch(fold(cells[0].text)) or not holds_figures(cells[1:]):
        return None
    after = tokens[at + width - 1] if at + width - 1 < len(tokens) else None
    if after is not None and is_value(after.text):
        return None
    return [Token("", TextSpan(cells[0].span.start, cells[0].span.start)), *cells]


def _ragged_rows(tokens: Sequence[Token]) -> tuple[int, list[list[Token]], int] | None:
    """The same where names are broken over lines: after each number words, then always as many figures."""
    starts: list[int] = []
    for i in range(1, len(tokens) - 1):
        begins = serial_of(fold(tokens[i].text)) == len(starts) + 1 and not is_value(tokens[i + 1].text)
        if begins and (not starts or is_value(tokens[i - 1].text)):
            starts.append(i)
    if len(starts) < _FEWEST_ROWS:
        return None
    rows: list[list[Token]] = []
    for start, end in pairwise([*starts, 0]):
        row, after = _ragged_row(tokens, start, end or len(tokens))
        if not row or (rows and len(row) != len(rows[0])) or (end and after != end):
            return None
        rows.append(row)
    return starts[0], rows, after


def _ragged_row(tokens: Sequence[Token], start: int, end: int) -> tuple[list[Token], int]:
    """A number, its words as one cell and its figures, and where they end; no cells where the words are too many."""
    words = start + 1
    while words < end and not is_value(tokens[words].text):
        words += 1
    figures = words
    while figures < end and is_value(tokens[figures].text):
        figures += 1
    if not 1 < words - start <= _MOST_BROKEN + 1 or figures == words:
        return [], start
    name = tokens[start + 1]
    for token in tokens[start + 2 : words]:
        name = _together(name, token)
    return [tokens[start], name, *tokens[words:figures]], figures


def _with_header(header: Sequence[Token], body: Sequence[Sequence[Token]], width: int, caption: str) -> Table | None:
    named = _columns([token.text for token in header], width)
    if named is None or len(body) < _FEWEST_ROWS:
        return None
    above, columns = named
    if any(is_value(column) or _SENTENCE.search(fold(column)) for column in columns):
        return None
    described = " ".join(part for part in (caption, above) if part)
    labels = label_columns(body, columns)
    table = with_rows(body, columns, labels, Table(described, (), unit=unit_of(described)), above)
    return table if table.rows else None


def _columns(texts: Sequence[str], width: int) -> tuple[str, list[str]] | None:
    """The header over several columns and the column headers; None where the count does not come out.

    Headers that span columns come before those they span; they are told by their unit.
    """
    columns = [text for text in texts if not _GROUP.fullmatch(fold(text))]
    spanning = []
    while len(columns) > width:
        over = next((text for text in columns[1:] if unit_of(text)), None)
        if over is None:
            return None
        columns.remove(over)
        spanning.append(over)
    return (" ".join(spanning), with_parents(columns)) if len(columns) == width else None


def _unnumbered(tokens: Sequence[Token]) -> list[Table]:
    """Tables whose rows are words followed each time by as many figures, or numbered under a header without 序号."""
    tables: list[Table] = []
    at = 0
    while at < len(tokens):
        found = _by_change(tokens, at)
        if found is None:
            break
        table, at = found
        tables += [table] if table else []
    return tables


def _by_change(tokens: Sequence[Token], at: int) -> tuple[Table | None, int] | None:
    """The next table from `at` on and where it ends; None where no more rows follow each other evenly."""
    runs = list(_runs(tokens, at))
    for i in range(len(runs) - _FEWEST_ROWS + 1):
        count = 1
        shape = _shape(runs, i + 1)
        if runs[i][2] - runs[i][1] != shape[1]:
            continue
        while i + count < len(runs) and _shape(runs, i + count) == shape:
            count += 1
        # The words of the first row stand right behind the header's, so that only their number tells them apart.
        start = runs[i][1] - shape[0]
        end = runs[i + count - 1][2]
        if count >= _FEWEST_ROWS and start >= runs[i][0]:
            if _is_broken_off(runs, i, count, shape):
                return None, end
            return _from_change(tokens, at, start, end, shape), end
    return None


Run = tuple[int, int, int]
"""Where words begin, where the figures behind them begin, and where these end."""


def _runs(tokens: Sequence[Token], at: int) -> Iterator[Run]:
    while at < len(tokens):
        words = at
        while at < len(tokens) and not is_value(tokens[at].text):
            at += 1
        figures = at
        while at < len(tokens) and is_value(tokens[at].text):
            at += 1
        if at > figures:
            yield words, figures, at


def _shape(runs: Sequence[Run], i: int) -> tuple[int, int]:
    words, figures, end = runs[i]
    return figures - words, end - figures


def _is_broken_off(runs: Sequence[Run], i: int, count: int, shape: tuple[int, int]) -> bool:
    """True where a row like the others but of another length stands before or behind them."""
    after = i + count
    before = i > 0 and _shape(runs, i - 1)[0] <= 2 and runs[i][1] - runs[i][0] == shape[0]
    behind = after < len(runs) and _shape(runs, after)[0] <= max(shape[0], 1) + 1
    return before or behind


def _from_change(tokens: Sequence[Token], floor: int, start: int, end: int, shape: tuple[int, int]) -> Table | None:
    width = sum(shape)
    if shape[0] < 1 or width > _MOST_COLUMNS or (shape[0] == 1 and width < 2):
        return None
    head = [token.text for token in tokens[floor:start]]
    named = _last_columns(head, width)
    if named is None:
        return None
    above, columns, left = named
    if shape[0] > 1 and not all(_NAMES_ROWS.fullmatch(fold(column)) for column in columns[: shape[0]]):
        return None
    rows = [list(tokens[i : i + width]) for i in range(start, end, width)]
    caption = " ".join(part for part in (_caption(tokens[floor : floor + left]), above) if part)
    table = with_rows(rows, with_parents(columns), shape[0], Table(caption, (), unit=unit_of(caption)), above)
    return table if table.rows else None


def _last_columns(texts: Sequence[str], width: int) -> tuple[str, list[str], int] | None:
    """Header over all, column headers and how many texts stand before them, read from the end of `texts`."""
    left = len(texts)
    columns: list[str] = []
    grouped = False
    above: list[str] = []
    while left and len(columns) < width:
        left -= 1
        if _GROUP.fullmatch(fold(texts[left])):
            grouped = True
        else:
            columns.insert(0, texts[left])
    if grouped and columns and unit_of(columns[0]) and left:
        above.append(columns.pop(0))
        left -= 1
        columns.insert(0, texts[left])
    if len(columns) < width or any(len(c) > _LONGEST_HEADER or _SENTENCE.search(fold(c)) for c in columns):
        return None
    return None if any(is_value(column) for column in columns) else (" ".join(above), columns, left)


def _caption(tokens: Sequence[Token]) -> str:
    kept: list[str] = []
    for token in reversed(tokens[-_CAPTION_LINES:]):
        if len(token.text) > _LONGEST_CAPTION or is_value(token.text) or _SENTENCE.search(fold(token.text)):
            break
        kept.insert(0, token.text)
    return " ".join(kept)


def _together(one: Token, other: Token) -> Token:
    return Token(one.text + other.text, TextSpan(one.span.start, other.span.end))
