"""Whether reading takes time and memory in proportion to the length of a file."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from assistant.bootstrap import make_read
from evals.benchmarks.made.plain import long_text
from evals.benchmarks.made.policies import make_documents, most_clauses
from evals.benchmarks.memory import in_new_process, peak_memory
from evals.benchmarks.reading.model import GrowthFigures, Run
from evals.benchmarks.reading.stages import READING_STAGES, timed_reading
from evals.benchmarks.stopwatch import Stopwatch
from evals.errors import EvalsError


def measure_growth(folder: Path, sizes: Sequence[int], tokens: int, seed: int) -> tuple[GrowthFigures, ...]:
    """Reads one text file of each of `sizes`, in bytes; the files are made in `folder`.

    Raises EvalsError where there are not clauses enough to fill one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    short = _write(folder / "short.txt", 10_000, seed)
    files = [_write(folder / f"{size}.txt", size, seed) for size in sorted(sizes)]
    return tuple(in_new_process(_read, path, short, tokens) for path in files)


def _write(path: Path, size: int, seed: int) -> Path:
    path.write_text(long_text(make_documents(most_clauses(), seed), size), encoding="utf-8")
    if path.stat().st_size < size:
        raise EvalsError(f"合成的条款不够写满 {size / 1e6:.0f} MB 的文件，请减小文件大小")
    return path


def _read(path: Path, short: Path, tokens: int) -> GrowthFigures:
    """Reads `short` before the clock runs, which loads the dictionaries."""
    read = make_read(tokens)
    read(short, short.name)
    clock = Stopwatch(time.process_time)
    with timed_reading(read, clock) as timed:
        started = clock.now()
        timed(path, path.name)
        seconds = clock.now() - started
    stages = {stage: clock.seconds[stage] for stage in READING_STAGES}
    return GrowthFigures(path.stat().st_size, Run(seconds, peak_memory()), stages)
