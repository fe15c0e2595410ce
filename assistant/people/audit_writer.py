"""Writes audit events in a thread of its own, so that no answer waits for the disk or fails with it."""

from __future__ import annotations

import logging
import threading
import time
from queue import Empty, Full, Queue

from assistant.people.audit import AuditEvent
from assistant.people.audit_file import AuditFile

_LOG = logging.getLogger(__name__)
_MOST_WAITING = 10_000
_AT_ONCE = 500
_SECONDS_TO_CLOSE = 3.0
_SECONDS_BETWEEN_TRIES = 1.0
_SECONDS_BETWEEN_PURGES = 86_400.0


class AuditWriter:
    """An `AuditSink`. Events that cannot be written wait and are tried again; what is too much is logged and lost."""

    def __init__(self, file: AuditFile, days: int, most_waiting: int = _MOST_WAITING) -> None:
        """Rows older than `days` are removed at the start and once a day; 0 keeps all. Call `start`."""
        self._file = file
        self._days = days
        self._events: Queue[AuditEvent] = Queue(most_waiting)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="zhice-audit", daemon=True)

    def start(self) -> None:
        """Opens the file, which raises PeopleError where it is damaged, and begins to write."""
        self._file.remove_old(self._days)
        self._file.append([])
        self._thread.start()

    def record(self, event: AuditEvent) -> None:
        """See `AuditSink`."""
        try:
            self._events.put_nowait(event)
        except Full:
            _LOG.error("the audit log cannot be written fast enough; lost: %s of %s", event.kind, event.person)

    def close(self) -> None:
        """Writes what waits, for a few seconds at most."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(_SECONDS_TO_CLOSE)
        self._file.close()

    def _run(self) -> None:
        purge_at = time.monotonic() + _SECONDS_BETWEEN_PURGES
        while not (self._closing.is_set() and self._events.empty()):
            if batch := self._next():
                self._write(batch)
            if time.monotonic() > purge_at:
                purge_at += _SECONDS_BETWEEN_PURGES
                self._purge()

    def _next(self) -> list[AuditEvent]:
        try:
            batch = [self._events.get(timeout=0.1)]
        except Empty:
            return []
        while len(batch) < _AT_ONCE and not self._events.empty():
            batch.append(self._events.get_nowait())
        return batch

    def _write(self, batch: list[AuditEvent]) -> None:
        """Until it is written; when the server closes, one last time."""
        while True:
            closing = self._closing.is_set()
            try:
                self._file.append(batch)
                return
            except Exception:
                _LOG.exception("the audit log cannot be written")
                if closing:
                    return
            self._closing.wait(_SECONDS_BETWEEN_TRIES)

    def _purge(self) -> None:
        try:
            self._file.remove_old(self._days)
        except Exception:
            _LOG.exception("old rows of the audit log cannot be removed")
