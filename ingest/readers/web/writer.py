"""Writes the elements of a page out as lines and tables, as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from ingest.lines import Line
from ingest.model import TextSpan
from ingest.numbering import read_label
from ingest.readers.grid import Grid
from ingest.readers.numerals import format_number
from ingest.readers.web.markup import Element
from ingest.readers.web.tables import grid_of, is_data_table, strays_of

_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|details|dir|div|fieldset|fig(?:caption|ure)|footer|form|"
    r"h[1-6r]|header|hgroup|html|legend|li|main|menu|nav|ol|optgroup|option|p|pre|section|summary|table|tbody|t[dhr]|"
    r"textarea|tfoot|thead|title|ul"
)
_HEADING = re.compile(r"h[1-6]")
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)", re.IGNORECASE)
_SKIPPED = frozenset({"rt", "rp", "head", "script", "style", "colgroup"})
"""Readings over characters (ruby) are no part of the text."""
_OL_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_LIST_STYLES = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
    "none": "none",
    "disc": "none",
    "circle": "none",
    "square": "none",
}
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\xad]")
_BREAK_IN_HAN = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uffef])[ \t]*[\r\n]\s*(?=[\u3001-\u9fff\uff01-\uffef])")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_RAISABLE = re.compile(r"[+\-−]?\d{1,3}")


class HeadingLine(str):
    """A line of an element h1 to h6."""

    level: int


Piece = str | Grid
"""A line (it may hold breaks) or a table."""


def write(element: Element, *, tables: bool = True) -> list[Piece]:
    """The text of the element in reading order; without `tables` those are lines too.

    Walks without recursion: pages are nested thousands of levels deep.
    """
    return _Writer(tables).walk(element)


def closed_up(text: str) -> str:
    """White space as a browser shows it; a line break of the page's source between Chinese characters is none."""
    return _SPACE.sub(" ", _BREAK_IN_HAN.sub("", _INVISIBLE.sub("", text))).strip(" \u3000")


def lines_of_pieces(pieces: Sequence[Piece]) -> list[str]:
    """The pieces that are no tables, as lines."""
    return [line for piece in pieces if isinstance(piece, str) for line in piece.splitlines()]


class _List:
    """An ordered list that is being written: how its items are numbered, and the next number."""

    def __init__(self, element: Element) -> None:
        style = _LIST_STYLE.search(str(element.get("style") or ""))
        self.format = _LIST_STYLES.get(style.group(1).lower() if style else "") or _OL_TYPES.get(
            str(element.get("type")), "decimal"
        )
        items = sum(1 for child in element if child.tag == "li")
        self._step = -1 if element.get("reversed") is not None else 1
        self._next = _number(element.get("start"), items if self._step < 0 else 1)

    def label(self, item: Element) -> str:
        number = _number(item.get("value"), self._next)
        self._next = number + self._step
        shown = format_number(number, self.format) if number > 0 else str(number)
        return f"{shown}、" if shown and self.format == "chineseCounting" else f"{shown}. " if shown else ""


class _Writer:
    def __init__(self, tables: bool) -> None:
        self._tables = tables
        self._pieces: list[Piece] = []
        self._inline: list[str] = []
        self._label = ""
        self._lists: list[_List | None] = []
        self._preserved = 0
        self._level = 0
        """That of the heading that is being written, 1 to 6; 0 outside of headings."""

    def walk(self, root: Element) -> list[Piece]:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                self._add_tail(element, root)
            elif event == "end":
                self._end(element)
                self._add_tail(element, root)
            elif not self._start(element):
                walker.skip_subtree()
        self._end_line()
        return self._pieces

    def _start(self, element: Element) -> bool:
        """Begins an element; False where all of it is written or left out already."""
        tag = element.tag
        if tag in _SKIPPED:
            return False
        if tag == "table" and self._tables and is_data_table(element):
            self._end_line()
            self._write_table(element)
            return False
        if tag == "sup" and len(element) == 0 and _RAISABLE.fullmatch((element.text or "").strip()):
            self._inline.append((element.text or "").strip().translate(_RAISED))
            return False
        if tag == "br" or _is_block(element):
            self._end_line()
        if tag in ("ol", "ul", "menu", "dir"):
            self._lists.append(_List(element) if tag == "ol" else None)
        elif tag == "li" and self._lists and (ordered := self._lists[-1]) is not None:
            self._label = ordered.label(element)
        elif tag in ("pre", "textarea"):
            self._preserved += 1
        elif _HEADING.fullmatch(tag):
            self._level = int(tag[1])
        self._add(element.text)
        return True

    def _end(self, element: Element) -> None:
        if _is_block(element):
            self._end_line()
        if element.tag == "li":
            self._label = ""
        elif element.tag in ("ol", "ul", "menu", "dir") and self._lists:
            self._lists.pop()
        elif element.tag in ("pre", "textarea") and self._preserved:
            self._preserved -= 1
        elif _HEADING.fullmatch(element.tag):
            self._level = 0

    def _add_tail(self, element: Element, root: Element) -> None:
        if element is not root:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._preserved:
            self._inline.append(text)
            return
        first, *rest = text.splitlines() or [""]
        self._inline.append(first)
        for line in rest:
            self._end_line()
            self._inline.append(line)

    def _end_line(self) -> None:
        line = closed_up("".join(self._inline))
        self._inline.clear()
        if not line:
            return
        # Many lists carry numbers of their own as text and hide those of the browser by a style sheet.
        own = self._label and (line[0] in "[【" or read_label(Line(TextSpan(0, len(line)), line, 0)) is not None)
        shown = line if own else self._label + line
        if self._level:
            shown = HeadingLine(shown)
            shown.level = self._level
        self._pieces.append(shown)
        self._label = ""

    def _write_table(self, table: Element) -> None:
        below: list[Piece] = []
        for stray in strays_of(table):
            lines = lines_of_pieces(write(stray, tables=False))
            at_foot = stray.tag == "caption" and "bottom" in f"{stray.get('align')}{stray.get('style')}"
            (below if at_foot else self._pieces).extend(lines)
        self._pieces += [line for text in _loose_texts(table) if (line := closed_up(text))]
        self._pieces.append(grid_of(table, _cell_text))
        self._pieces += below


def _cell_text(cell: Element) -> str:
    return " ".join(lines_of_pieces(write(cell, tables=False)))


def _loose_texts(table: Element) -> list[str]:
    """Text of the table that stands in no cell: a mistake that browsers show above the table."""
    parents = [table, *(e for e in table.iter("thead", "tbody", "tfoot", "tr") if _table_of(e) is table)]
    texts = [parent.text for parent in parents] + [child.tail for parent in parents for child in parent]
    return [text for text in texts if text and text.strip()]


def _table_of(element: Element) -> Element | None:
    return next(element.iterancestors("table"), None)


def _is_block(element: Element) -> bool:
    if _BLOCKS.fullmatch(element.tag):
        return True
    style = element.get("style")
    return style is not None and "display" in style and _BLOCK_STYLE.search(style) is not None


def _number(value: object, default: int) -> int:
    text = str(value).strip()
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default
