"""Peak memory, of processes that did nothing else before."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


def peak_memory() -> int:
    """Bytes of memory that this process held at most so far; 0 where the system does not tell."""
    try:
        # On Linux getrusage counts what the process that started this one held, before this one's own program ran.
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        return _peak_by_getrusage()


def in_new_process(call: Callable[_P, _T], *args: _P.args, **keywords: _P.kwargs) -> _T:
    """What `call` returns or raises in a process of its own, so that `peak_memory` there tells of it alone."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(call, *args, **keywords).result()


def _peak_by_getrusage() -> int:
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
