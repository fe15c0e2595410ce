"""The source of truth: files, documents, clauses, facts and passages, with the work the indexes still owe.

A change of the catalogue and the index work that follows from it are one transaction, so a process
killed in between leaves the work in the outbox, and the next one that opens the index does it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from ingest.model import Alias, Clause, ReadResult, RemovedText, TextSpan
from vectorstore.catalogue.clauses import StoredClauses
from vectorstore.catalogue.copies import (
    hand_over,
    insert_copies,
    insert_documents,
    places_in_copies,
    put_copies,
    split_copies,
    take_copies,
)
from vectorstore.catalogue.database import Database
from vectorstore.catalogue.duties import DutyTable
from vectorstore.catalogue.facts import FactTable
from vectorstore.catalogue.rows import (
    DOCUMENT_QUERY,
    FACT_QUERY,
    PASSAGE_QUERY,
    SOURCE_QUERY,
    alias_from,
    alias_rows,
    copy_from,
    details_adapter,
    document_from,
    fact_from,
    passage_from,
    passages_of,
    removed_from,
    removed_rows,
    source_from,
)
from vectorstore.index_text import index_text
from vectorstore.labels import labels_of
from vectorstore.model import Copy, DocumentRecord, FactRecord, Labels, Passage, SourceRecord
from vectorstore.ports import UnknownSource


@dataclass(frozen=True, slots=True)
class Change:
    """What replacing one source did to its passages."""

    source: str
    added: int
    removed: int
    kept: int
    """Passages whose indexed text and labels stayed the same; they are not embedded again."""


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of index work."""

    seq: int
    passage: str
    action: Literal["upsert", "delete"]


class Catalogue:
    """Reads and writes one SQLite file; every method may be called from any thread."""

    def __init__(self, path: Path) -> None:
        """Opens or creates. Raises `VectorStoreError` where the file is not a usable database."""
        self._db = Database(path)
        self.fact_table = FactTable(self._db)
        self.duty_table = DutyTable(self._db)

    def close(self) -> None:
        self._db.close()

    # Reading

    @property
    def generation(self) -> int:
        """Grows with every change, also with those that other processes make."""
        return self._db.generation

    @property
    def changes_by_others(self) -> int:
        """Like `generation`, without the changes made through this object."""
        return self._db.changes_by_others

    @property
    def indexed(self) -> int:
        """Another number whenever the indexes have followed the catalogue, also those of other processes."""
        return int(self._db.one("SELECT value FROM meta WHERE key = 'indexed'")["value"])

    def sources(self) -> list[SourceRecord]:
        """All files, by name."""
        return [source_from(row) for row in self._db.all(SOURCE_QUERY + "ORDER BY s.name")]

    def source(self, name: str) -> SourceRecord | None:
        rows = self._db.all(SOURCE_QUERY + "WHERE s.name = ?", (name,))
        return source_from(rows[0]) if rows else None

    def source_at(self, path: Path, member: str = "") -> SourceRecord | None:
        """The file that was read at `path`, or that member of the zip there."""
        rows = self._db.all(SOURCE_QUERY + "WHERE s.path = ? AND s.member = ? ORDER BY s.name", (str(path), member))
        return source_from(rows[0]) if rows else None

    def sources_of(self, root: Path) -> list[SourceRecord]:
        """The files that were read because the folder `root` was given."""
        rows = self._db.all(SOURCE_QUERY + "WHERE s.root = ? ORDER BY s.name", (str(root),))
        return [source_from(row) for row in rows]

    def root_of(self, name: str) -> Path | None:
        """The folder that a file was read because of; None for one given by itself, or unknown."""
        rows = self._db.all("SELECT root FROM sources WHERE name = ? AND root IS NOT NULL", (name,))
        return Path(rows[0]["root"]) if rows else None

    def source_text(self, name: str) -> str:
        """The whole text of a file. Raises `UnknownSource`."""
        rows = self._db.all("SELECT text FROM sources WHERE name = ?", (name,))
        if not rows:
            raise UnknownSource(f"索引里没有名为“{name}”的文件，请核对文件名，或先用 zhice ingest 导入它")
        return str(rows[0]["text"])

    def documents(self) -> list[DocumentRecord]:
        """All documents, by file and position in it; one that several files hold is listed once."""
        copies: dict[str, list[Copy]] = {}
        for row in self._db.all("SELECT * FROM copies ORDER BY document, source, ordinal"):
            copies.setdefault(row["document"], []).append(copy_from(row))
        rows = self._db.all(DOCUMENT_QUERY + "ORDER BY d.source, d.ordinal")
        return [document_from(row, copies.get(row["id"], ())) for row in rows]

    def regions(self) -> dict[tuple[str, ...], int]:
        """The regions that documents are about, with their number of documents; () of those about none is left out."""
        rows = self._db.all("SELECT region, count(*) AS n FROM documents GROUP BY region ORDER BY region")
        found = {tuple(json.loads(row["region"])): int(row["n"]) for row in rows}
        return {path: count for path, count in found.items() if path}

    def places_in_copies(self, document: str, span: TextSpan) -> list[tuple[str, TextSpan, str]]:
        """Where other files hold the words under `span` of a document: each file's name, the span and the words."""
        return places_in_copies(self._db, document, span)

    def clauses_of(self, document: str) -> Sequence[Clause]:
        """The clause tree of one document in reading order; empty for an unknown one."""
        return StoredClauses(self._db, document)

    def facts(self, document: str | None = None) -> list[FactRecord]:
        """The facts of one document, or of all, in reading order."""
        condition, parameters = ("", ()) if document is None else ("WHERE f.document = ? ", (document,))
        rows = self._db.all(FACT_QUERY + condition + "ORDER BY d.source, d.ordinal, f.ordinal", parameters)
        return [fact_from(row) for row in rows]

    def removed_of(self, name: str) -> list[RemovedText]:
        """What was recognised in a file as no policy text."""
        rows = self._db.all("SELECT * FROM removed WHERE source = ? ORDER BY ordinal", (name,))
        return [removed_from(row) for row in rows]

    def aliases(self) -> list[tuple[str, str]]:
        """Each term with each short form that some file introduces for it, once."""
        rows = self._db.all("SELECT DISTINCT term, alias FROM aliases ORDER BY term, alias")
        return [(row["term"], row["alias"]) for row in rows]

    def aliases_of(self, name: str) -> list[Alias]:
        """The short forms that one file introduces, in order."""
        rows = self._db.all("SELECT * FROM aliases WHERE source = ? ORDER BY ordinal", (name,))
        return [alias_from(row) for row in rows]

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        """Those of `ids` that exist, in the order of `ids`."""
        rows = self._db.all_of(PASSAGE_QUERY + "WHERE p.id IN ({marks})", list(ids))
        found = {row["id"]: passage_from(row) for row in rows}
        return {identifier: found[identifier] for identifier in ids if identifier in found}

    def labels(self, passages: Iterable[Passage]) -> dict[str, Labels]:
        """What each of `passages` can be filtered by, by id and in their order.

        Passages of a document that another process has removed since they were looked up are left out.
        """
        listed = list(passages)
        documents = list(dict.fromkeys(passage.document for passage in listed))
        rows = self._db.all_of("SELECT id, details FROM documents WHERE id IN ({marks})", documents)
        details = {row["id"]: details_adapter().validate_json(row["details"]) for row in rows}
        known = (passage for passage in listed if passage.document in details)
        return {passage.id: labels_of(passage, details[passage.document]) for passage in known}

    def labels_of(self, ids: Collection[str]) -> dict[str, Labels]:
        """The labels of those of `ids` that exist."""
        return self.labels(self.passages(ids).values())

    def passages_of(self, document: str) -> list[Passage]:
        """The passages of one document in reading order."""
        rows = self._db.all(PASSAGE_QUERY + "WHERE p.document = ? ORDER BY p.position", (document,))
        return [passage_from(row) for row in rows]

    def passages_of_source(self, name: str) -> list[Passage]:
        """The passages stored with one file in reading order."""
        rows = self._db.all(PASSAGE_QUERY + "WHERE d.source = ? ORDER BY d.ordinal, p.position", (name,))
        return [passage_from(row) for row in rows]

    def passage_ids(self) -> set[str]:
        return {row["id"] for row in self._db.all("SELECT id FROM passages")}

    def passage_count(self) -> int:
        return int(self._db.one("SELECT count(*) AS n FROM passages")["n"])

    # Changing

    def replace(self, result: ReadResult, path: Path, root: Path | None, member: str = "") -> Change:
        """Puts a file in the place of whatever had its name, with the index work that this takes."""
        name = result.source.name
        with self._db.transaction():
            added = hand_over(self._db, name, {document.fingerprint for document in result.documents})
            old = {passage.id: passage for passage in self.passages_of_source(name)}
            labelled = self.labels(old.values())
            copied = take_copies(self._db, name)
            self._db.execute("DELETE FROM sources WHERE name = ?", (name,))
            own, copies = split_copies(self._db, name, result.documents)
            chunks = [chunk for chunk in result.chunks if chunk.document not in {d.id for d, _ in copies}]
            new = passages_of(own, chunks, self._ids_of_others([chunk.id for chunk in chunks]))
            self._insert_source(result, path, root, member)
            insert_documents(self._db, own, new.values())
            insert_copies(self._db, result, copies)
            put_copies(self._db, copied, own)
            kept = {i for i in new if i in old and _indexed_alike(old[i], new[i])}
            kept &= {i for i, labels in self.labels(new.values()).items() if labelled.get(i) == labels}
            self._enqueue("delete", [i for i in old if i not in new])
            self._enqueue("upsert", [*added, *(i for i in new if i not in kept)])
        return Change(name, added=len(new) - len(kept), removed=len(old) - len(kept), kept=len(kept))

    def remove(self, name: str) -> bool:
        """Removes a file; False where there is none of this name. What other files hold too goes to them."""
        with self._db.transaction():
            self._enqueue("upsert", hand_over(self._db, name))
            ids = [passage.id for passage in self.passages_of_source(name)]
            removed = self._db.execute("DELETE FROM sources WHERE name = ?", (name,)) > 0
            self._enqueue("delete", ids)
        return removed

    def set_root(self, name: str, root: Path) -> None:
        """Notes that a file belongs to a folder that is read whole."""
        with self._db.transaction():
            self._db.execute("UPDATE sources SET root = ? WHERE name = ?", (str(root), name))

    # Work of the indexes

    def pending(self, limit: int) -> list[Work]:
        """The oldest `limit` pieces of work."""
        rows = self._db.all("SELECT seq, passage, action FROM outbox ORDER BY seq LIMIT ?", (limit,))
        return [Work(row["seq"], row["passage"], row["action"]) for row in rows]

    def pending_count(self) -> int:
        return int(self._db.one("SELECT count(*) AS n FROM outbox")["n"])

    def done(self, work: Sequence[Work]) -> None:
        """Strikes work off; a passage that changed since has a new number and stays."""
        with self._db.transaction():
            self._db.execute_many("DELETE FROM outbox WHERE seq = ?", [(piece.seq,) for piece in work])
            self._count_indexed()

    def enqueue_all(self) -> int:
        """Makes every passage work again, for both indexes start empty. Returns how many."""
        with self._db.transaction():
            self._db.execute("DELETE FROM outbox")
            self._count_indexed()
            return self._db.execute(
                "INSERT INTO outbox (passage, action) SELECT p.id, 'upsert' FROM passages p"
                " JOIN documents d ON d.id = p.document ORDER BY d.source, d.ordinal, p.position"
            )

    def _count_indexed(self) -> None:
        self._db.execute("UPDATE meta SET value = value + 1 WHERE key = 'indexed'")

    def _ids_of_others(self, ids: Sequence[str]) -> set[str]:
        """Those of `ids` that stored passages have."""
        return {row["id"] for row in self._db.all_of("SELECT id FROM passages WHERE id IN ({marks})", ids)}

    def _insert_source(self, result: ReadResult, path: Path, root: Path | None, member: str) -> None:
        source = result.source
        row: dict[str, object] = {
            "name": source.name,
            "path": str(path),
            "member": member,
            "root": None if root is None else str(root),
            "digest": source.digest,
            "media_type": source.media_type,
            "text": source.text,
            "indexed_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self._db.insert("sources", [row])
        self._db.insert("removed", removed_rows(source.name, result.removed))
        self._db.insert("aliases", alias_rows(source.name, result.aliases))

    def _enqueue(self, action: Literal["upsert", "delete"], ids: Collection[str]) -> None:
        self._db.execute_many(
            "INSERT OR REPLACE INTO outbox (passage, action) VALUES (?, ?)",
            [(identifier, action) for identifier in ids],
        )


def _indexed_alike(old: Passage, new: Passage) -> bool:
    """True where the indexes hold the same text for `old` and for `new`."""
    return old.document == new.document and index_text(old) == index_text(new)
