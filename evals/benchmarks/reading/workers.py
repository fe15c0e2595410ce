"""Reading with worker processes and without: time and memory."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.bootstrap import make_read, open_index, open_indexer
from assistant.settings import Settings
from evals.benchmarks.memory import in_new_process, peak_memory
from evals.benchmarks.reading.model import Run, WorkersFigures
from evals.benchmarks.warming import load_dictionaries
from evals.errors import EvalsError
from ingest.model import ReadResult
from ingest.reading_pool import Read, ReadingPool, ReadOutcome, ReadTask, read_here


def measure_workers(files: Sequence[Path], work: Path, settings: Settings, workers: int) -> WorkersFigures:
    """Reads and indexes `files` in this many worker processes and in none; the indexes are made under `work`.

    Raises EvalsError where a file could not be read.
    """
    tokens, timeout = settings.chunk_tokens, settings.read_timeout
    by_workers, start_seconds, worker_peak = in_new_process(_read_by_workers, files, tokens, workers, timeout)
    return WorkersFigures(
        workers=workers,
        files=len(files),
        size=sum(path.stat().st_size for path in files),
        read_here=in_new_process(_read_here, files, tokens),
        read_by_workers=by_workers,
        start_seconds=start_seconds,
        worker_peak=worker_peak,
        index_here=in_new_process(_index, files, _variant(settings, work / "here", 0)),
        index_by_workers=in_new_process(_index, files, _variant(settings, work / "workers", workers)),
    )


def make_noting_read(tokens: int, notes: Path) -> Read:
    """Reads as usual, and after each file notes in the folder `notes` how much memory the process took at most."""
    read = make_read(tokens)

    def noting(path: Path, name: str, member: str = "") -> ReadResult:
        try:
            return read(path, name, member)
        finally:
            (notes / str(os.getpid())).write_text(str(peak_memory()), encoding="ascii")

    return noting


def _read_here(files: Sequence[Path], tokens: int) -> Run:
    read = make_read(tokens)
    _check(read_here(read, _one_of_each(files)))
    started = time.perf_counter()
    _check(read_here(read, _tasks(files)))
    return Run(time.perf_counter() - started, peak_memory())


def _read_by_workers(files: Sequence[Path], tokens: int, workers: int, timeout: float) -> tuple[Run, float, int]:
    """The run, seconds to start the workers, and the most memory of one."""
    with TemporaryDirectory(prefix="zhice-bench-") as folder:
        notes = Path(folder)
        started = time.perf_counter()
        with ReadingPool(partial(make_noting_read, tokens, notes), workers, timeout) as pool:
            _check(pool.read(task for task in _one_of_each(files) for _ in range(workers)))
            ready = time.perf_counter()
            _check(pool.read(_tasks(files)))
            ended = time.perf_counter()
        peaks = [int(note.read_text(encoding="ascii")) for note in notes.iterdir()]
    return Run(ended - ready, peak_memory()), ready - started, max(peaks)


def _index(files: Sequence[Path], settings: Settings) -> Run:
    with closing(open_index(settings, create=True)) as index:
        load_dictionaries(index)
        started = time.perf_counter()
        with open_indexer(settings, index) as indexer:
            report = indexer.run(files)
        seconds = time.perf_counter() - started
    if report.failed:
        raise EvalsError(f"有 {len(report.failed)} 个文件未能索引，第一个：{report.failed[0][1]}")
    return Run(seconds, peak_memory())


def _variant(settings: Settings, home: Path, workers: int) -> Settings:
    return settings.model_copy(update={"home": home, "workers": workers})


def _tasks(files: Iterable[Path]) -> list[ReadTask]:
    return [ReadTask(path, path.name) for path in files]


def _one_of_each(files: Sequence[Path]) -> list[ReadTask]:
    """One file of each format: reading them loads all libraries."""
    return _tasks({path.suffix: path for path in files}.values())


def _check(outcomes: Iterable[ReadOutcome]) -> None:
    for outcome in outcomes:
        if outcome.error is not None:
            raise EvalsError(f"{outcome.task.name} 未能读取：{outcome.error}")
