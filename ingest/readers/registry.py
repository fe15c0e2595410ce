"""Reads one file: picks its reader by suffix and content, keeps limits, and turns every failure into one line."""

from __future__ import annotations

import hashlib
import importlib
import logging
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import cast

from ingest.errors import IngestError, UnreadableFile, UnsupportedFormat
from ingest.files.archives import read_member
from ingest.files.regular import read_regular
from ingest.model import SourceText
from ingest.readers.formats import FORMATS, SHOWN_SUFFIXES, SUPPORTED_SUFFIXES, Format, format_of
from ingest.readers.linear import LinearText

__all__ = ["SUPPORTED_SUFFIXES", "read_bytes", "read_file", "unsupported_message"]

Reader = Callable[[bytes, str], LinearText]
logger = logging.getLogger(__name__)


def read_file(path: Path, name: str, member: str = "") -> SourceText:
    """Reads one file, or one member of a zip folder; `name` is how people see it and how citations call it.

    Raises UnsupportedFormat where no reader fits, UnreadableFile where the file is missing, empty, too large,
    damaged, encrypted or without text.
    """
    suffix = _suffix(PurePosixPath(member) if member else path, name)
    data = read_member(path, member, name) if member else read_regular(path, name)
    return read_bytes(data, suffix, name)


def read_bytes(data: bytes, suffix: str, name: str) -> SourceText:
    """Reads a file's content; `suffix` with its dot, in lower case. Raises as `read_file`."""
    if not data.strip(b"\x00\t\r\n "):
        raise UnreadableFile(f"{name}：文件是空的，请换一份有内容的文件")
    file_format = format_of(data, suffix, name)
    linear = _guarded(_reader(file_format), data, name, file_format)
    if not linear.text.strip("\ufeff \t\r\n\u3000"):
        raise UnreadableFile(f"{name}：文件里没有文字，请换一份有内容的文件")
    digest = hashlib.sha256(data).hexdigest()
    return SourceText(
        name,
        linear.text,
        file_format.media_type,
        digest,
        linear.tables,
        linear.removed,
        linear.page,
        linear.headings,
    )


def unsupported_message(name: str, suffix: str) -> str:
    """One line for the user on a file whose suffix has no reader."""
    shown = f"{suffix} 文件" if suffix else "没有扩展名的文件"
    return f"{name}：暂不支持{' ' if suffix else ''}{shown}；支持 {SHOWN_SUFFIXES}"


def _suffix(path: Path | PurePosixPath, name: str) -> str:
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise UnsupportedFormat(unsupported_message(name, suffix))
    return suffix


def _reader(file_format: Format) -> Reader:
    return cast(Reader, importlib.import_module(f"ingest.readers.{file_format.module}").read)


def _guarded(read: Reader, data: bytes, name: str, file_format: Format) -> LinearText:
    """Calls a reader; whatever it fails with becomes one line.

    This is the boundary to a dozen parsers that raise anything on damage (struct.error, zlib.error, IndexError,
    AssertionError, RecursionError on nesting). A reader's own IngestError passes; so do KeyboardInterrupt and
    SystemExit, which are no failures of the file. MemoryError is caught too: the big allocation has failed and been
    freed, and the next file deserves its chance.
    """
    try:
        return read(data, name)
    except IngestError:
        raise
    except (MemoryError, RecursionError) as error:
        raise UnreadableFile(f"{name}：内容太大或嵌套太深，无法读取；请拆分或另存后再导入") from error
    except Exception as error:
        logger.info("%s: the reader failed", name, exc_info=True)
        raise UnreadableFile(f"{name}：{file_format.kind} 文件已损坏，请换一份完整的文件，或另存后再导入") from error
