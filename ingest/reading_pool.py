"""Reads many files at once in worker processes, so that a file that hangs, crashes or eats memory harms no other.

The only module that imports pebble, whose pool stops a worker at a time limit and tells of one that died.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pebble import ProcessExpired, ProcessPool  # noqa: TID251

from ingest.errors import UnreadableFile
from ingest.limits import bound_memory, memory_of
from ingest.model import ReadResult

_FILES_PER_WORKER = 200
"""A worker is replaced after so many files: what libraries never give back is bounded."""


class Read(Protocol):
    """Reads a file, or a `member` of the zip at `path`; `name` is how citations call it. Raises `IngestError`."""

    def __call__(self, path: Path, name: str, member: str = "") -> ReadResult: ...


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A file to read and the name that citations call it by."""

    path: Path
    name: str
    member: str = ""
    """Path within the zip at `path`; empty for a file of its own."""


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What reading a file gave: a result, or the error that kept it from one."""

    task: ReadTask
    result: ReadResult | None = None
    error: Exception | None = None


def read_here(read: Read, tasks: Iterable[ReadTask]) -> Iterator[ReadOutcome]:
    """Reads in this process, one file after the other; a task is taken only when its turn has come."""
    for task in tasks:
        try:
            outcome = ReadOutcome(task, read(task.path, task.name, task.member))
        except Exception as error:
            outcome = ReadOutcome(task, error=error)
        yield outcome


class ReadingPool:
    """Worker processes that read. Use as a context manager; at its end no process is left."""

    def __init__(self, make_read: Callable[[], Read], workers: int, timeout: float) -> None:
        """`make_read` can be pickled and is called once in each of the `workers`; `timeout` is seconds a file.

        Raises ValueError unless there is at least one worker and the time limit is positive.
        """
        if workers < 1 or timeout <= 0:
            raise ValueError(f"expected workers >= 1 and timeout > 0, got {workers} and {timeout}")
        self._timeout = timeout
        # At most one file waits beside those being read, and its result, so memory does not grow with the folder.
        self._in_flight = workers + 1
        # Not fork: the main process runs threads of other libraries, whose locks a copy would hold for ever.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPool(workers, _FILES_PER_WORKER, _start, (make_read, memory_of(workers)), context)

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def read(self, tasks: Iterable[ReadTask]) -> Iterator[ReadOutcome]:
        """Outcomes in the order of `tasks`, which are taken only little ahead of what was given out."""
        waiting: deque[tuple[ReadTask, Future[ReadResult]]] = deque()
        for task in tasks:
            waiting.append(
                (task, self._pool.schedule(_read, (task.path, task.name, task.member), timeout=self._timeout))
            )
            if len(waiting) >= self._in_flight:
                yield self._outcome(*waiting.popleft())
        while waiting:
            yield self._outcome(*waiting.popleft())

    def _outcome(self, task: ReadTask, future: Future[ReadResult]) -> ReadOutcome:
        try:
            return ReadOutcome(task, future.result())
        except TimeoutError as error:
            if isinstance(error.errno, int):  # the system's own: a network drive that does not answer
                return ReadOutcome(task, error=error)
            reason = f"读取超过 {self._timeout:.0f} 秒，已放弃；请拆成小一些的文件，或用 ZHICE_READ_TIMEOUT 放宽时限"
        except ProcessExpired as error:
            reason = f"读取它的进程意外中止（退出码 {error.exitcode}），文件可能已损坏；请另存为其他格式后再试"
        except MemoryError:
            reason = "读取它所需的内存超出上限，请拆成小一些的文件后再导入"
        except Exception as error:
            return ReadOutcome(task, error=error)
        return ReadOutcome(task, error=UnreadableFile(f"{task.name}：{reason}"))


class _Worker:
    """What a worker process keeps between two files."""

    read: Read | None = None


def _start(make_read: Callable[[], Read], memory: int) -> None:
    # Ctrl-C reaches the whole process group; the main process decides what to do about it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bound_memory(memory)
    _Worker.read = make_read()


def _read(path: Path, name: str, member: str) -> ReadResult:
    if _Worker.read is None:
        raise RuntimeError("a reading worker was used before it was started")
    return _Worker.read(path, name, member)
