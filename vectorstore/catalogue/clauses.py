"""The clauses of a stored document as a sequence that is read only where it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from ingest.model import Clause
from vectorstore.catalogue.database import Database
from vectorstore.catalogue.rows import clause_from


class StoredClauses(Sequence[Clause]):
    """In reading order. To find the clause of one quote takes a few rows, however many clauses there are."""

    def __init__(self, db: Database, document: str) -> None:
        self._db = db
        self._document = document

    def __len__(self) -> int:
        return int(self._db.one("SELECT count(*) AS n FROM clauses WHERE document = ?", (self._document,))["n"])

    def __iter__(self) -> Iterator[Clause]:
        rows = self._db.all("SELECT * FROM clauses WHERE document = ? ORDER BY ordinal", (self._document,))
        return map(clause_from, rows)

    @overload
    def __getitem__(self, index: int) -> Clause: ...

    @overload
    def __getitem__(self, index: slice) -> list[Clause]: ...

    def __getitem__(self, index: int | slice) -> Clause | list[Clause]:
        if isinstance(index, slice):
            return list(self)[index]
        ordinal = index if index >= 0 else len(self) + index
        rows = self._db.all("SELECT * FROM clauses WHERE document = ? AND ordinal = ?", (self._document, ordinal))
        if not rows:
            raise IndexError(f"{self._document} has no clause {index}")
        return clause_from(rows[0])
