"""Builds the example files that are not plain text from the sources beside this script.

The GB18030 text, the Word files, the PDF and the workbook in `examples/corpus` are generated from
`examples/sources`, so that a digest is edited in one readable place. Dates and metadata are fixed
and zip members are rewritten with a constant time: two builds with the same library versions give
the same bytes.

    python examples/build_corpus.py [TARGET_FOLDER]
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

HERE = Path(__file__).resolve().parent
FIXED_DATE = datetime(2024, 1, 1)
FIXED_ZIP_TIME = (2024, 1, 1, 0, 0, 0)
PDF_FONT = "STSong-Light"
"""A CID font that PDF viewers bring themselves, so no font file is embedded."""

CHAPTER = re.compile(r"[一二三四五六七八九十]+、|附表|表\d")


def main(arguments: list[str]) -> None:
    """Builds every generated file into the folder named, `examples/corpus` by default."""
    target = Path(arguments[0]) if arguments else HERE / "corpus"
    for path in build(target):
        print(path)


def build(target: Path) -> list[Path]:
    """Writes the generated files into `target` and returns their paths; existing ones are replaced."""
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for source, suffix, render in RECIPES:
        path = target / (source + suffix)
        path.write_bytes(render((HERE / "sources" / f"{source}.txt").read_text(encoding="utf-8")))
        written.append(path)
    return written


def render_gb18030(text: str) -> bytes:
    """The text in the encoding that older government sites still serve."""
    return text.encode("gb18030")


def render_docx(text: str) -> bytes:
    """A Word file: the '# ' line as title, chapters as headings, '|' lines as one real table."""
    document = Document()
    rows: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("|"):
            rows.append(cells_of(line))
            continue
        _add_docx_table(document, rows)
        rows = []
        if line.startswith("# "):
            document.add_heading(line[2:], level=0)
        elif CHAPTER.match(line):
            document.add_heading(line, level=1)
        else:
            document.add_paragraph(line)
    _add_docx_table(document, rows)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "知策项目", "示例摘要", ""
    properties.created = properties.modified = FIXED_DATE
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_times(buffer.getvalue())


def _add_docx_table(document: WordDocument, rows: list[list[str]]) -> None:
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value


def render_pdf(text: str) -> bytes:
    """An A4 PDF with a page number in the foot of each page."""
    registerFont(UnicodeCIDFont(PDF_FONT))
    body = ParagraphStyle("body", fontName=PDF_FONT, fontSize=11, leading=18, wordWrap="CJK")
    chapter = ParagraphStyle("chapter", parent=body, fontSize=13, leading=24, spaceBefore=6)
    title = ParagraphStyle("title", parent=body, fontSize=15, leading=30, alignment=1)
    story = []
    for line in text.splitlines():
        if line.startswith("# "):
            story.append(Paragraph(escape(line[2:]), title))
        else:
            story.append(Paragraph(escape(line), chapter if CHAPTER.match(line) else body))
    buffer = io.BytesIO()
    # `invariant` fixes the dates and the file's id; uncompressed pages do not hang on the zlib in use.
    template = SimpleDocTemplate(
        buffer, pagesize=A4, title="示例摘要", author="知策项目", invariant=1, pageCompression=0
    )
    template.build(story, onFirstPage=_draw_foot, onLaterPages=_draw_foot)
    return buffer.getvalue()


def _draw_foot(canvas: Canvas, _: SimpleDocTemplate) -> None:
    canvas.setFont(PDF_FONT, 9)
    canvas.drawCentredString(A4[0] / 2, 36, f"— {canvas.getPageNumber()} —")


def render_xlsx(text: str) -> bytes:
    """A workbook with one sheet: caption, label, unit, a two-row head with merged cells, rows, note."""
    workbook = Workbook()
    sheet = workbook.active
    if sheet is None:
        raise RuntimeError("a new workbook has no sheet")
    sheet.title = "目标分解表"
    for line in text.splitlines():
        if line.startswith("|"):
            sheet.append([_cell_value(value) for value in cells_of(line)])
        else:
            sheet.append([line.removeprefix("# ")])
    last = sheet.max_row
    for block in ("A1:G1", "A2:G2", "A3:G3", "A4:A5", "B4:B5", "C4:G4", f"A{last}:G{last}"):
        sheet.merge_cells(block)
    sheet["A1"].font = Font(bold=True, size=14)
    for row in sheet["A4:G5"]:
        for cell in row:
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    workbook.properties.creator, workbook.properties.title = "知策项目", "示例数据"
    workbook.properties.created = FIXED_DATE
    buffer = io.BytesIO()
    workbook.save(buffer)
    return with_fixed_times(buffer.getvalue())


def _cell_value(value: str) -> str | int | None:
    if value.isdigit():
        return int(value)
    return value or None


def cells_of(line: str) -> list[str]:
    """The cells of a source line such as '|1|光电信息|1000|'."""
    return line.strip().removeprefix("|").removesuffix("|").split("|")


def with_fixed_times(package: bytes) -> bytes:
    """An Office package with constant member times, member order and 'modified' date."""
    stamp = FIXED_DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            info = zipfile.ZipInfo(name, FIXED_ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return buffer.getvalue()


RECIPES: tuple[tuple[str, str, Callable[[str], bytes]], ...] = (
    ("湖北省_开发区改革创新_摘要", ".txt", render_gb18030),
    ("天津市_开发区改革创新_摘要", ".docx", render_docx),
    ("黔西市_开发区高质量发展_摘要", ".docx", render_docx),
    ("连云港市_省级以上开发区高质量发展_摘要", ".pdf", render_pdf),
    ("赣江新区_2023年产业营业收入目标分解表", ".xlsx", render_xlsx),
)
"""Source name, suffix of the generated file, and what renders it."""


if __name__ == "__main__":
    main(sys.argv[1:])
