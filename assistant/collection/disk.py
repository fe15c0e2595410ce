"""How much room a folder takes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def bytes_under(folder: Path) -> int:
    """The bytes of all files under `folder`; one that goes meanwhile counts for nothing."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total
