"""The users: who there is, their roles and hashes, in an SQLite file of their own."""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.people.database import Database
from assistant.people.model import BadName, Person, Role
from assistant.people.names import checked_name, name_key

SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL,
    stamp TEXT NOT NULL, added TEXT NOT NULL, changed TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS attempts (subject TEXT PRIMARY KEY, count INTEGER NOT NULL, last REAL NOT NULL);
CREATE TABLE IF NOT EXISTS ended_sessions (id TEXT PRIMARY KEY, until REAL NOT NULL);
"""
"""Of the file that users, login attempts and ended sessions share."""
USERS_FILE = "users.sqlite3"


@dataclass(frozen=True, slots=True)
class User:
    """One user. `stamp` changes with the password, so that older sessions end; `added`, `changed` are ISO times."""

    name: str
    role: Role
    stamp: str
    added: str
    changed: str

    @property
    def person(self) -> Person:
        return Person(self.name, self.role)


class UserStore:
    """Users by name; names that differ in capitals alone are one."""

    def __init__(self, database: Database) -> None:
        """`database` has `SCHEMA`."""
        self._database = database

    def any(self) -> bool:
        """Whether anybody has to log in."""
        return bool(self._database.rows("SELECT 1 FROM users LIMIT 1"))

    def all(self) -> list[User]:
        """Every user, by name."""
        return [_user(row) for row in self._database.rows("SELECT * FROM users ORDER BY key")]

    def get(self, name: str) -> User | None:
        rows = self._database.rows("SELECT * FROM users WHERE key = ?", (name_key(name),))
        return _user(rows[0]) if rows else None

    def hash_of(self, name: str) -> str | None:
        """The kept hash of the password; None where there is no such user."""
        rows = self._database.rows("SELECT hash FROM users WHERE key = ?", (name_key(name),))
        return str(rows[0]["hash"]) if rows else None

    def add(self, name: str, role: Role, kept: str) -> User:
        """A new user with the hash `kept`. Raises BadName where the name is taken or no name."""
        normal, now = checked_name(name), _now()
        values = (name_key(normal), normal, str(role), kept, secrets.token_hex(8), now, now)
        try:
            with self._database.transaction() as db:
                db.execute("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        except sqlite3.IntegrityError as error:
            line = f"已有用户“{normal}”。改角色用 zhice users role，改密码用 zhice users password。"
            raise BadName(line) from error
        return User(normal, role, values[4], now, now)

    def set_role(self, name: str, role: Role) -> None:
        """Raises BadName where there is no such user."""
        self._change("UPDATE users SET role = ?, changed = ? WHERE key = ?", (str(role), _now()), name)

    def set_hash(self, name: str, kept: str, *, same_password: bool = False) -> None:
        """A new hash; sessions end, unless it is of the same password. Raises BadName where there is no such user."""
        stamp = "stamp" if same_password else f"'{secrets.token_hex(8)}'"
        statement = f"UPDATE users SET hash = ?, stamp = {stamp}, changed = ? WHERE key = ?"
        self._change(statement, (kept, _now()), name)

    def remove(self, name: str) -> None:
        """Raises BadName where there is no such user."""
        self._change("DELETE FROM users WHERE key = ?", (), name)

    def _change(self, statement: str, values: tuple[str, ...], name: str) -> None:
        changed = 0
        if self._database.exists:
            with self._database.transaction() as db:
                changed = db.execute(statement, (*values, name_key(name))).rowcount
        if not changed:
            raise BadName(f"没有用户“{name}”。请用 zhice users list 查看。")


def _user(row: sqlite3.Row) -> User:
    return User(row["name"], Role(row["role"]), row["stamp"], row["added"], row["changed"])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
