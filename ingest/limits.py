"""What a process that reads files may use, so that one file can take down no more than its own reading."""

from __future__ import annotations

import resource

MEMORY = 6 << 30
"""Bytes of address space. A file of 200 MB needs up to 4 GB; a PDF of a kilobyte can ask for 100."""


def bound_memory(limit: int = MEMORY) -> None:
    """Bounds the address space of this process from now on: for worker processes, before they read their first file.

    What asks for more gets a MemoryError, which the registry turns into one line. Parsers cannot be trusted with
    this: pdfminer, for one, makes a table as long as a font's list of widths says that it is.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
