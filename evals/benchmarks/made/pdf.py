"""Made-up policies as PDF files."""

from __future__ import annotations

import importlib
import io
import unicodedata
from collections.abc import Iterator
from typing import Any

from evals.benchmarks.made.model import MadeDocument
from evals.benchmarks.made.tables import ANNEX, annex_rows
from evals.errors import EvalsError

_FONT = "STSong-Light"
"""A font that viewers bring themselves, so that no font file is needed."""
_WIDTH, _HEIGHT, _MARGIN = 595, 842, 72
_SIZE, _PITCH, _ROW = 12, 20, 20
_TOP, _BOTTOM = 750, 80
_COLUMN_WIDTHS = (50, 200, 100, 100)
_CHARACTERS = (_WIDTH - 2 * _MARGIN) / _SIZE
"""Full-width characters of a line."""
_NEVER_FIRST = frozenset("，。；：、）！？》”")


def pdf_of(document: MadeDocument) -> bytes:
    """A4 pages with a running head, page numbers, and a ruled table at the end.

    Raises EvalsError where reportlab is not installed.
    """
    buffer = io.BytesIO()
    pages = _Pages(_new_canvas(buffer), document.region)
    pages.title(document.title)
    pages.paragraph(document.lead)
    for section in document.sections:
        pages.paragraph(section.label + section.heading)
        for clause in section.clauses:
            pages.paragraph(clause.line)
    pages.paragraph(ANNEX)
    for row in annex_rows(document):
        pages.row(row)
    pages.finish()
    return buffer.getvalue()


def _new_canvas(buffer: io.BytesIO) -> Any:
    try:
        canvas = importlib.import_module("reportlab.pdfgen.canvas")
        metrics = importlib.import_module("reportlab.pdfbase.pdfmetrics")
        fonts = importlib.import_module("reportlab.pdfbase.cidfonts")
    except ImportError as error:
        raise EvalsError("生成 PDF 测速文件要用 reportlab，请先运行 make install") from error
    metrics.registerFont(fonts.UnicodeCIDFont(_FONT))
    # `invariant` fixes dates and the file's id, so that a seed makes the same bytes.
    return canvas.Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), pageCompression=1, invariant=1)


class _Pages:
    """Sets lines from the top of a page to its bottom, then turns to the next page."""

    def __init__(self, canvas: Any, head: str) -> None:
        self._canvas = canvas
        self._head = head
        self._number = 0
        self._y = 0.0
        self._turn()

    def title(self, text: str) -> None:
        self._canvas.setFont(_FONT, 1.5 * _SIZE)
        self._canvas.drawCentredString(_WIDTH / 2, self._y, text)
        self._canvas.setFont(_FONT, _SIZE)
        self._y -= 2 * _PITCH

    def paragraph(self, text: str) -> None:
        """Set with an indent of two characters."""
        for position, line in enumerate(wrapped(text, _CHARACTERS, 2)):
            self._make_room(_PITCH)
            self._canvas.drawString(_MARGIN if position else _MARGIN + 2 * _SIZE, self._y, line)
            self._y -= _PITCH

    def row(self, cells: tuple[str, ...]) -> None:
        self._make_room(_ROW)
        x = _MARGIN
        for text, width in zip(cells, _COLUMN_WIDTHS, strict=True):
            self._canvas.rect(x, self._y - 6, width, _ROW)
            self._canvas.drawString(x + 4, self._y, text)
            x += width
        self._y -= _ROW

    def finish(self) -> None:
        self._canvas.save()

    def _make_room(self, height: float) -> None:
        if self._y - height < _BOTTOM:
            self._canvas.showPage()
            self._turn()

    def _turn(self) -> None:
        self._number += 1
        self._canvas.setFont(_FONT, 9)
        self._canvas.drawString(_MARGIN, 805, f"{self._head}人民政府公报")
        self._canvas.drawCentredString(_WIDTH / 2, 36, f"— {self._number} —")
        self._canvas.setFont(_FONT, _SIZE)
        self._y = float(_TOP)


def wrapped(text: str, characters: float, indent: float) -> Iterator[str]:
    """Lines of at most `characters` full widths, the first one shorter by `indent`; no line begins with a stop."""
    line, room = "", characters - indent
    for character in text:
        width = 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5
        if width > room and character not in _NEVER_FIRST:
            yield line
            line, room = "", characters
        line += character
        room -= width
    if line:
        yield line
