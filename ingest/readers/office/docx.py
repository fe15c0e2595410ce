"""Word documents (.docx): paragraphs with their automatic numbers, and tables, in document order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from ingest.errors import UnreadableFile
from ingest.readers.grid import Grid
from ingest.readers.linear import LinearBuilder, LinearText
from ingest.readers.office.numbering import Numbering

_W_P, _W_TBL, _W_T = qn("w:p"), qn("w:tbl"), qn("w:t")
_TEXT_BOX = qn("w:txbxContent")
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_IGNORED = frozenset({qn("w:pPr"), qn("w:rPr"), qn("w:del"), qn("w:moveFrom"), _FALLBACK})
"""Formatting, deleted text, and the second copy of a drawing for old programs."""
_WRAPPERS = frozenset(
    {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:smartTag"), qn("w:customXml")}
)


def read(data: bytes, name: str) -> LinearText:
    """The document's text; raises UnreadableFile for damaged files and for files without text."""
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        numbering = Numbering(_part_root(document, "numbering"), _part_root(document, "styles"))
        builder = LinearBuilder()
        _write(body, builder, numbering)
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        raise UnreadableFile(f"{name}：Word 文件已损坏，请换一份完整的文件，或用 Word/WPS 重新保存") from error
    linear = builder.build()
    if not linear.text:
        raise UnreadableFile(f"{name}：文档里没有文字（可能只有图片），请提供带文字的文件")
    return linear


def _part_root(document: Any, kind: str) -> Any:
    """Root element of numbering.xml or styles.xml; None where the package has none."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            return etree.fromstring(relation.target_part.blob)
    return None


def _write(container: Any, builder: LinearBuilder, numbering: Numbering) -> None:
    for child in container:
        if child.tag == _W_P:
            for line in _paragraph_lines(child, numbering):
                builder.add_line(line)
        elif child.tag == _W_TBL:
            _write_table(child, builder, numbering)
        elif child.tag in _WRAPPERS:
            _write(child, builder, numbering)


def _write_table(table: Any, builder: LinearBuilder, numbering: Numbering) -> None:
    cells = [list(_children(row, qn("w:tc"))) for row in _children(table, qn("w:tr"))]
    if max(map(len, cells), default=0) == 1:
        # A single column is a frame around text ('专栏'): its paragraphs stay paragraphs.
        for (cell,) in filter(None, cells):
            _write(cell, builder, numbering)
        return
    builder.add_table(_grid(table, numbering))


def _grid(table: Any, numbering: Numbering) -> Grid:
    """The table's cells by place; a vertically merged cell continues the one above it."""
    grid, above = Grid(), dict[int, str]()
    for r, row in enumerate(_children(table, qn("w:tr"))):
        column = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for cell in _children(row, qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            columns = max(1, _number(_find(properties, "w:gridSpan"), 1))
            merge = _find(properties, "w:vMerge")
            if merge is None or merge.get(qn("w:val")) == "restart" or column not in above:
                above[column] = " ".join(_cell_lines(cell, numbering))
            grid.place(r, column, above[column], columns=columns)
            column += columns
    return grid


def _cell_lines(cell: Any, numbering: Numbering) -> Iterator[str]:
    for paragraph in cell.iter(_W_P):
        yield from _paragraph_lines(paragraph, numbering)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Children with this tag, also those within content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _paragraph_lines(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    """The paragraph with its number, then the paragraphs of text boxes anchored in it."""
    boxes: list[Any] = []
    text = "".join(_texts(paragraph, boxes))
    if text.strip():
        yield numbering.label(paragraph) + text.strip()
    for box in boxes:
        for inner in box.iter(_W_P):
            yield from _paragraph_lines(inner, numbering)


def _texts(node: Any, boxes: list[Any]) -> Iterator[str]:
    for child in node:
        if child.tag == _W_T:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _TEXT_BOX:
            boxes.append(child)
        elif child.tag not in _IGNORED:
            yield from _texts(child, boxes)


def _find(properties: Any, tag: str) -> Any:
    return properties.find(qn(tag)) if properties is not None else None


def _number(element: Any, default: int) -> int:
    value = str(element.get(qn("w:val")) or "") if element is not None else ""
    return int(value) if value.isdecimal() else default
