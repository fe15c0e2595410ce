"""Reads the bytes of regular files, within a limit, so that no pipe or device can hold up a run."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ingest.errors import UnreadableFile, reason_of

LARGEST = 200 << 20
"""Bytes of the largest file that is read."""
_BLOCK = 1 << 20


def read_regular(path: Path, name: str, limit: int = LARGEST) -> bytes:
    """The bytes of a regular file. Raises UnreadableFile where it is none, is gone, or is larger than `limit`."""
    try:
        with open_regular(path, name) as file:
            check_size(os.fstat(file.fileno()).st_size, name, limit)
            # A file may grow between the two calls.
            data = file.read(limit + 1)
    except OSError as error:
        raise _closed(name, error) from error
    check_size(len(data), name, limit)
    return data


def digest_of_file(path: Path, name: str) -> str:
    """SHA-256 of a regular file's bytes, hexadecimal; raises UnreadableFile."""
    digest = hashlib.sha256()
    try:
        with open_regular(path, name) as file:
            check_size(os.fstat(file.fileno()).st_size, name)
            while block := file.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise _closed(name, error) from error
    return digest.hexdigest()


def _closed(name: str, error: OSError) -> UnreadableFile:
    return UnreadableFile(f"{name}：无法打开文件（{reason_of(error)}），请检查路径和权限")


@contextmanager
def open_regular(path: Path, name: str) -> Iterator[BinaryIO]:
    """Opens a file for reading; raises UnreadableFile for pipes and devices, OSError where it cannot be opened.

    Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        kind = "这是文件夹，不是文件" if stat.S_ISDIR(mode) else "不是普通文件（管道或设备），已跳过"
        raise UnreadableFile(f"{name}：{kind}")
    with os.fdopen(descriptor, "rb") as file:
        yield file


def check_size(size: int, name: str, limit: int = LARGEST) -> None:
    """Raises UnreadableFile where a file of `size` bytes is over the limit."""
    if size > limit:
        raise UnreadableFile(
            f"{name}：文件太大（{size / (1 << 20):.0f} MB），上限 {limit / (1 << 20):.0f} MB；请拆分后再导入"
        )
