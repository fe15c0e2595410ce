"""Vectors in memory, searched exactly: the oracle of the contract suite, and what `vectorstore.resident` searches."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.label_rows import LabelRows
from vectorstore.model import EVERYTHING, Labels, SearchFilter
from vectorstore.ports import Matrix, Vector

_FEW = 0.2
"""Up to this share of all rows it is cheaper to gather those that pass than to compare with all."""


class MemoryStore:
    """A `VectorStore` that compares the query with every vector. Equal cosines come in the order of ids."""

    def __init__(self, ids: Sequence[str] = (), rows: Matrix | None = None, labels: Sequence[Labels] = ()) -> None:
        """Starts with `rows`, one an id; a matrix that may not be written is copied before the first change."""
        given = np.zeros((0, 0), np.float32) if rows is None else rows
        check_rows(ids, given, labels)
        self._lock = threading.RLock()
        self._ids = list(ids)
        self._labels = list(labels)
        self._place = {identifier: row for row, identifier in enumerate(self._ids)}
        self._matrix = given
        """The vectors in the order of ids, and room for more after them."""
        self._lengths = _lengths(given)
        self._label_rows: LabelRows | None = None

    def __len__(self) -> int:
        return len(self._ids)

    def upsert(self, ids: Sequence[str], vectors: Matrix, labels: Sequence[Labels]) -> None:
        check_rows(ids, vectors, labels)
        if not ids:
            return
        with self._lock:
            new = sum(identifier not in self._place for identifier in ids)
            self._make_room(len(self._ids) + new, vectors.shape[1])
            for identifier, label in zip(ids, labels, strict=True):
                if identifier not in self._place:
                    self._place[identifier] = len(self._ids)
                    self._ids.append(identifier)
                    self._labels.append(label)
                self._labels[self._place[identifier]] = label
            places = [self._place[identifier] for identifier in ids]
            self._matrix[places] = vectors
            self._lengths[places] = _lengths(vectors)
            self._label_rows = None

    def delete(self, ids: Collection[str]) -> None:
        """The last row takes the place of one that goes."""
        with self._lock:
            known = [identifier for identifier in ids if identifier in self._place]
            if known:
                self._make_room(len(self._ids), self._matrix.shape[1])
                self._label_rows = None
            for identifier in known:
                row, last = self._place.pop(identifier), self._ids[-1]
                if last != identifier:
                    self._ids[row], self._labels[row], self._place[last] = last, self._labels[-1], row
                    end = len(self._ids) - 1
                    self._matrix[row], self._lengths[row] = self._matrix[end], self._lengths[end]
                self._ids.pop()
                self._labels.pop()

    def query(self, vector: Vector, top_k: int, where: SearchFilter = EVERYTHING) -> list[tuple[str, float]]:
        with self._lock:
            count = len(self._ids)
            if top_k <= 0 or not count:
                return []
            passing = self._passing(where)
            if passing is None:
                rows, cosines = None, self._matrix[:count] @ _unit(vector) / self._lengths[:count]
            else:
                rows = np.flatnonzero(passing)
                cosines = self._cosines_of(rows, vector)
            best = _best(cosines, top_k)
            places = best if rows is None else rows[best]
            hits = [(self._ids[row], float(score)) for row, score in zip(places, cosines[best], strict=True)]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:top_k]

    def cosines(self, vector: Vector, ids: Collection[str]) -> Mapping[str, float]:
        with self._lock:
            known = [identifier for identifier in ids if identifier in self._place]
            if not known:
                return {}
            rows = [self._place[identifier] for identifier in known]
            found = self._matrix[rows] @ _unit(vector) / self._lengths[rows]
        return dict(zip(known, found.tolist(), strict=True))

    def vectors(self, ids: Collection[str]) -> Mapping[str, Vector]:
        with self._lock:
            return {
                identifier: self._matrix[self._place[identifier]].copy()
                for identifier in ids
                if identifier in self._place
            }

    def ids(self) -> set[str]:
        with self._lock:
            return set(self._ids)

    def clear(self) -> None:
        with self._lock:
            self._ids, self._labels, self._place = [], [], {}
            self._matrix, self._lengths = np.zeros((0, 0), np.float32), np.zeros(0, np.float32)
            self._label_rows = None

    def rows(self) -> tuple[list[str], Matrix, list[Labels]]:
        """Everything, as the constructor takes it; the matrix may change with the next upsert."""
        with self._lock:
            return list(self._ids), self._matrix[: len(self._ids)], list(self._labels)

    def _passing(self, where: SearchFilter) -> NDArray[np.bool_] | None:
        if not where:
            return None
        if self._label_rows is None:
            self._label_rows = LabelRows(self._labels)
        return self._label_rows.passing(where)

    def _cosines_of(self, rows: NDArray[np.intp], vector: Vector) -> Vector:
        if len(rows) > _FEW * len(self._ids):
            products = (self._matrix[: len(self._ids)] @ _unit(vector))[rows]
        else:
            products = self._matrix[rows] @ _unit(vector)
        found: Vector = products / self._lengths[rows]
        return found

    def _make_room(self, count: int, dimension: int) -> None:
        """Has a matrix of this process's own with at least `count` rows; rows held so far stay."""
        held = self._matrix
        if held.shape[1] not in (0, dimension):
            raise ValueError(f"vectors of length {dimension} do not fit a table of length {held.shape[1]}")
        if count <= len(held) and held.flags.writeable and held.shape[1] == dimension:
            return
        capacity = max(count, len(held) + len(held) // 2) if count > len(held) else len(held)
        self._matrix = np.zeros((capacity, dimension), np.float32)
        if len(held):
            self._matrix[: len(held)] = held
        self._lengths = np.concatenate([self._lengths, np.ones(capacity - len(self._lengths), np.float32)])


def check_rows(ids: Sequence[str], vectors: Matrix, labels: Sequence[Labels]) -> None:
    """Raises ValueError where an upsert's parts do not belong together."""
    if vectors.ndim != 2 or not len(ids) == len(vectors) == len(labels):
        raise ValueError(
            f"{len(ids)} ids, vectors of shape {vectors.shape}, {len(labels)} labels: not rows of one table"
        )
    if len(set(ids)) != len(ids):
        raise ValueError("an id occurs twice in one upsert")


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    unit: Vector = np.asarray(vector, np.float32) / np.float32(length or 1.0)
    return unit


def _lengths(rows: Matrix) -> Vector:
    """The length of each row; 1 for a zero row, whose cosine is then 0."""
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows)).astype(np.float32)
    lengths[lengths == 0.0] = 1.0
    found: Vector = lengths
    return found


def _best(scores: Vector, top_k: int) -> NDArray[np.intp]:
    """The places of the `top_k` highest scores, in no order, and of all that equal the lowest of them."""
    if len(scores) <= top_k:
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - top_k)[len(scores) - top_k]
    return np.flatnonzero(scores >= least)
