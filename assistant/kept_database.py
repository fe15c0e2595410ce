"""A small SQLite file that several processes and threads read and write, and that may be found damaged."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.ports import AssistantError
from ingest.errors import reason_of

_WAIT_SECONDS = 10.0
_BESIDE = ("", "-wal", "-shm")
"""The files that make up one database; they only make sense together."""


class StoreUnavailable(AssistantError):
    """The file cannot be opened or written just now: busy, full disk, no permission, or of a newer version."""


class StoreDamaged(StoreUnavailable):
    """The file was damaged; it has been set aside, and the next call starts a new one."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What a file holds. `statements` make it; `version` is its `user_version`."""

    label: str
    """What users call it: '对话记录'."""
    version: int
    statements: tuple[str, ...]


class KeptDatabase:
    """Every method may be called from any thread, and other processes may use the file at the same time.

    The file is made at its first use, readable by its owner alone. One connection under a lock: transactions take
    milliseconds, and readers do not wait for writers of other processes (write-ahead log).
    """

    def __init__(self, path: Path, schema: Schema, now: Callable[[], datetime] | None = None) -> None:
        """Opens nothing yet. `now` names the file that a damaged one is moved to."""
        self._path = path
        self._schema = schema
        self._now = now or (lambda: datetime.now(UTC))
        self._lock = threading.RLock()
        self._db: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept."""
        return self._path.exists()

    def close(self) -> None:
        """Closes the connection; a later call opens it again."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db = self._opened = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the file until the end of the block; raises as `writing`.

        Where nothing was ever kept it sees an empty one, and no file is made.
        """
        if not self.exists:
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
                self._prepare(empty)
                yield empty
            return
        with self._transaction("BEGIN") as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction: all of the block or nothing.

        Raises `StoreUnavailable`, and `StoreDamaged` once the damaged file has been set aside.
        """
        with self._transaction("BEGIN IMMEDIATE") as db:
            yield db

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._lock, self._explained():
            db = self._connection()
            db.execute(begin)
            try:
                yield db
                db.execute("COMMIT")
            finally:
                # SQLite has rolled back by itself after some errors, and then there is nothing to roll back.
                if db.in_transaction:
                    db.execute("ROLLBACK")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            raise StoreUnavailable(self._unavailable(error)) from error
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                raise  # a defect of the program, not of the file
            raise self._set_aside() from error

    def _unavailable(self, error: Exception) -> str:
        name, busy = self._schema.label, "locked" in str(error) or "busy" in str(error)
        if busy:
            return f"{name}正被另一个进程占用，请稍后再试。"
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        return f"{name}文件 {self._path} 无法读写（{reason}）。请检查磁盘空间与权限后重试。"

    def _connection(self) -> sqlite3.Connection:
        """The open connection; opened anew where the file was set aside, removed or put back by someone else."""
        if self._db is not None and self._opened != _identity(self._path):
            self.close()
        if self._db is None:
            self._db = self._open()
        return self._db

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
        self._opened = _identity(self._path)
        db = sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")  # what a user deletes must not stay readable in the file
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version > self._schema.version:
            raise StoreUnavailable(
                f"{self._schema.label}文件 {self._path} 由更新版本的知策写成。请升级知策，或用 ZHICE_HOME 另选文件夹。"
            )
        if version == self._schema.version:
            return
        db.execute("BEGIN IMMEDIATE")
        for statement in self._schema.statements:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {self._schema.version}")
        db.execute("COMMIT")

    def _set_aside(self) -> StoreDamaged:
        """Moves the damaged file away, unless another process did so already, and says where it is."""
        damaged = self._opened
        self.close()
        aside = self._path.with_name(f"{self._path.name}.damaged-{self._now():%Y%m%d-%H%M%S}")
        if damaged is not None and damaged == _identity(self._path):
            for part in _BESIDE:
                beside = self._path.with_name(self._path.name + part)
                if beside.exists():
                    os.replace(beside, aside.with_name(aside.name + part))
        return StoreDamaged(
            f"{self._schema.label}文件已损坏，已移到 {aside}，此后记入新文件，其他数据不受影响。"
            "请重试；旧记录可从备份恢复。"
        )


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and number of the file that stands there now; None where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
