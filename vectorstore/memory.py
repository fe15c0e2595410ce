"""Vectors in memory, searched exactly: the oracle of the contract suite, and a back-end for tests."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from vectorstore.ports import Matrix, Vector


@dataclass(frozen=True)
class _Table:
    """All rows as one matrix of unit rows (zero rows stay zero), in the order of ids."""

    ids: list[str]
    documents: list[str]
    rows: Matrix


class MemoryStore:
    """A `VectorStore` that compares the query with every vector. Equal cosines come in the order of ids."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Vector, str]] = {}
        self._table: _Table | None = None
        self._lock = threading.RLock()

    def upsert(self, ids: Sequence[str], vectors: Matrix, documents: Sequence[str]) -> None:
        check_rows(ids, vectors, documents)
        copies = np.array(vectors, dtype=np.float32)
        with self._lock:
            self._rows.update(zip(ids, zip(copies, documents, strict=True), strict=True))
            self._table = None

    def delete(self, ids: Collection[str]) -> None:
        with self._lock:
            for identifier in ids:
                self._rows.pop(identifier, None)
            self._table = None

    def query(self, vector: Vector, top_k: int, documents: Collection[str] | None = None) -> list[tuple[str, float]]:
        with self._lock:
            table = self._table = self._table or self._make_table()
        if top_k <= 0 or not table.ids:
            return []
        length = float(np.linalg.norm(vector))
        cosines = table.rows @ np.asarray(vector, np.float32) / np.float32(length or 1.0)
        wanted = None if documents is None else frozenset(documents)
        best = np.argsort(-cosines, kind="stable")
        hits = ((table.ids[i], float(cosines[i])) for i in best if wanted is None or table.documents[i] in wanted)
        return list(islice(hits, top_k))

    def vectors(self, ids: Collection[str]) -> Mapping[str, Vector]:
        with self._lock:
            return {identifier: self._rows[identifier][0] for identifier in ids if identifier in self._rows}

    def ids(self) -> set[str]:
        with self._lock:
            return set(self._rows)

    def clear(self) -> None:
        with self._lock:
            self._rows.clear()
            self._table = None

    def _make_table(self) -> _Table:
        ids = sorted(self._rows)
        rows = np.array([self._rows[identifier][0] for identifier in ids], np.float32)
        if ids:
            lengths = np.linalg.norm(rows, axis=1, keepdims=True)
            rows = (rows / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
        return _Table(ids, [self._rows[identifier][1] for identifier in ids], rows)


def cosine(a: Vector, b: Vector) -> float:
    """Cosine of two vectors; 0 where one of them is zero."""
    lengths = float(np.linalg.norm(a)) * float(np.linalg.norm(b))
    return float(np.dot(a, b)) / lengths if lengths else 0.0


def check_rows(ids: Sequence[str], vectors: Matrix, documents: Sequence[str]) -> None:
    """Raises ValueError where an upsert's parts do not belong together."""
    if vectors.ndim != 2 or not len(ids) == len(vectors) == len(documents):
        raise ValueError(
            f"{len(ids)} ids, vectors of shape {vectors.shape}, {len(documents)} documents: not rows of one table"
        )
    if len(set(ids)) != len(ids):
        raise ValueError("an id occurs twice in one upsert")
