"""Vectors in memory, searched exactly: the oracle of the contract suite, and a back-end for tests."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from vectorstore.ports import Matrix, Vector


class MemoryStore:
    """A `VectorStore` that compares the query with every vector. Equal cosines come in the order of ids."""

    def __init__(self) -> None:
        self._rows: dict[str, tuple[Vector, str]] = {}
        self._lock = threading.RLock()

    def upsert(self, ids: Sequence[str], vectors: Matrix, documents: Sequence[str]) -> None:
        check_rows(ids, vectors, documents)
        copies = np.array(vectors, dtype=np.float32)
        with self._lock:
            self._rows.update(
                (identifier, (copies[row], document))
                for row, (identifier, document) in enumerate(zip(ids, documents, strict=True))
            )

    def delete(self, ids: Collection[str]) -> None:
        with self._lock:
            for identifier in ids:
                self._rows.pop(identifier, None)

    def query(self, vector: Vector, top_k: int, documents: Collection[str] | None = None) -> list[tuple[str, float]]:
        with self._lock:
            rows = [(i, stored) for i, (stored, of) in self._rows.items() if documents is None or of in documents]
        scored = [(identifier, cosine(vector, stored)) for identifier, stored in rows]
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))[: max(top_k, 0)]

    def vectors(self, ids: Collection[str]) -> Mapping[str, Vector]:
        with self._lock:
            return {identifier: self._rows[identifier][0] for identifier in ids if identifier in self._rows}

    def ids(self) -> set[str]:
        with self._lock:
            return set(self._rows)

    def clear(self) -> None:
        with self._lock:
            self._rows.clear()


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
