"""What a process that reads files may use, so that one file can take down no more than its own reading."""

from __future__ import annotations

import contextlib
import os

LARGEST = 6 << 30
"""Bytes of address space. A file of 200 MB needs up to 4 GB; a PDF of a kilobyte can ask for 100."""
_SMALLEST = 1 << 30
_SHARE = 0.7
"""Of the machine's memory that all workers together may take, unless that leaves one less than `_SMALLEST`."""


def memory_of(workers: int) -> int:
    """Bytes that each of so many processes may use on this machine."""
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return LARGEST  # the system does not tell how much there is
    return max(_SMALLEST, min(LARGEST, int(total * _SHARE / workers)))


def bound_memory(limit: int = LARGEST) -> None:
    """Bounds the address space of this process from now on: for worker processes, before they read their first file.

    What asks for more gets a MemoryError, which the registry turns into one line. Parsers cannot be trusted with
    this: pdfminer, for one, makes a table as long as a font's list of widths says that it is. Where the system
    knows no such limit, its own guard is what is left.
    """
    with contextlib.suppress(ImportError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
