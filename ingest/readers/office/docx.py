"""Word documents (.docx): paragraphs with their automatic numbers, and tables, in document order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from ingest.errors import UnreadableFile
from ingest.model import RemovedKind
from ingest.readers.grid import MAX_SPAN, Grid, one_line
from ingest.readers.linear import LinearBuilder, LinearText
from ingest.readers.office.heading_levels import HeadingLevels
from ingest.readers.office.numbering import Numbering
from ingest.readers.xml import parse_xml

_W_P, _W_TBL, _W_T, _W_R = qn("w:p"), qn("w:tbl"), qn("w:t"), qn("w:r")
_TEXT_BOX = qn("w:txbxContent")
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_IGNORED = frozenset({qn("w:pPr"), qn("w:rPr"), qn("w:del"), qn("w:moveFrom"), qn("w:rt"), _FALLBACK})
"""Formatting, deleted text, the reading above a character, and the second copy of a drawing for old programs."""
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_CONTENTS = re.compile(r"toc ?\d|目录 ?\d", re.IGNORECASE)
"""Names of the styles of a table of contents' lines."""
_WRAPPERS = frozenset(
    {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag"), qn("w:customXml")}
)


def read(data: bytes, name: str) -> LinearText:
    """The document's text; raises UnreadableFile for damaged files and for files without text."""
    try:
        document = docx.Document(io.BytesIO(data))
        writer = _Writer(document)
        writer.write(document.element.body)
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        raise UnreadableFile(f"{name}：Word 文件已损坏，请换一份完整的文件，或用 Word/WPS 重新保存") from error
    linear = writer.builder.build()
    if not linear.text:
        raise UnreadableFile(f"{name}：文档里没有文字（可能只有图片），请提供带文字的文件")
    return linear


class _Writer:
    """Writes a body block by block; the notes of a block follow it."""

    def __init__(self, document: Any) -> None:
        self.builder = LinearBuilder()
        styles = _part_root(document, "styles")
        self._numbering = Numbering(_part_root(document, "numbering"), styles)
        self._headings = HeadingLevels(styles)
        self._contents = _contents_styles(styles)
        self._notes = {kind: _notes(_part_root(document, kind)) for kind in _NOTES.values()}
        self._pending: list[str] = []
        """Texts of the notes that were called since the last block ended."""
        self._count = 0

    def write(self, container: Any) -> None:
        for child in container:
            if child.tag == _W_P:
                self._write_paragraph(child)
                self._write_notes()
            elif child.tag == _W_TBL:
                self._write_table(child)
                self._write_notes()
            elif child.tag in _WRAPPERS:
                self.write(child)

    def _write_paragraph(self, paragraph: Any) -> None:
        lines = list(self._lines(paragraph))
        if _style(paragraph) in self._contents:
            self.builder.remove(RemovedKind.NAVIGATION, " ".join(lines))
            return
        level = self._headings.level(paragraph)
        for line in lines:
            self.builder.add_line(line, level)

    def _write_notes(self) -> None:
        for text in self._pending:
            self._count += 1
            self.builder.add_line(f"注{self._count}：{text}")
        self._pending = []

    def _write_table(self, table: Any) -> None:
        cells = [list(_children(row, qn("w:tc"))) for row in _rows(table)]
        if max(map(len, cells), default=0) == 1:
            # A single column is a frame around text ('专栏'): its paragraphs stay paragraphs.
            for (cell,) in filter(None, cells):
                self.write(cell)
            return
        self.builder.add_table(self._grid(table))

    def _grid(self, table: Any) -> Grid:
        """The table's cells by place; a vertically merged cell continues the one above it."""
        grid, above = Grid(), dict[int, str]()
        for r, row in enumerate(_rows(table)):
            column = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
            for cell in _children(row, qn("w:tc")):
                properties = cell.find(qn("w:tcPr"))
                columns = min(max(1, _number(_find(properties, "w:gridSpan"), 1)), MAX_SPAN)
                merge = _find(properties, "w:vMerge")
                if merge is None or merge.get(qn("w:val")) == "restart" or column not in above:
                    above[column] = " ".join(self._cell_lines(cell))
                grid.place(r, column, above[column], columns=columns)
                column += columns
        return grid

    def _cell_lines(self, cell: Any) -> Iterator[str]:
        for paragraph in cell.iter(_W_P):
            # The paragraphs of a text box come with the one that it is anchored in.
            if not any(parent.tag == _TEXT_BOX for parent in paragraph.iterancestors()):
                yield from self._lines(paragraph)

    def _lines(self, paragraph: Any) -> Iterator[str]:
        """The paragraph with its number, then the paragraphs of text boxes anchored in it."""
        boxes: list[Any] = []
        text = "".join(self._texts(paragraph, boxes))
        if text.strip():
            yield self._numbering.label(paragraph) + text.strip()
        for box in boxes:
            for inner in box.iter(_W_P):
                yield from self._lines(inner)

    def _texts(self, node: Any, boxes: list[Any]) -> Iterator[str]:
        for child in node:
            if child.tag in (_W_T, _FORMULA_TEXT):
                yield child.text or ""
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag == _TEXT_BOX:
                boxes.append(child)
            elif child.tag in _NOTES:
                note = self._notes[_NOTES[child.tag]].get(child.get(qn("w:id")) or "")
                self._pending += [note] if note else []
            elif child.tag == _W_R and _is_hidden(child):
                self.builder.remove(RemovedKind.HIDDEN, "".join(t.text or "" for t in child.iter(_W_T)))
            elif child.tag not in _IGNORED:
                yield from self._texts(child, boxes)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")


def _contents_styles(styles: Any) -> frozenset[str]:
    """Ids of the styles that a table of contents is written in."""
    if styles is None:
        return frozenset()
    named = ((style.get(qn("w:styleId")), style.find(qn("w:name"))) for style in styles.iter(qn("w:style")))
    return frozenset(
        identity for identity, name in named if name is not None and _CONTENTS.fullmatch(name.get(qn("w:val")) or "")
    )


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(style.get(qn("w:val"))) if style is not None else ""


def _notes(root: Any) -> dict[str, str]:
    """Texts of the notes by their ids; the separating lines that Word keeps among them have none."""
    if root is None:
        return {}
    return {
        note.get(qn("w:id")) or "": one_line(
            " ".join("".join(t.text or "" for t in p.iter(_W_T)) for p in note.iter(_W_P))
        )
        for note in root
    }


def _rows(table: Any) -> Iterator[Any]:
    """The rows but for those whose deletion is tracked."""
    return (row for row in _children(table, qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None)


def _part_root(document: Any, kind: str) -> Any:
    """Root element of numbering.xml or styles.xml; None where the package has none."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            return parse_xml(relation.target_part.blob)
    return None


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Children with this tag, also those within content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _find(properties: Any, tag: str) -> Any:
    return properties.find(qn(tag)) if properties is not None else None


def _number(element: Any, default: int) -> int:
    value = str(element.get(qn("w:val")) or "") if element is not None else ""
    return int(value) if value.isdecimal() else default
