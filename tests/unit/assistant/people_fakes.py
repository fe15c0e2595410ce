"""A clock that a test turns, cheap hashes, and the parts of a home folder's people."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from argon2 import PasswordHasher

from assistant.people.attempts import Attempts
from assistant.people.audit import AuditEvent
from assistant.people.database import Database
from assistant.people.login import Login
from assistant.people.passwords import Passwords
from assistant.people.sessions import Sessions
from assistant.people.users import SCHEMA, USERS_FILE, UserStore

PASSWORD = "Kaifaqu-2026"
HOURS = 12.0


@dataclass
class Clock:
    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Counting(Passwords):
    """Counts how often it worked."""

    def __init__(self) -> None:
        super().__init__(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        self.checked = 0

    def matches(self, kept: str | None, password: str) -> bool:
        self.checked += 1
        return super().matches(kept, password)


@dataclass
class Heard:
    """An audit log in memory."""

    events: list[AuditEvent] = field(default_factory=list)

    def record(self, event: AuditEvent) -> None:
        self.events.append(event)


class Home:
    """Everything of one home folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.passwords = Counting()
        self.database = Database(folder / USERS_FILE, SCHEMA)
        self.users = UserStore(self.database)
        self.attempts = Attempts(self.database, self.clock)
        self.login = Login(self.users, self.passwords, self.attempts)
        self.sessions = Sessions(lambda: b"s" * 32, self.users, self.database, HOURS, self.clock)
