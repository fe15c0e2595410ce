"""PDF files: words and ruled tables page by page; pages that are scans go through text recognition."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from ingest.errors import UnreadableFile
from ingest.readers.linear import LinearText
from ingest.readers.ocr import OcrEngine, is_installed, load_engine
from ingest.readers.paged.assembly import PrintedPage, assemble
from ingest.readers.paged.images import recognised_page
from ingest.readers.paged.lines import PageLine, mend
from ingest.readers.paged.rendering import render_pages
from ingest.readers.paged.tables import PageTable, find_tables

_LOG = logging.getLogger(__name__)
_WORD_GAP = 0.35
"""A gap of this many character widths is a space: justified Chinese text has smaller ones between all characters."""
MOST_PAGES = 20_000
_COVERED = 0.5
"""A page of which images cover so much and on which next to nothing is written is a scan with a stamp or a number."""
_NEXT_TO_NOTHING = 30
_LETTERS = 50
"""So many curves on a page without text may be letters that a printing house turned into drawings."""
MOST_SCANS = 2_000
"""Scanned pages of one file; recognition takes one or two seconds for each."""


@dataclass(frozen=True, slots=True)
class _Page:
    printed: PrintedPage
    covered: float
    """Part of the page that its images cover, 0 to 1 and more."""
    drawn: int
    """Number of images and curves."""

    @property
    def text(self) -> str:
        cells = [cell for table in self.printed.tables for _, cell in table.cells]
        return "".join([word.text for word in self.printed.words] + cells)

    @property
    def is_scan(self) -> bool:
        written = len(self.text)
        if written:
            return self.covered > _COVERED and written < _NEXT_TO_NOTHING
        return self.covered > 0 or self.drawn >= _LETTERS


def read(data: bytes, name: str, engine: OcrEngine | None = None) -> LinearText:
    """The document's text. `engine` recognises scans; left out, the installed one is loaded where one is needed.

    Raises UnreadableFile for encrypted and damaged files, UnsupportedFormat for scans where the extra is missing.
    """
    # pdfminer reports every oddity of a font at WARNING; nothing a user could act on.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages = _load(data, name)
    if not pages:
        raise UnreadableFile(f"{name}：PDF 文件已损坏（没有可读的页面），请换一份完整的文件")
    scans, reason = _scans(pages)
    if len(scans) > MOST_SCANS:
        raise UnreadableFile(f"{name}：扫描页太多（{len(scans)} 页，上限 {MOST_SCANS} 页），请拆分后再导入")
    if reason or (scans and (engine is not None or is_installed())):
        pages = _recognised(data, name, pages, scans, engine or load_engine(name, reason or "有扫描页"))
    elif scans:
        numbers = "、".join(str(number + 1) for number in scans)
        _LOG.warning("%s：第 %s 页只有图片，没有读到文字；需要文字识别（OCR）", name, numbers)
    linear = assemble([page.printed for page in pages])
    if not linear.text.strip():
        raise UnreadableFile(
            f"{name}：PDF 里没有文字{'，文字识别（OCR）也没有读到' if scans else ''}，请换一份有文字的文件"
        )
    return linear


def _scans(pages: Sequence[_Page]) -> tuple[list[int], str]:
    """Which pages only recognition can read, and why the document is worth nothing without it; empty where it is."""
    text = "".join(page.text for page in pages)
    if text.count("(cid:") * 20 > len(text):
        return list(range(len(pages))), "这个 PDF 的字体无法还原为文字"
    scans = [number for number, page in enumerate(pages) if page.is_scan]
    written = any(page.text and not page.is_scan for page in pages)
    return scans, "" if written or not scans else "这个 PDF 是扫描件"


def _recognised(data: bytes, name: str, pages: Sequence[_Page], scans: Sequence[int], engine: OcrEngine) -> list[_Page]:
    result = list(pages)
    for number, image in render_pages(data, scans, name):
        result[number] = _Page(recognised_page(image, number, engine), 0.0, 0)
    return result


def _load(data: bytes, name: str) -> list[_Page]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MOST_PAGES:
                raise UnreadableFile(f"{name}：PDF 页数太多（上限 {MOST_PAGES} 页），请拆分后再导入")
            pages = []
            for number, page in enumerate(document.pages):
                pages.append(_page(page, number))
                page.close()
            return pages
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:
        # Damage makes pdfminer fail in any of a dozen ways (struct, zlib, recursion, type errors).
        cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise UnreadableFile(f"{name}：PDF 有密码保护，请去掉密码后再导入") from error
        raise UnreadableFile(f"{name}：PDF 文件已损坏，请换一份完整的文件") from error


def _page(page: Any, number: int) -> _Page:
    drawn = len(page.curves) + len(page.images)
    area = sum(image["width"] * image["height"] for image in page.images)
    if _is_printed_twice(page.chars):
        page = page.dedupe_chars(tolerance=1)
    tables = find_tables(page, number) if page.chars else []
    rest = page.filter(lambda item: not any(_inside(item, table) for table in tables)) if tables else page
    found = rest.extract_words(x_tolerance_ratio=_WORD_GAP, return_chars=True)
    words = tuple(_word(word, number) for word in found if word["text"].strip())
    width, height = float(page.width), float(page.height)
    return _Page(PrintedPage(words, tuple(tables), width, height), area / max(width * height, 1.0), drawn)


def _is_printed_twice(chars: Sequence[dict[str, Any]]) -> bool:
    """Whether some characters stand on themselves: bold type is often made by printing twice with a small offset."""
    return len({(char["text"], round(char["x0"] / 2), round(char["top"] / 2)) for char in chars}) < len(chars)


def _inside(item: dict[str, Any], table: PageTable) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(table.box[0] <= x <= table.box[2] and table.box[1] <= y <= table.box[3])


def _word(found: dict[str, Any], page: int) -> PageLine:
    size = median(char["size"] for char in found["chars"])
    return PageLine(mend(found["text"].strip()), page, found["x0"], found["x1"], found["top"], found["bottom"], size)
