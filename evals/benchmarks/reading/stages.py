"""The stages of reading a file, and where the pipeline's calls of them are timed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from evals.benchmarks.stopwatch import Stopwatch
from ingest import pipeline
from ingest.chunking import Chunker
from ingest.reading_pool import Read

_REST = "clean"
_CALLS = (
    ("read", pipeline, "read_file"),
    ("tree", pipeline, "parse_clauses"),
    ("facts", pipeline, "find_facts"),
    ("chunk", Chunker, "chunk"),
)
"""Stage, and the module or class whose function is that stage, by the name that the pipeline calls it by."""
READING_STAGES = (_CALLS[0][0], _REST, *(stage for stage, _, _ in _CALLS[1:]))
"""'read': from bytes to text. 'clean': all that is no stage of its own, which is cleaning, splitting, title,
dates and region. 'tree': the clauses. 'facts': the figures in them. 'chunk': the passages. In the order in which
a file goes through."""


@contextmanager
def timed_reading(read: Read, clock: Stopwatch) -> Iterator[Read]:
    """`read` with the time of its stages counted, as long as the context lasts; it must use the pipeline."""
    with ExitStack() as stack:
        for stage, owner, function in _CALLS:
            stack.enter_context(clock.watching(owner, function, stage))
        yield clock.timed(read, _REST)
