"""Times for tests that compare how work grows with its input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def best_time(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of processor time of the fastest of some runs, without collections of garbage that others left."""
    gc.collect()
    gc.disable()
    try:
        return min(_timed(work) for _ in range(runs))
    finally:
        gc.enable()


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
