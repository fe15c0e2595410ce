"""Failed logins, counted by name and by address, so that guessing gets slower and slower."""

from __future__ import annotations

import math
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant.people.database import Database
from assistant.people.model import LockedOut
from assistant.people.names import name_key

FREE_BY_NAME = 5
FREE_BY_ADDRESS = 20
"""More, because many people may share one address."""
_FIRST_WAIT, _LONGEST_WAIT = 30, 900
_FORGOTTEN_AFTER = 3600
"""Seconds."""
_LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class _Subject:
    key: str
    free: int


class Attempts:
    """Counts a try before it is made, so that many at once get no more tries than one after the other."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        """`database` has the schema of `users`; `clock` gives seconds."""
        self._database = database
        self._clock = clock

    def begin(self, name: str, address: str) -> None:
        """Counts one try. Raises LockedOut, and counts nothing, where it comes too early."""
        now = self._clock()
        with self._database.transaction() as db:
            db.execute("DELETE FROM attempts WHERE last < ?", (now - _FORGOTTEN_AFTER,))
            subjects = _subjects(name, address)
            wait = max(_seconds_left(db, subject, now) for subject in subjects)
            if wait > 0:
                raise LockedOut(math.ceil(wait))
            for subject in subjects:
                db.execute(
                    "INSERT INTO attempts VALUES (?, 1, ?) "
                    "ON CONFLICT (subject) DO UPDATE SET count = count + 1, last = excluded.last",
                    (subject.key, now),
                )

    def succeeded(self, name: str, address: str) -> None:
        """The try was right: the name starts afresh, and the address is given this one try back."""
        by_name, by_address = _subjects(name, address)
        with self._database.transaction() as db:
            db.execute("DELETE FROM attempts WHERE subject = ?", (by_name.key,))
            db.execute("UPDATE attempts SET count = count - 1 WHERE subject = ?", (by_address.key,))

    def forget(self, name: str) -> None:
        """Lifts the lock of a name, for an administrator who has set a new password."""
        with self._database.transaction() as db:
            db.execute("DELETE FROM attempts WHERE subject = ?", (_subjects(name, "")[0].key,))


def _subjects(name: str, address: str) -> tuple[_Subject, _Subject]:
    by_name = _Subject(f"name {name_key(name)[:_LONGEST_NAME]}", FREE_BY_NAME)
    return by_name, _Subject(f"address {address}", FREE_BY_ADDRESS)


def _seconds_left(db: sqlite3.Connection, subject: _Subject, now: float) -> float:
    row = db.execute("SELECT count, last FROM attempts WHERE subject = ?", (subject.key,)).fetchone()
    if row is None or int(row["count"]) < subject.free:
        return 0.0
    count, last = int(row["count"]), float(row["last"])
    wait = min(_FIRST_WAIT << min(count - subject.free, 16), _LONGEST_WAIT)
    return max(0.0, last + wait - now)
