"""One run of changes at a time, whichever process it is of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import reason_of
from vectorstore.ports import IndexBusy, VectorStoreError

_NAME = "indexing.lock"
_PATIENCE = 2.0
"""Seconds: a short change of another process is waited for."""


@contextmanager
def run_lock(home: Path) -> Iterator[None]:
    """Holds the right to change the index in `home`; the system takes it back from a process that dies.

    Raises IndexBusy while another process, or another thread of this one, has it.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / _NAME, timeout=_PATIENCE)
        lock.acquire()
    except Timeout as error:
        raise IndexBusy("索引正在由另一个命令或网页更新，请等它完成后再试") from error
    except OSError as error:
        raise VectorStoreError(f"无法在 {home} 中建立锁文件（{reason_of(error)}），请检查权限") from error
    try:
        yield
    finally:
        lock.release()
