"""The duties of all documents as one long list, read out of their clauses when they are first asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache

from pydantic import TypeAdapter

from ingest.duties.finding import Role
from ingest.duties.tasks import READING, TaskDuty, task_duties
from ingest.normalize import fold
from vectorstore.catalogue.clauses import StoredClauses
from vectorstore.catalogue.database import Database
from vectorstore.model import DutyQuery, DutyRecord

Progress = Callable[[int, int], None]
"""Called with the number of documents read and of all that are to be read."""

_QUERY = """
SELECT t.document, d.title, d.region, c.path, t.duty
FROM duties t JOIN documents d ON d.id = t.document
    LEFT JOIN clauses c ON c.document = t.document AND c.ordinal = json_extract(t.duty, '$.clause')
"""
_AT_ONCE = 20
"""Documents read in one transaction: other writers and searches wait for it, some tenths of a second."""


class DutyTable:
    """The duties of one catalogue; every method may be called from any thread."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def read(self, on_progress: Progress | None = None) -> int:
        """Reads the duties of all documents that were not read yet; returns how many documents these were.

        Takes a quarter of a millisecond for each clause, once. Raises IndexBusy while another process writes.
        """
        done = 0
        while unread := self._unread():
            with self._db.transaction(derived=True):
                # Asked again within: another process may have read, or taken out, some of them meanwhile.
                waiting = self._unread()
                for document, source in waiting[:_AT_ONCE]:
                    self._read_one(document, source)
            done += min(_AT_ONCE, len(unread))
            if on_progress is not None:
                on_progress(done, done + max(0, len(unread) - _AT_ONCE))
        return done

    def page(
        self, query: DutyQuery, documents: Sequence[str], *, limit: int, offset: int = 0
    ) -> tuple[list[DutyRecord], int]:
        """The duties from `offset` on that pass, in the order of `documents`, and how many there are in all.

        Only of documents that were read: call `read` first.
        """
        condition, parameters = _where(query)
        rows = self._db.all(f"SELECT t.document, count(*) AS n FROM duties t {condition} GROUP BY 1", parameters)
        counts = {row["document"]: int(row["n"]) for row in rows}
        present = [document for document in documents if document in counts]
        found: list[DutyRecord] = []
        before = 0
        for document in present:
            if before + counts[document] > offset and before < offset + limit:
                further, given = _where(query, document)
                rows = self._db.all(f"{_QUERY}{further} ORDER BY t.ordinal", given)
                start = max(0, offset - before)
                found += map(_record, rows[start : start + limit - len(found)])
            before += counts[document]
        return found, before

    def _unread(self) -> list[tuple[str, str]]:
        rows = self._db.all(
            "SELECT d.id, d.source FROM documents d LEFT JOIN duty_readings r ON r.document = d.id"
            " WHERE r.reading IS NOT ? ORDER BY d.source, d.ordinal",
            (READING,),
        )
        return [(row["id"], row["source"]) for row in rows]

    def _read_one(self, document: str, source: str) -> None:
        text = str(self._db.one("SELECT text FROM sources WHERE name = ?", (source,))["text"])
        found = task_duties(list(StoredClauses(self._db, document)), text)
        self._db.execute("DELETE FROM duties WHERE document = ?", (document,))
        self._db.insert("duties", [_row(document, ordinal, duty) for ordinal, duty in enumerate(found)])
        self._db.execute("INSERT OR REPLACE INTO duty_readings VALUES (?, ?)", (document, READING))


def _where(query: DutyQuery, document: str = "") -> tuple[str, list[object]]:
    parts, parameters = list[str](), list[object]()
    if document:
        parts.append("t.document = ?")
        parameters.append(document)
    elif query.documents is not None:
        parts.append("t.document IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(list(query.documents), ensure_ascii=False))
    columns = [str(role) for role in Role if query.role in (None, role)]
    if query.body:
        parts.append(f"({' OR '.join(f'instr(t.{column}, ?)' for column in columns)})")
        parameters += [query.body] * len(columns)
    elif query.role is not None:
        parts.append(f"t.{query.role} <> ''")
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), parameters


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[TaskDuty]:
    return TypeAdapter(TaskDuty)


def _row(document: str, ordinal: int, duty: TaskDuty) -> dict[str, object]:
    return {
        "document": document,
        "ordinal": ordinal,
        "lead": _folded(duty.lead),
        "support": _folded(duty.support),
        "responsible": _folded(duty.responsible),
        "duty": _adapter().dump_json(duty).decode(),
    }


def _folded(names: Sequence[str]) -> str:
    return fold("\n".join(names))


def _record(row: sqlite3.Row) -> DutyRecord:
    return DutyRecord(
        document=row["document"],
        title=row["title"],
        region=tuple(json.loads(row["region"])),
        clause=" > ".join(json.loads(row["path"] or "[]")),
        duty=_adapter().validate_json(row["duty"]),
    )
