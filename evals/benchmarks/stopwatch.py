"""Time by stage, taken at the calls that the stages consist of."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Stopwatch:
    """Adds up seconds by stage. Nested stages count for the inner one only, so that the sum is the whole."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        """`now` is the clock, in seconds: `time.process_time` leaves out what other programs took of the processor."""
        self.seconds: dict[str, float] = defaultdict(float)
        self.now = now
        self._inner = [0.0]

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the time of the block for `name`, less that of the stages inside it."""
        self._inner.append(0.0)
        started = self.now()
        try:
            yield
        finally:
            took = self.now() - started
            self.seconds[name] += took - self._inner.pop()
            self._inner[-1] += took

    def watch(self, owner: Any, method: str, name: str) -> None:
        """From now on counts calls of `owner.method` for `name`; the object behaves as before."""
        setattr(owner, method, self.timed(getattr(owner, method), name))

    @contextmanager
    def watching(self, owner: Any, function: str, name: str) -> Iterator[None]:
        """Within the block counts calls of a function that a module or class has."""
        call = getattr(owner, function)
        setattr(owner, function, self.timed(call, name))
        try:
            yield
        finally:
            setattr(owner, function, call)

    def timed(self, call: Callable[..., Any], name: str) -> Callable[..., Any]:
        """`call`, with its time counted for `name`."""

        def counted(*args: Any, **keywords: Any) -> Any:
            with self.stage(name):
                return call(*args, **keywords)

        return counted
