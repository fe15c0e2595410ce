"""PDF files: paragraphs put together from lines, tables from ruled lines, running heads and page numbers dropped."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from ingest.errors import UnreadableFile
from ingest.readers.linear import LinearBuilder, LinearText
from ingest.readers.pdf_lines import Layout, PageLine, layout_of, mend, paragraphs, without_running_heads
from ingest.readers.pdf_tables import PageTable, find_tables, grid_of

_LOG = logging.getLogger(__name__)
_WORD_GAP = 0.35
"""A gap of this many character widths is a space: justified Chinese text has smaller ones between all characters."""


@dataclass(slots=True)
class _Page:
    lines: list[PageLine]
    tables: list[PageTable]
    has_images: bool


def read(data: bytes, name: str) -> LinearText:
    """The document's text; raises UnreadableFile for encrypted, damaged and scanned files."""
    # pdfminer reports every oddity of a font at WARNING; nothing a user could act on.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages, height = _load(data, name)
    if not pages:
        raise UnreadableFile(f"{name}：PDF 文件已损坏（没有可读的页面），请换一份完整的文件")
    _check_text(pages, name)
    kept = without_running_heads([page.lines for page in pages], height)
    body = [line for lines in kept for line in lines]
    builder = LinearBuilder()
    _write(_in_order(kept, [page.tables for page in pages]), layout_of(body) if body else None, builder)
    return builder.build()


def _load(data: bytes, name: str) -> tuple[list[_Page], float]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = []
            for number, page in enumerate(document.pages):
                pages.append(_page(page, number))
                page.close()
            return pages, float(document.pages[0].height) if pages else 0.0
    except Exception as error:
        # Damage makes pdfminer fail in any of a dozen ways (struct, zlib, recursion, type errors).
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise UnreadableFile(f"{name}：PDF 有密码保护，请去掉密码后再导入") from error
        raise UnreadableFile(f"{name}：PDF 文件已损坏，请换一份完整的文件") from error


def _page(page: Any, number: int) -> _Page:
    # Bold type is often made by printing twice with a small offset.
    page = page.dedupe_chars(tolerance=1)
    tables = find_tables(page, number)
    rest = page.filter(lambda item: not any(_inside(item, table) for table in tables)) if tables else page
    lines = [
        _line(found, number) for found in rest.extract_text_lines(x_tolerance_ratio=_WORD_GAP) if found["text"].strip()
    ]
    return _Page(lines, tables, bool(page.images))


def _inside(item: dict[str, Any], table: PageTable) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(table.box[0] <= x <= table.box[2] and table.box[1] <= y <= table.box[3])


def _line(found: dict[str, Any], page: int) -> PageLine:
    size = median(char["size"] for char in found["chars"])
    return PageLine(mend(found["text"].strip()), page, found["x0"], found["x1"], found["top"], found["bottom"], size)


def _check_text(pages: list[_Page], name: str) -> None:
    """Raises where there is no text to read; logs the pages of a mixed document that hold only images."""
    text = "".join(line.text for page in pages for line in page.lines)
    text += "".join(cell for page in pages for table in page.tables for _, cell in table.cells)
    if not text.strip():
        raise UnreadableFile(f"{name}：PDF 里只有图片（扫描件），没有文字；请先做文字识别（OCR）再导入")
    if text.count("(cid:") * 20 > len(text):
        raise UnreadableFile(f"{name}：PDF 的字体无法还原为文字；请另存为 Word 或先做文字识别（OCR）再导入")
    scanned = [str(i + 1) for i, page in enumerate(pages) if page.has_images and not page.lines and not page.tables]
    if scanned:
        _LOG.warning("%s：第 %s 页只有图片，没有读到文字", name, "、".join(scanned))


def _in_order(lines: list[list[PageLine]], tables: list[list[PageTable]]) -> list[PageLine | PageTable]:
    items: list[PageLine | PageTable] = []
    for page_lines, page_tables in zip(lines, tables, strict=True):
        page_items: list[PageLine | PageTable] = [*page_lines, *page_tables]
        items += sorted(page_items, key=_top)
    return items


def _top(item: PageLine | PageTable) -> float:
    return item.top if isinstance(item, PageLine) else item.box[1]


def _write(items: list[PageLine | PageTable], layout: Layout | None, builder: LinearBuilder) -> None:
    """Runs of lines become paragraphs, runs of tables that continue each other become one table."""
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and _same_run(items[end - 1], items[end]):
            end += 1
        run = items[start:end]
        run_lines = [item for item in run if isinstance(item, PageLine)]
        if run_lines and layout:
            for paragraph in paragraphs(run_lines, layout):
                builder.add_line(paragraph)
        else:
            builder.add_table(grid_of([item for item in run if isinstance(item, PageTable)]))
        start = end


def _same_run(before: PageLine | PageTable, item: PageLine | PageTable) -> bool:
    if isinstance(before, PageTable) and isinstance(item, PageTable):
        return item.continues(before)
    return isinstance(before, PageLine) and isinstance(item, PageLine)
