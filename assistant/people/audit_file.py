"""The audit log's file: rows are added and read; a row can neither be changed nor, before its time, removed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from assistant.people.audit import AuditEvent, AuditKind, utc_now
from assistant.people.database import Database

AUDIT_FILE = "audit.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL,
    address TEXT NOT NULL, channel TEXT NOT NULL, text TEXT NOT NULL, refused INTEGER, documents TEXT NOT NULL,
    index_version TEXT NOT NULL, problem TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS events_by_time ON events (at);
CREATE TABLE IF NOT EXISTS kept_from (at TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS events_stay BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS events_are_kept BEFORE DELETE ON events
    WHEN OLD.at >= (SELECT coalesce(max(at), '') FROM kept_from)
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
"""
_LONGEST_TEXT = 4000


class AuditFile:
    """The rows of one home folder, of any number of processes."""

    def __init__(self, home: Path) -> None:
        self._database = Database(home / AUDIT_FILE, _SCHEMA)

    def append(self, events: Sequence[AuditEvent]) -> None:
        """Adds rows. Raises PeopleError where the file cannot be written."""
        with self._database.transaction() as db:
            db.executemany(
                "INSERT INTO events (at, kind, person, address, channel, text, refused, documents, index_version,"
                " problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_values(event) for event in events],
            )

    def read(
        self,
        since: datetime | None = None,
        until: datetime | None = None,
        person: str | None = None,
        kinds: Sequence[AuditKind] = (),
    ) -> list[AuditEvent]:
        """The rows of `[since, until)` of a person and of these kinds, oldest first; all where nothing is given."""
        tests, values = [], []
        for test, value in (("at >= ?", _stamp(since)), ("at < ?", _stamp(until)), ("person = ?", person)):
            if value is not None:
                tests.append(test)
                values.append(value)
        if kinds:
            tests.append(f"kind IN ({', '.join('?' * len(kinds))})")
            values += [str(kind) for kind in kinds]
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        return [_event(row) for row in self._database.rows(f"SELECT * FROM events{where} ORDER BY at, id", values)]

    def remove_old(self, days: int, now: datetime | None = None) -> int:
        """Removes what is older than `days` and tells how many rows; 0 days keeps everything."""
        if not days or not self._database.exists:
            return 0
        limit = _stamp((now or utc_now()) - timedelta(days=days))
        with self._database.transaction() as db:
            db.execute("DELETE FROM kept_from")
            db.execute("INSERT INTO kept_from VALUES (?)", (limit,))
            return db.execute("DELETE FROM events WHERE at < ?", (limit,)).rowcount

    def close(self) -> None:
        self._database.close()


def _values(event: AuditEvent) -> tuple[object, ...]:
    return (
        _stamp(event.at),
        str(event.kind),
        _text(event.person),
        _text(event.address),
        event.channel,
        _text(event.text),
        event.refused,
        _text(json.dumps(event.documents, ensure_ascii=False)),
        event.index_version,
        _text(event.problem),
    )


def _text(text: str) -> str:
    """What a table can hold: no halves of characters, no end."""
    return text[:_LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")


def _stamp(at: datetime | None) -> str | None:
    """UTC with milliseconds, so that stamps compare as text."""
    return None if at is None else at.astimezone(utc_now().tzinfo).isoformat(timespec="milliseconds")


def _event(row: sqlite3.Row) -> AuditEvent:
    return AuditEvent(
        AuditKind(row["kind"]),
        row["person"],
        row["address"],
        row["channel"],
        row["text"],
        None if row["refused"] is None else bool(row["refused"]),
        tuple(json.loads(row["documents"])),
        row["index_version"],
        row["problem"],
        datetime.fromisoformat(row["at"]),
    )
