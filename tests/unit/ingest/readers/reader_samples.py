"""Files of every format, made by small writers of our own, and what tests ask of a read file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.model import SourceText

SIMPLIFIED = (
    "九江国家级开发区亩均税收不低于２０万元，研发投入占比达到3.5%。\n（一）培育专精特新企业。\r\n　　二、工作重点\n"
)
TRADITIONAL = (
    "九江國家級開發區畝均稅收不低於20萬元，研發投入佔比達到3.5%。\n（一）培育專精特新企業。\r\n　　二、工作重點\n"
)
ASTRAL = "𠮷林市开发区（𠮷）亩均税收\t２０万元。\n"


def table_lines(source: SourceText) -> list[list[list[str]]]:
    """The cells of every table, by way of its span."""
    return [[line.split("\t") for line in span.slice(source.text).split("\n")] for span in source.tables]


def word_bytes(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def add_numbering(document: Any, number: int, levels: list[tuple[str, str]]) -> None:
    """Adds a list definition: (number format, label text) by level."""
    items = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{items}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def add_numbered(document: Any, text: str, number: int, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def sheet_bytes(rows: list[list[object]], title: str = "指标") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return saved(workbook)


FONT = "STSong-Light"


def pdf_bytes(lines: list[str], *, encrypt: StandardEncryption | None = None) -> bytes:
    """One page with these lines."""
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, encrypt)
    for i, line in enumerate(lines):
        canvas.drawString(72, 720 - 20 * i, line)
    canvas.save()
    return buffer.getvalue()


def new_canvas(buffer: io.BytesIO, encrypt: StandardEncryption | None = None) -> Canvas:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(buffer, pagesize=(595, 842), encrypt=encrypt)
    canvas.setFont(FONT, 12)
    return canvas


def draw_page(canvas: Canvas, number: int, lines: list[tuple[int, str]]) -> None:
    """Lines by their indent in characters, a running head and a page number."""
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 810, "某市人民政府公报")
    canvas.drawCentredString(297, 30, f"— {number} —")
    for i, (indent, line) in enumerate(lines):
        canvas.drawString(72 + 12 * indent, 740 - 20 * i, line)
    canvas.showPage()


def draw_table(canvas: Canvas, top: int, rows: list[list[str]]) -> None:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            canvas.rect(72 + 100 * c, top - 20 * (r + 1), 100, 20)
            canvas.drawString(76 + 100 * c, top - 20 * (r + 1) + 6, text)


OfdText = tuple[float, float, str]
"""Left end of the base line and the text, in millimetres, 4 millimetres a character."""
OfdRule = tuple[float, float, float, float]


def ofd_page(texts: Sequence[OfdText], rules: Sequence[OfdRule] = (), extra: str = "", template: str = "") -> str:
    """A page's Content.xml; a text's characters stand where DeltaX puts them."""
    objects = "".join(
        f'<ofd:TextObject Boundary="{x} {y - 4} {len(text) * 4} 5" Font="1" Size="4">'
        f'<ofd:TextCode X="0" Y="4" DeltaX="g {max(1, len(text) - 1)} 4">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        for x, y, text in texts
    )
    objects += "".join(
        f'<ofd:PathObject Boundary="{x0} {y0} {x1 - x0} {y1 - y0}">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
        for x0, y0, x1, y1 in rules
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">'
        f"{template}<ofd:Content><ofd:Layer>{objects}{extra}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def ofd_bytes(pages: Sequence[str], *, common: str = "", parts: Mapping[str, bytes] | None = None) -> bytes:
    """A package with these pages; `common` goes into the document's CommonData, `parts` into the zip."""
    listed = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f"{head}<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
            "</ofd:OFD>",
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"{head}<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for i, page in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/Page_{i}/Content.xml", page)
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return buffer.getvalue()
