"""The source of truth: files, documents and passages in one SQLite file, with the work the indexes still owe.

A change of the catalogue and the index work that follows from it are one transaction, so a process
killed in between leaves the work in the outbox, and the next one that opens the index does it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ingest.model import ReadResult
from vectorstore.index_text import index_text
from vectorstore.model import DocumentRecord, Passage, SourceRecord
from vectorstore.ports import IndexBusy, UnknownSource, VectorStoreError
from vectorstore.rows import (
    DOCUMENT_QUERY,
    PASSAGE_QUERY,
    SOURCE_QUERY,
    document_from,
    document_row,
    passage_from,
    passage_row,
    passages_of,
    source_from,
)
from vectorstore.schema import TABLES

_VARIABLES = 500
"""Parameters in one statement; SQLite's own limit was 999 for long."""
_WAIT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Change:
    """What replacing one source did to its passages."""

    source: str
    added: int
    removed: int
    kept: int
    """Passages whose indexed text stayed the same; they are not embedded again."""


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of index work."""

    seq: int
    passage: str
    action: Literal["upsert", "delete"]


class Catalogue:
    """Reads and writes one SQLite file; every method may be called from any thread.

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
            self._db.executescript(TABLES)
        except sqlite3.DatabaseError as error:
            raise VectorStoreError(f"索引目录文件 {path} 无法打开（{error}），请改用备份，或删除后重新导入") from error

    def close(self) -> None:
        with self._lock:
            self._db.close()

    # Reading

    @property
    def generation(self) -> int:
        """Grows with every change, also with those that other processes make."""
        return int(self._one("SELECT value FROM meta WHERE key = 'generation'")["value"])

    @property
    def changes_by_others(self) -> int:
        """Like `generation`, without the changes made through this object."""
        with self._lock:
            return self.generation - self._own_changes

    def sources(self) -> list[SourceRecord]:
        """All files, by name."""
        return [source_from(row) for row in self._all(SOURCE_QUERY + "ORDER BY s.name")]

    def source(self, name: str) -> SourceRecord | None:
        rows = self._all(SOURCE_QUERY + "WHERE s.name = ?", (name,))
        return source_from(rows[0]) if rows else None

    def source_at(self, path: Path) -> SourceRecord | None:
        """The file that was read at `path`."""
        rows = self._all(SOURCE_QUERY + "WHERE s.path = ? ORDER BY s.name", (str(path),))
        return source_from(rows[0]) if rows else None

    def sources_of(self, root: Path) -> list[SourceRecord]:
        """The files that were read because the folder `root` was given."""
        return [source_from(row) for row in self._all(SOURCE_QUERY + "WHERE s.root = ? ORDER BY s.name", (str(root),))]

    def root_of(self, name: str) -> Path | None:
        """The folder that a file was read because of; None for one given by itself, or unknown."""
        rows = self._all("SELECT root FROM sources WHERE name = ? AND root IS NOT NULL", (name,))
        return Path(rows[0]["root"]) if rows else None

    def source_text(self, name: str) -> str:
        """The whole text of a file. Raises `UnknownSource`."""
        rows = self._all("SELECT text FROM sources WHERE name = ?", (name,))
        if not rows:
            raise UnknownSource(f"索引里没有名为“{name}”的文件，请核对文件名，或先用 zhice ingest 导入它")
        return str(rows[0]["text"])

    def documents(self) -> list[DocumentRecord]:
        """All documents, by file and position in it."""
        return [document_from(row) for row in self._all(DOCUMENT_QUERY + "ORDER BY d.source, d.ordinal")]

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """Those of `ids` that exist, in the order of `ids`."""
        found: dict[str, Passage] = {}
        for some in _slices(list(ids)):
            marks = ",".join("?" * len(some))
            rows = self._all(f"{PASSAGE_QUERY}WHERE p.id IN ({marks})", some)
            found.update((row["id"], passage_from(row)) for row in rows)
        return {identifier: found[identifier] for identifier in ids if identifier in found}

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in reading order."""
        rows = self._all(PASSAGE_QUERY + "WHERE p.document = ? ORDER BY p.position", (document,))
        return [passage_from(row) for row in rows]

    def passages_of_source(self, name: str) -> list[Passage]:
        """The passages of one file in reading order."""
        rows = self._all(PASSAGE_QUERY + "WHERE d.source = ? ORDER BY d.ordinal, p.position", (name,))
        return [passage_from(row) for row in rows]

    def passage_ids(self) -> set[str]:
        return {row["id"] for row in self._all("SELECT id FROM passages")}

    def passage_count(self) -> int:
        return int(self._one("SELECT count(*) AS n FROM passages")["n"])

    # Changing

    def replace(self, result: ReadResult, path: Path, root: Path | None) -> Change:
        """Puts a file in the place of whatever had its name, with the index work that this takes."""
        name = result.source.name
        with self._transaction():
            old = {passage.id: passage for passage in self.passages_of_source(name)}
            new = passages_of(result.documents, result.chunks, self._ids_of_others(result))
            self._db.execute("DELETE FROM sources WHERE name = ?", (name,))
            self._insert(result, new.values(), path, root)
            kept = {i for i in new if i in old and _indexed_alike(old[i], new[i])}
            self._enqueue("delete", [i for i in old if i not in new])
            self._enqueue("upsert", [i for i in new if i not in kept])
        return Change(name, added=len(new) - len(kept), removed=len(old) - len(kept), kept=len(kept))

    def remove(self, name: str) -> bool:
        """Removes a file; False where there is none of this name."""
        with self._transaction():
            ids = [passage.id for passage in self.passages_of_source(name)]
            removed = self._db.execute("DELETE FROM sources WHERE name = ?", (name,)).rowcount > 0
            self._enqueue("delete", ids)
        return removed

    def set_root(self, name: str, root: Path) -> None:
        """Notes that a file belongs to a folder that is read whole."""
        with self._transaction():
            self._db.execute("UPDATE sources SET root = ? WHERE name = ?", (str(root), name))

    # Work of the indexes

    def pending(self, limit: int) -> list[Work]:
        """The oldest `limit` pieces of work."""
        rows = self._all("SELECT seq, passage, action FROM outbox ORDER BY seq LIMIT ?", (limit,))
        return [Work(row["seq"], row["passage"], row["action"]) for row in rows]

    def pending_count(self) -> int:
        return int(self._one("SELECT count(*) AS n FROM outbox")["n"])

    def done(self, work: Sequence[Work]) -> None:
        """Strikes work off; a passage that changed since has a new number and stays."""
        with self._transaction():
            self._db.executemany("DELETE FROM outbox WHERE seq = ?", [(piece.seq,) for piece in work])

    def enqueue_all(self) -> int:
        """Makes every passage work again, for both indexes start empty. Returns how many."""
        with self._transaction():
            self._db.execute("DELETE FROM outbox")
            cursor = self._db.execute(
                "INSERT INTO outbox (passage, action) SELECT p.id, 'upsert' FROM passages p"
                " JOIN documents d ON d.id = p.document ORDER BY d.source, d.ordinal, p.position"
            )
        return cursor.rowcount

    def _ids_of_others(self, result: ReadResult) -> set[str]:
        """Ids among those of `result` that passages of other files have."""
        taken: set[str] = set()
        for some in _slices([chunk.id for chunk in result.chunks]):
            marks = ",".join("?" * len(some))
            rows = self._all(
                "SELECT p.id FROM passages p JOIN documents d ON d.id = p.document"
                f" WHERE d.source <> ? AND p.id IN ({marks})",
                [result.source.name, *some],
            )
            taken.update(row["id"] for row in rows)
        return taken

    def _insert(self, result: ReadResult, passages: Collection[Passage], path: Path, root: Path | None) -> None:
        source = result.source
        now = datetime.now(UTC).isoformat(timespec="seconds")
        folder = None if root is None else str(root)
        row = (source.name, str(path), folder, source.digest, source.media_type, source.text, now)
        self._db.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        documents = [document_row(document) for document in result.documents]
        self._db.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", documents)
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)", [passage_row(passage) for passage in passages]
        )

    def _enqueue(self, action: Literal["upsert", "delete"], ids: Collection[str]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO outbox (passage, action) VALUES (?, ?)",
            [(identifier, action) for identifier in ids],
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, and one generation further. Raises `IndexBusy` where another process writes too long."""
        with self._lock:
            try:
                self._db.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                raise IndexBusy(f"另一个进程正在写索引（{error}），请等它结束后再试") from error
            try:
                yield
                self._db.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
                self._db.execute("COMMIT")
                self._own_changes += 1
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def _all(self, statement: str, parameters: Sequence[object] = ()) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(statement, tuple(parameters)).fetchall()

    def _one(self, statement: str) -> sqlite3.Row:
        return self._all(statement)[0]


def _indexed_alike(old: Passage, new: Passage) -> bool:
    """True where the indexes hold for `old` exactly what they would for `new`."""
    return old.document == new.document and index_text(old) == index_text(new)


def _slices(values: list[str]) -> Iterator[list[str]]:
    return (values[start : start + _VARIABLES] for start in range(0, len(values), _VARIABLES))
