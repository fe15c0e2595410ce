"""Everything that is measured of reading files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import make_read
from assistant.settings import Settings
from evals.benchmarks.made.files import WRITERS
from evals.benchmarks.reading.formats import measure_format
from evals.benchmarks.reading.growth import measure_growth
from evals.benchmarks.reading.model import ReadingFigures
from evals.benchmarks.reading.reindexing import measure_reindexing
from evals.benchmarks.reading.workers import measure_workers


@dataclass(frozen=True, slots=True)
class ReadingSizes:
    """How much is read."""

    clauses: int = 400
    """In each format."""
    lengths: tuple[int, ...] = (1_000_000, 20_000_000)
    """Bytes of the long text files."""


def measure_reading(work: Path, settings: Settings, sizes: ReadingSizes, workers: int, seed: int) -> ReadingFigures:
    """Makes files in `work` and reads them in every way; `settings` say how, their home folder is not used."""
    read = make_read(settings.chunk_tokens)
    formats = tuple(measure_format(work / suffix, suffix, read, sizes.clauses, seed) for suffix in WRITERS)
    files = sorted(path for suffix in WRITERS for path in (work / suffix).iterdir())
    return ReadingFigures(
        formats=formats,
        workers=measure_workers(files, work / "indexes", settings, workers),
        growth=measure_growth(work / "long", sizes.lengths, settings.chunk_tokens, seed),
        reindexing=measure_reindexing(work / "txt", settings.model_copy(update={"home": work / "again"})),
    )
