"""The same policies read from files of each format."""

from __future__ import annotations

import time
from pathlib import Path

from evals.benchmarks.made.files import write_files
from evals.benchmarks.made.model import MadeClause, MadeDocument
from evals.benchmarks.reading.model import FormatFigures
from evals.benchmarks.reading.stages import READING_STAGES, timed_reading
from evals.benchmarks.stopwatch import Stopwatch
from ingest.model import ReadResult
from ingest.reading_pool import Read


def measure_format(folder: Path, suffix: str, read: Read, clauses: int, seed: int) -> FormatFigures:
    """Writes files of one format into `folder`, which it leaves there, and reads them.

    Raises EvalsError where they cannot be made and IngestError where they cannot be read.
    """
    written = write_files(folder, suffix, clauses, seed)
    read(written[0][0], written[0][0].name)  # loads the format's libraries and the dictionaries
    clock = Stopwatch(time.process_time)
    found, seconds = 0, 0.0
    with timed_reading(read, clock) as timed:
        for path, document in written:
            started = clock.now()
            result = timed(path, path.name)
            seconds += clock.now() - started
            found += clauses_found(result, document)
    return FormatFigures(
        suffix=suffix,
        files=len(written),
        clauses=clauses,
        found=found,
        size=sum(path.stat().st_size for path, _ in written),
        seconds=seconds,
        stages={stage: clock.seconds[stage] for stage in READING_STAGES},
    )


def clauses_found(result: ReadResult, document: MadeDocument) -> int:
    """How many clauses of the document came through reading into a passage each."""
    passages = ["".join(chunk.text.split()) for chunk in result.chunks]
    return sum(any(_holds(passage, clause) for passage in passages) for clause in document.clauses)


def _holds(passage: str, clause: MadeClause) -> bool:
    return all(words in passage for words in (clause.heading, clause.indicator, *clause.figures))
