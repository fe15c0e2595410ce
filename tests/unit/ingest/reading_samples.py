"""A way of reading whose files misbehave as their names say; importable by worker processes."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.model import ReadResult, SourceText
from ingest.reading_pool import Read


def make_read() -> Read:
    return read


def read(path: Path, name: str, member: str = "") -> ReadResult:
    behaviour = path.stem
    if behaviour == "hangs":
        time.sleep(600)
    if behaviour == "dies":
        os._exit(11)
    if behaviour == "eats":
        raise MemoryError
    if behaviour == "damaged":
        raise UnreadableFile(f"{name}：文件已损坏")
    if behaviour == "breaks":
        raise KeyError("没有预料到")
    if behaviour == "unreachable":
        raise TimeoutError(errno.ETIMEDOUT, "Connection timed out")
    if behaviour == "slow":
        time.sleep(0.3)
    return ReadResult(SourceText(name, f"{name} {os.getpid()}", "text/plain", ""), ())
