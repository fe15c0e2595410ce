"""Picks the reader of a file by its suffix, and checks cheaply that the content is of that kind."""

from __future__ import annotations

import hashlib
import importlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ingest.errors import UnreadableFile, UnsupportedFormat, reason_of
from ingest.model import SourceText
from ingest.readers.linear import LinearText

Reader = Callable[[bytes, str], LinearText]


@dataclass(frozen=True, slots=True)
class _Format:
    kind: str
    media_type: str
    module: str
    """Module of this package with a function `read`; imported when first needed, for its libraries are slow to load."""


_OFFICE = "application/vnd.openxmlformats-officedocument"
_TEXT = _Format("文本", "text/plain", "plain")
_MARKDOWN = _Format("Markdown", "text/markdown", "plain")
_HTML = _Format("网页", "text/html", "html")
_PDF = _Format("PDF", "application/pdf", "pdf")
_DOCX = _Format("Word（docx）", f"{_OFFICE}.wordprocessingml.document", "docx")
_XLSX = _Format("Excel（xlsx）", f"{_OFFICE}.spreadsheetml.sheet", "xlsx")
_FORMATS = {
    ".txt": _TEXT,
    ".text": _TEXT,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".pdf": _PDF,
    ".docx": _DOCX,
    ".xlsx": _XLSX,
}
SUPPORTED_SUFFIXES: frozenset[str] = frozenset(_FORMATS)
"""Suffixes with their dot, in lower case."""
_LEGACY_ADVICE = {".doc": ".docx", ".wps": ".docx", ".rtf": ".docx", ".xls": ".xlsx", ".et": ".xlsx", ".ofd": ".pdf"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def read_file(path: Path, name: str) -> SourceText:
    """Reads one file; `name` is how people see it and how citations call it.

    Raises UnsupportedFormat where no reader fits, UnreadableFile where the file is missing, empty,
    damaged, encrypted or without text.
    """
    file_format = _format_of(path, name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{name}：无法打开文件（{reason_of(error)}），请检查路径和权限") from error
    if not data.strip(b"\x00\t\r\n "):
        raise UnreadableFile(f"{name}：文件是空的，请换一份有内容的文件")
    _check_content(data, file_format, name)
    linear = _reader(file_format)(data, name)
    if not linear.text.strip("\ufeff \t\r\n\u3000"):
        raise UnreadableFile(f"{name}：文件里没有文字，请换一份有内容的文件")
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(name, linear.text, file_format.media_type, digest, linear.tables, linear.removed, linear.page)


def unsupported_message(name: str, suffix: str) -> str:
    """One line for the user on a file whose suffix has no reader: what it is and how to convert it."""
    if suffix in _LEGACY_ADVICE:
        return f"{name}：暂不支持 {suffix} 文件，请另存为 {_LEGACY_ADVICE[suffix]} 后再导入"
    shown = f"{suffix} 文件" if suffix else "没有扩展名的文件"
    return f"{name}：暂不支持{' ' if suffix else ''}{shown}；支持 {' '.join(sorted(SUPPORTED_SUFFIXES))}"


def _format_of(path: Path, name: str) -> _Format:
    suffix = path.suffix.lower()
    if suffix not in _FORMATS:
        raise UnsupportedFormat(unsupported_message(name, suffix))
    return _FORMATS[suffix]


def _reader(file_format: _Format) -> Reader:
    return cast(Reader, importlib.import_module(f"ingest.readers.{file_format.module}").read)


def _check_content(data: bytes, expected: _Format, name: str) -> None:
    """Raises where the first bytes tell of another kind of file than the suffix does."""
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise UnreadableFile(f"{name}：文件有密码保护，请去掉密码后再导入")
        raise UnsupportedFormat(f"{name}：内容是旧版 Office 文件，请另存为 .docx 或 .xlsx 后再导入")
    found = _sniff(data)
    if found is not None and found is not expected:
        suffix = next(s for s, f in _FORMATS.items() if f is found)
        raise UnsupportedFormat(f"{name}：内容是 {found.kind} 文件，与扩展名不符，请把扩展名改为 {suffix} 后再导入")
    if found is None and expected in (_PDF, _DOCX, _XLSX):
        raise UnreadableFile(f"{name}：不是有效的 {expected.kind} 文件（内容不符或已损坏），请换一份完整的文件")


def _sniff(data: bytes) -> _Format | None:
    """The kind that the content itself shows; None for text and for what cannot be told."""
    # Some producers put a few bytes before the header, and PDF viewers allow that.
    if b"%PDF-" in data[:1024] and not data[:1024].lstrip().startswith(b"<"):
        return _PDF
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    if any(n.startswith("word/") for n in names):
        return _DOCX
    return _XLSX if any(n.startswith("xl/") for n in names) else None
