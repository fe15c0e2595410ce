"""What is measured of reading files. Memory is in bytes.

Seconds of formats and of long files are the processor's, for they compare what one process does, whatever else
the machine is at; those of worker processes and of indexing are wall time.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormatFigures:
    """The same policies read from files of one format, by this process, without indexing."""

    suffix: str
    files: int
    clauses: int
    """As written; of a workbook the rows."""
    found: int
    """Clauses whose heading and figures are in the passages that came out."""
    size: int
    """Bytes of the files."""
    seconds: float
    stages: dict[str, float]
    """Seconds by name of the stage, see `READING_STAGES`; their sum is `seconds`."""

    @property
    def clauses_per_second(self) -> float:
        return self.clauses / self.seconds

    @property
    def megabytes_per_second(self) -> float:
        """In units of 10^6 bytes of the files."""
        return self.size / 1e6 / self.seconds


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of work in a process of its own."""

    seconds: float
    peak: int
    """Most memory of the main process."""


@dataclass(frozen=True, slots=True)
class WorkersFigures:
    """The files of all formats, handled by one process and with worker processes."""

    workers: int
    files: int
    size: int
    read_here: Run
    read_by_workers: Run
    """By workers that run already."""
    start_seconds: float
    """Until each worker has read its first files, from nothing."""
    worker_peak: int
    """Most memory of any one worker."""
    index_here: Run
    index_by_workers: Run
    """Reading and indexing into an empty folder, the start of the workers with it."""

    @property
    def read_speed_up(self) -> float:
        """How many times faster the workers read."""
        return self.read_here.seconds / self.read_by_workers.seconds

    @property
    def index_speed_up(self) -> float:
        """How many times faster the whole of indexing is with workers."""
        return self.index_here.seconds / self.index_by_workers.seconds


@dataclass(frozen=True, slots=True)
class GrowthFigures:
    """One long text file with one document, read in a process of its own."""

    size: int
    run: Run
    stages: dict[str, float]
    """Seconds by name of the stage; their sum is `run.seconds`."""

    @property
    def seconds_per_megabyte(self) -> float:
        return self.run.seconds / (self.size / 1e6)

    def stage_per_megabyte(self, stage: str) -> float:
        return self.stages[stage] / (self.size / 1e6)


@dataclass(frozen=True, slots=True)
class IndexingRun:
    """One indexing run over a folder."""

    seconds: float
    embedded: int
    """Passages that were embedded."""


@dataclass(frozen=True, slots=True)
class ReindexingFigures:
    """A folder of text files indexed three times."""

    files: int
    passages: int
    first: IndexingRun
    unchanged: IndexingRun
    """Again, with nothing changed."""
    changed: IndexingRun
    """Again, with one clause changed in one file."""

    @property
    def unchanged_share(self) -> float:
        """Time of the run with nothing changed, as a share of the first."""
        return self.unchanged.seconds / self.first.seconds

    @property
    def changed_share(self) -> float:
        """Time of the run with one clause changed, as a share of the first."""
        return self.changed.seconds / self.first.seconds


@dataclass(frozen=True, slots=True)
class ReadingFigures:
    """All that was measured of reading."""

    formats: tuple[FormatFigures, ...]
    workers: WorkersFigures
    growth: tuple[GrowthFigures, ...]
    """From the smallest file to the largest."""
    reindexing: ReindexingFigures

    @property
    def growth_ratio(self) -> float:
        """Time a megabyte of the largest file takes, in terms of the smallest: 1 where reading is linear."""
        return self.growth[-1].seconds_per_megabyte / self.growth[0].seconds_per_megabyte
