"""The formats that can be read: their suffixes, their readers, and how their content shows itself."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.files.archives import is_bomb, open_zip
from ingest.files.regular import LARGEST


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    kind: str
    """As the user calls it."""
    media_type: str
    module: str
    """Module of this package with a function `read(data, name)`; imported when first needed, for its libraries are
    slow to load."""
    binary: bool = True
    """Whether the content must show the format itself; text and web pages cannot be told by their first bytes."""


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_LEGACY = "office.legacy"
TEXT = Format("文本", "text/plain", "plain", binary=False)
MARKDOWN = Format("Markdown", "text/markdown", "plain", binary=False)
HTML = Format("网页", "text/html", "html", binary=False)
CSV = Format("表格文本（csv）", "text/csv", "delimited", binary=False)
PDF = Format("PDF", "application/pdf", "paged.pdf")
OFD = Format("OFD", "application/ofd", "paged.ofd")
DOCX = Format("Word（docx）", f"{_OPEN_XML}.wordprocessingml.document", "office.docx")
XLSX = Format("Excel（xlsx）", f"{_OPEN_XML}.spreadsheetml.sheet", "office.xlsx")
DOC = Format("旧版 Word（doc、wps）", "application/msword", _LEGACY)
XLS = Format("旧版 Excel（xls、et）", "application/vnd.ms-excel", _LEGACY)
RTF = Format("RTF", "application/rtf", _LEGACY)
ODT = Format("ODT", "application/vnd.oasis.opendocument.text", _LEGACY)
ODS = Format("ODS", "application/vnd.oasis.opendocument.spreadsheet", _LEGACY)
PNG = Format("PNG 图片", "image/png", "paged.images")
JPEG = Format("JPEG 图片", "image/jpeg", "paged.images")
TIFF = Format("TIFF 图片", "image/tiff", "paged.images")
BMP = Format("BMP 图片", "image/bmp", "paged.images")
WEBP = Format("WebP 图片", "image/webp", "paged.images")

FORMATS = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".csv": CSV,
    ".pdf": PDF,
    ".ofd": OFD,
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".doc": DOC,
    ".wps": DOC,
    ".xls": XLS,
    ".et": XLS,
    ".rtf": RTF,
    ".odt": ODT,
    ".ods": ODS,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".bmp": BMP,
    ".webp": WEBP,
}
SUPPORTED_SUFFIXES: frozenset[str] = frozenset(FORMATS)
"""Suffixes of single files with their dot, in lower case; `.zip` folders are `ingest.files.archives`' business."""
SHOWN_SUFFIXES = ".docx .doc .wps .pdf .ofd .txt .md .html .xlsx .xls .csv .zip 和图片"
"""The formats as messages list them: the usual ones, those that people ask for first."""
_IMAGES = (PNG, JPEG, TIFF, BMP, WEBP)
_SAME_KIND = ({DOC, RTF, DOCX, ODT}, {XLS, XLSX, ODS}, set(_IMAGES))
"""Formats that programs save under each other's suffix: WPS writes .wps as docx, and .doc as RTF; cameras err too."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLE_STREAMS = (
    ("WordDocument".encode("utf-16-le"), DOC),
    ("Workbook\0".encode("utf-16-le"), XLS),
    ("Book\0".encode("utf-16-le"), XLS),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE)
_SIGNATURES = (
    (b"{\\rtf", RTF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"BM", BMP),
)


def format_of(data: bytes, suffix: str, name: str) -> Format:
    """The format to read `data` in. Raises where the content is of another kind than the suffix says, or encrypted."""
    expected = FORMATS[suffix]
    if data.startswith(_OLE):
        return _ole_format(data, name)
    found = sniff(data, name)
    if found is None:
        if expected in (DOC, XLS) and _MARKUP.match(data[:1000]):
            # Exports of web systems: a page under the suffix that makes Word or Excel open it.
            return HTML
        if expected.binary:
            raise UnreadableFile(f"{name}：不是有效的 {expected.kind} 文件（内容不符或已损坏），请换一份完整的文件")
        return expected
    if found is expected or any({found, expected} <= kinds for kinds in _SAME_KIND):
        return found
    right = next(s for s, f in FORMATS.items() if f is found)
    raise UnsupportedFormat(f"{name}：内容是 {found.kind} 文件，与扩展名不符，请把扩展名改为 {right} 后再导入")


def sniff(data: bytes, name: str) -> Format | None:
    """The kind that the content itself shows; None for text and for what cannot be told.

    Raises UnreadableFile for office files that would not fit into memory unpacked.
    """
    # Some producers put a few bytes before the header, and PDF viewers allow that.
    if b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith(b"<"):
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _zip_format(data, name)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            # 'BM' alone may begin a text: a bitmap also states its header's size.
            return None if found is BMP and data[14:18] not in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x7c\0\0\0") else found
    return None


def _ole_format(data: bytes, name: str) -> Format:
    """What a compound file of the 1990s holds; other kinds (slides, messages) have no reader."""
    if _ENCRYPTED_STREAM in data:
        raise UnreadableFile(f"{name}：文件有密码保护，请去掉密码后再导入")
    for stream, found in _OLE_STREAMS:
        if stream in data:
            return found
    raise UnsupportedFormat(f"{name}：内容是旧版 Office 文件，但不是文档或表格，请另存为 .docx、.xlsx 或 .pdf 后再导入")


def _zip_format(data: bytes, name: str) -> Format | None:
    """What a zip is the package of; None for others and for damaged ones."""
    try:
        archive = open_zip(io.BytesIO(data), name)
    except UnreadableFile:
        return None
    with archive:
        found = _package_format(archive)
        if found is not None:
            _check_package(archive, found, name)
        return found


def _package_format(archive: zipfile.ZipFile) -> Format | None:
    names = {info.filename for info in archive.infolist()}
    if any(n.startswith("word/") for n in names):
        return DOCX
    if any(n.startswith("xl/") for n in names):
        return XLSX
    if any(n.upper() == "OFD.XML" for n in names):
        return OFD
    if "content.xml" not in names:
        return None
    # OpenDocument puts its type first and unpacked, so that it stands at the same place of every file.
    head = archive.fp.read(200) if archive.fp is not None and not archive.fp.seek(0) else b""
    return ODS if ODS.media_type.encode() in head else ODT if ODT.media_type.encode() in head else None


def _check_package(archive: zipfile.ZipFile, found: Format, name: str) -> None:
    """Raises where the XML of an office file, which parsers hold in memory, is beyond every real document."""
    parts = [info for info in archive.infolist() if info.filename.lower().endswith((".xml", ".rels"))]
    if any(is_bomb(info) for info in archive.infolist()) or sum(info.file_size for info in parts) > LARGEST:
        raise UnreadableFile(
            f"{name}：{found.kind} 文件解压后太大（上限 {LARGEST >> 20} MB），可能是压缩炸弹，已跳过；请拆分后再导入"
        )
