"""How much one person may send, and how often."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from assistant.people.model import QuestionTooLong, TooManyRequests, UploadTooLarge

_MINUTE = 60.0
_MOST_PEOPLE = 10_000
"""Remembered at once; the ones that have been quiet for a minute are forgotten first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may hold."""

    upload_mb: int = 50
    """Megabytes of one file."""
    question_chars: int = 1000
    requests_per_minute: int = 60
    """Questions and searches of one person, or of one address of programs; 0 for any number."""

    @property
    def upload_bytes(self) -> int:
        return self.upload_mb * 1024 * 1024

    def check_question(self, question: str) -> None:
        """Raises QuestionTooLong."""
        length = len(question.strip())
        if length > self.question_chars:
            raise QuestionTooLong(f"问题太长（{length} 字），请缩短到 {self.question_chars} 字以内。")

    def check_upload(self, name: str, size: int) -> None:
        """Raises UploadTooLarge where the file `name` of `size` bytes is too large."""
        if size > self.upload_bytes:
            raise UploadTooLarge(f"{name}：文件太大，上限为 {self.upload_mb} MB，请拆分或压缩后再上传。")


class RateLimiter:
    """Counts what each subject did in the last minute. Every method may be called from any thread."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """`most` in a minute; 0 for any number. `clock` gives seconds."""
        self._most = most
        self._clock = clock
        self._lock = threading.Lock()
        self._times: dict[str, deque[float]] = {}

    def count(self, subject: str) -> None:
        """Counts one request. Raises TooManyRequests, and counts nothing, where it is one too many."""
        if not self._most:
            return
        now = self._clock()
        with self._lock:
            if len(self._times) >= _MOST_PEOPLE:
                self._forget(now)
            times = self._times.setdefault(subject, deque())
            while times and times[0] <= now - _MINUTE:
                times.popleft()
            if len(times) >= self._most:
                raise TooManyRequests(self._most, max(1, math.ceil(times[0] + _MINUTE - now)))
            times.append(now)

    def _forget(self, now: float) -> None:
        self._times = {subject: times for subject, times in self._times.items() if times and times[-1] > now - _MINUTE}
