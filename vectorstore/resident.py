"""A vector store whose vectors also stand in one matrix, where a filtered query costs no more than a plain one.

Chroma answers a query without a filter in 4 ms over 100,000 vectors, any with a filter in 50 and more, and
gives the vectors of 100 ids in 2. One product with a matrix of them all takes 2.4 ms, is exact, and can be
limited to any rows. The matrix is a file that processes map, written when a process that changed the
index closes it; Chroma stays what it is made from, and answers where there is no matrix. Its import and
start take a second, so it waits until something is written, or nothing else can answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import numpy as np

from vectorstore.memory import MemoryStore
from vectorstore.model import EVERYTHING, Labels, SearchFilter
from vectorstore.ports import Matrix, Reopenable, Vector, VectorStore
from vectorstore.vector_file import forget_table, read_table, write_table

MOST_BYTES = 512_000_000
"""Of the matrix: 330,000 vectors of 384 numbers. A larger one would be slower than Chroma's graph, and fill memory."""
_PATIENCE = 16
"""Queries that Chroma answers before the matrix is made from it, which takes seconds for 100,000 vectors."""
_AT_ONCE = 1000

LabelsOf = Callable[[Collection[str]], Mapping[str, Labels]]


class ResidentVectors:
    """A `VectorStore` and `Reopenable` in front of another one. Threads may share it."""

    def __init__(
        self,
        open_inner: Callable[[], VectorStore],
        folder: Path,
        state: Callable[[], int],
        labels_of: LabelsOf,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """`open_inner` is called when the other store is needed first, which reading with a matrix at hand never does.

        `state` says which state of the index that store holds, `labels_of` the labels of passages in it.
        The files are in `folder`; see `vectorstore.vector_file`.
        """
        self._open_inner = open_inner
        self._opened: VectorStore | None = None
        self._folder = folder
        self._state = state
        self._labels_of = labels_of
        self._most_bytes = most_bytes
        self._lock = threading.RLock()
        self._table: MemoryStore | None = None
        self._looked = False
        self._unsaved = False
        self._changed = False
        """Whether the inner store was changed through this object, and not by others since."""
        self._asked = 0

    @property
    def inner(self) -> VectorStore:
        """The other store; opened now where it was not yet."""
        with self._lock:
            if self._opened is None:
                self._opened = self._open_inner()
            return self._opened

    def upsert(self, ids: Sequence[str], vectors: Matrix, labels: Sequence[Labels]) -> None:
        with self._lock:
            first = not self._looked
            table = self._found()
            if table is None and first and not self.inner.ids():
                self._table = table = MemoryStore()
            self._note_change()
            self.inner.upsert(ids, vectors, labels)
            if table is not None:
                table.upsert(ids, vectors, labels)
                self._table = table if self._fits(len(table), vectors.shape[1]) else None
                self._unsaved = True

    def delete(self, ids: Collection[str]) -> None:
        with self._lock:
            table = self._found()
            self._note_change()
            self.inner.delete(ids)
            if table is not None:
                table.delete(ids)
                self._unsaved = True

    def query(self, vector: Vector, top_k: int, where: SearchFilter = EVERYTHING) -> list[tuple[str, float]]:
        return self._readable().query(vector, top_k, where)

    def cosines(self, vector: Vector, ids: Collection[str]) -> Mapping[str, float]:
        return self._readable().cosines(vector, ids)

    def vectors(self, ids: Collection[str]) -> Mapping[str, Vector]:
        return self.inner.vectors(ids)

    def ids(self) -> set[str]:
        return self.inner.ids()

    def clear(self) -> None:
        with self._lock:
            self._note_change()
            self.inner.clear()
            self._table, self._looked, self._unsaved = MemoryStore(), True, True

    def warm_up(self) -> None:
        """Has the matrix at hand from now on; from Chroma, where no file has it, at some 50 s a million vectors."""
        with self._lock:
            if self._found() is None:
                self._table = self._made()
                self._unsaved = self._table is not None

    def save(self, state: int) -> None:
        """Writes the matrix for other processes and later ones, where it is not what the files have.

        `state` is the one that this process left or saw last: the caller makes sure that the index was in it, and
        is changed by no other process before. A process that changed the inner store without a matrix, as after
        a run that was killed, makes one now, or every later process would do without.
        """
        with self._lock:
            if self._changed and self._table is None:
                self.warm_up()
            if self._table is not None and self._unsaved:
                write_table(self._folder, state, self._table)
            self._unsaved = self._changed = False

    def reopen(self) -> None:
        """Sees what other processes have written, the matrix included."""
        with self._lock:
            if isinstance(self._opened, Reopenable):
                self._opened.reopen()
            self._table, self._looked, self._unsaved, self._asked = None, False, False, 0
            self._changed = False

    def close(self) -> None:
        with self._lock:
            if isinstance(self._opened, Reopenable):
                self._opened.close()

    def _note_change(self) -> None:
        """A file that is not of this state must not be taken for one of a state to come, of a catalogue made anew."""
        if not self._changed and self._table is None:
            forget_table(self._folder)
        self._changed = True

    def _found(self) -> MemoryStore | None:
        """The matrix that is at hand or in the files."""
        if not self._looked:
            self._looked = True
            self._table = read_table(self._folder, self._state())
        return self._table

    def _readable(self) -> VectorStore:
        """The matrix where there is one, else the inner store."""
        with self._lock:
            if self._found() is None:
                self._asked += 1
                if self._asked == _PATIENCE:
                    self.warm_up()
            return self.inner if self._table is None else self._table

    def _made(self) -> MemoryStore | None:
        """The matrix from what the inner store holds; None where it would be too large."""
        ids = sorted(self.inner.ids())
        some = self.inner.vectors(ids[:1])
        if not some:
            return MemoryStore()
        dimension = len(next(iter(some.values())))
        if not self._fits(len(ids), dimension):
            return None
        # Part by part and in place: all texts that labels are read from, or two such matrices, would fill memory.
        matrix = np.zeros((len(ids), dimension), np.float32)
        known: list[str] = []
        labels: list[Labels] = []
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            labelled, found = self._labels_of(part), self.inner.vectors(part)
            for identifier in part:
                if identifier in labelled and identifier in found:
                    matrix[len(known)] = found[identifier]
                    known.append(identifier)
                    labels.append(labelled[identifier])
        return MemoryStore(known, matrix[: len(known)], labels)

    def _fits(self, count: int, dimension: int) -> bool:
        return count * dimension * 4 <= self._most_bytes
