"""A report as a Word document with real footnotes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistant.history.export.model import Paragraph, Piece, Report, SideRows, Tone

if TYPE_CHECKING:
    from docx.document import Document

    from assistant.history.export.word_footnotes import Footnotes

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_word(report: Report, when: datetime) -> bytes:
    """The bytes of a .docx file; `when` is put down as the time it was made."""
    import docx  # half a second that only an export needs

    from assistant.history.export.word_footnotes import Footnotes
    from assistant.history.export.word_styles import dress, dress_notes

    document = docx.Document()
    dress(document)
    footnotes = Footnotes(document)
    dress_notes(footnotes.note_style)
    _Writer(document, footnotes, report).write()
    _sign(document.core_properties, report.title, when)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writer:
    """Writes a report into a document that is dressed already."""

    def __init__(self, document: Document, footnotes: Footnotes, report: Report) -> None:
        self._document = document
        self._footnotes = footnotes
        self._report = report
        self._standing: set[int] = set()
        self._style_ids = {style.name: style.style_id for style in document.styles}

    def write(self) -> None:
        self._styled(self._document.add_paragraph(_clean(self._report.title)), "Title")
        for line in self._report.opening:
            self._paragraph(Paragraph((Piece(line),), Tone.REMARK))
        for section in self._report.sections:
            self._styled(self._document.add_paragraph(_clean(section.heading)), "Heading 1")
            for block in section.blocks:
                self._rows(block) if isinstance(block, SideRows) else self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        from assistant.history.export.word_styles import BODY_STYLE, REMARK_STYLE

        style = BODY_STYLE if paragraph.tone is Tone.BODY else REMARK_STYLE
        self._fill(
            self._styled(self._document.add_paragraph(), style), paragraph.pieces, paragraph.tone is Tone.WARNING
        )

    def _rows(self, sides: SideRows) -> None:
        from docx.shared import Mm

        from assistant.history.export.word_styles import CELL_STYLE

        table = self._document.add_table(rows=0, cols=2)
        table._tbl.tblStyle_val = self._style_ids["Table Grid"]
        table.autofit = False
        rows = [(Piece(row.name), row.pieces) for row in sides.rows]
        head = (Piece(sides.headings[0]), (Piece(sides.headings[1]),))
        for column, width in zip(table.columns, (Mm(36), Mm(120)), strict=True):
            column.width = width
        for number, (name, pieces) in enumerate((head, *rows)):
            cells = table.add_row().cells
            for cell, filling, column in zip(cells, ((name,), pieces), table.columns, strict=True):
                cell.width = column.width
                self._fill(self._styled(cell.paragraphs[0], CELL_STYLE), filling, bold=number == 0)

    def _styled(self, written: Any, style: str) -> Any:
        """The paragraph with this style; python-docx itself reads all styles again for each, which takes 8 ms."""
        written._p.style = self._style_ids[style]
        return written

    def _fill(self, written: Any, pieces: Iterable[Piece], bold: bool = False) -> None:
        from docx.enum.text import WD_COLOR_INDEX

        for piece in pieces:
            if piece.note:
                self._refer(written, piece.note)
                continue
            run = written.add_run(_clean(piece.text))
            run.bold = bold or None
            if piece.doubtful:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _refer(self, written: Any, number: int) -> None:
        if number in self._standing:
            self._footnotes.repeat(written, number)
            return
        self._standing.add(number)
        self._footnotes.add(written, _clean(self._report.notes[number - 1]))


def _sign(properties: Any, title: str, when: datetime) -> None:
    properties.title, properties.author, properties.language = _clean(title)[:255], "知策", "zh-CN"
    properties.last_modified_by, properties.comments = "知策", ""
    properties.created = properties.modified = when.replace(microsecond=0, tzinfo=None)


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
