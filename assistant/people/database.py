"""One SQLite file that several processes share. It is made at the first write, readable by its owner alone."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.people.model import PeopleError

_WAIT_SECONDS = 5.0


class Database:
    """Every method may be called from any thread: one connection under a lock, short transactions."""

    def __init__(self, path: Path, schema: str) -> None:
        """`schema` makes what is not there yet. Nothing is opened before it is needed."""
        self._path = path
        self._schema = schema
        self._lock = threading.RLock()
        self._db: sqlite3.Connection | None = None

    @property
    def exists(self) -> bool:
        return self._db is not None or self._path.exists()

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[sqlite3.Row]:
        """What `statement` finds; nothing, and no file is made, where there is none yet."""
        if not self.exists:
            return []
        with self._lock, self._explained():
            return self._opened().execute(statement, tuple(parameters)).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. Raises PeopleError where the file cannot be written."""
        with self._lock, self._explained():
            db = self._opened()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def close(self) -> None:
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def _opened(self) -> sqlite3.Connection:
        if self._db is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Made here, not by SQLite, which would let everybody read it.
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            with suppress(OSError):
                self._path.chmod(0o600)
            db = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            try:
                db.row_factory = sqlite3.Row
                db.execute("PRAGMA journal_mode = WAL")
                db.executescript(self._schema)
            except sqlite3.Error:
                db.close()
                raise
            self._db = db
        return self._db

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise PeopleError(f"文件 {self._path} 无法读写（{error}），请检查权限与磁盘空间后再试。") from error
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise PeopleError(f"文件 {self._path} 已损坏（{error}），请从备份恢复，或移走它后重试。") from error
