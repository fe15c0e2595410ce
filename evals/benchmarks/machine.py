"""What a benchmark runs on."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def machine() -> str:
    """The system, its cores and the Python, in words."""
    return f"{platform.system()} {platform.machine()}，{cores()} 核，Python {platform.python_version()}"


def load() -> float | None:
    """Programs that wanted a core at once, over the last minute; None where the system does not tell.

    With other work going on, figures come out worse, and those of worker processes worst.
    """
    try:
        return os.getloadavg()[0]
    except (AttributeError, OSError):
        return None


def commit() -> str:
    """The commit of the running source tree, empty outside one."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    try:
        done = subprocess.run(
            command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False, timeout=5
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
