"""One SQLite file: the connection under a lock, transactions, and rows in and out."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from vectorstore.catalogue.schema import make_tables
from vectorstore.ports import IndexBusy, VectorStoreError

_WAIT_SECONDS = 30.0
_VARIABLES = 500
"""Parameters in one statement; SQLite's own limit was 999 for long."""


class Database:
    """Every method may be called from any thread.

    One connection under a lock: statements take well below a millisecond, and writers of other
    processes do not block readers (write-ahead log).
    """

    def __init__(self, path: Path) -> None:
        """Opens or creates. Raises `VectorStoreError` where the file is not a usable database."""
        self._lock = threading.RLock()
        self._own_changes = 0
        try:
            self._db = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            make_tables(self._db)
        except sqlite3.DatabaseError as error:
            raise VectorStoreError(f"索引目录文件 {path} 无法打开（{error}），请改用备份，或删除后重新导入") from error

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @property
    def generation(self) -> int:
        """Grows with every transaction, also with those of other processes."""
        return int(self.one("SELECT value FROM meta WHERE key = 'generation'")["value"])

    @property
    def changes_by_others(self) -> int:
        """Like `generation`, without the transactions of this object."""
        with self._lock:
            return self.generation - self._own_changes

    def all(self, statement: str, parameters: Sequence[object] = ()) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(statement, tuple(parameters)).fetchall()

    def all_of(self, statement: str, values: Sequence[object], before: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of `statement` for any number of `values`, whose place it marks with {marks}, after `before`."""
        rows: list[sqlite3.Row] = []
        for start in range(0, len(values), _VARIABLES):
            some = values[start : start + _VARIABLES]
            rows += self.all(statement.format(marks=",".join("?" * len(some))), [*before, *some])
        return rows

    def one(self, statement: str, parameters: Sequence[object] = ()) -> sqlite3.Row:
        return self.all(statement, parameters)[0]

    def execute(self, statement: str, parameters: Sequence[object] = ()) -> int:
        """Changes rows and returns how many; within a transaction."""
        return self._db.execute(statement, tuple(parameters)).rowcount

    def execute_many(self, statement: str, parameters: Sequence[Sequence[object]]) -> None:
        """Runs a change once for each of `parameters`; within a transaction."""
        self._db.executemany(statement, parameters)

    def insert(self, table: str, rows: Sequence[dict[str, object]]) -> None:
        """Adds rows that name their columns; within a transaction."""
        if rows:
            columns = list(rows[0])
            marks = ", ".join(f":{column}" for column in columns)
            self._db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    @contextmanager
    def transaction(self, *, derived: bool = False) -> Iterator[None]:
        """All or nothing, and one generation further; not so for `derived` rows, which say nothing new.

        Raises `IndexBusy` where another process writes too long, `VectorStoreError` where the disk takes no more.
        """
        with self._lock:
            try:
                self._db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise IndexBusy(f"另一个进程正在写索引（{error}），请等它结束后再试") from error
            try:
                yield
                if not derived:
                    self._db.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
                self._db.execute("COMMIT")
                self._own_changes += not derived
            except sqlite3.OperationalError as error:
                # No fault of the file being written: the disk is full, or the database can no longer be written.
                raise VectorStoreError(f"无法写入索引目录（{error}），请检查磁盘空间和权限后再试") from error
            finally:
                # SQLite has rolled back by itself after some errors, and then there is nothing to roll back.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
