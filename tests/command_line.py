"""The command line called in this process, and what a call gave."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assistant.cli import main


@dataclass(frozen=True)
class Ran:
    """What one call of `zhice` gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def problem(self) -> str:
        """The one line of a call that did nothing."""
        lines = self.err.splitlines()
        assert self.code == 1, self
        assert self.out == ""
        assert len(lines) == 1, self.err
        return lines[0]


Zhice = Callable[..., Ran]


def run_main(arguments: list[str]) -> int:
    """The exit code of `zhice` with `arguments`."""
    before, sys.argv = sys.argv, ["zhice", *arguments]
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        sys.argv = before
    return 0
