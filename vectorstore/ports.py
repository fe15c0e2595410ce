"""What the index needs from its parts, and the errors they raise."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from vectorstore.model import EVERYTHING, Labels, SearchFilter

Matrix = NDArray[np.float32]
Vector = NDArray[np.float32]
Scores = NDArray[np.float32]


class VectorStoreError(Exception):
    """Base of all errors of this package. Each message is one line: what is wrong, what to do."""


class IndexMissing(VectorStoreError):
    """There is no index at this place."""


class IndexMismatch(VectorStoreError):
    """The index was built with another embedder, chunking or format."""


class BackendUnavailable(VectorStoreError):
    """A vector back-end or model cannot be loaded or reached."""


class IndexBusy(VectorStoreError):
    """Another process is writing this index."""


class UnknownSource(VectorStoreError):
    """No file of this name is indexed."""


class Embedder(Protocol):
    """Texts to unit vectors."""

    @property
    def name(self) -> str:
        """Identifies the model and its weights; part of the index manifest."""

    @property
    def dimension(self) -> int: ...

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        """Shape (len(texts), dimension), rows of length 1 (a zero row for a text without tokens)."""

    def embed_query(self, text: str) -> Vector:
        """Shape (dimension,), length 1 (or zero)."""


class Reranker(Protocol):
    """Reads a query and a passage together."""

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        """Shape (len(texts),): the higher, the better the text answers the query. Comparable within one query only."""


class VectorStore(Protocol):
    """Vectors by id, searched by cosine. Every back-end passes the suite in tests/contract."""

    def upsert(self, ids: Sequence[str], vectors: Matrix, labels: Sequence[Labels]) -> None:
        """Adds or replaces; `labels[i]` are those of `ids[i]`."""

    def delete(self, ids: Collection[str]) -> None:
        """Removes; unknown ids are ignored."""

    def query(self, vector: Vector, top_k: int, where: SearchFilter = EVERYTHING) -> list[tuple[str, float]]:
        """At most `top_k` (id, cosine) that pass `where`, best first."""

    def cosines(self, vector: Vector, ids: Collection[str]) -> Mapping[str, float]:
        """The cosine to `vector` of those of `ids` that exist."""

    def vectors(self, ids: Collection[str]) -> Mapping[str, Vector]:
        """The stored vectors of those of `ids` that exist."""

    def ids(self) -> set[str]: ...

    def clear(self) -> None: ...


@runtime_checkable
class Reopenable(Protocol):
    """A back-end with a connection of its own, and a view of the data that other processes do not refresh."""

    def reopen(self) -> None:
        """Sees from now on what other processes have written."""

    def close(self) -> None: ...


class LexicalIndex(Protocol):
    """BM25 over analysed tokens."""

    def upsert(self, ids: Sequence[str], texts: Sequence[str], labels: Sequence[Labels]) -> None:
        """Adds or replaces. `texts` are plain; the index analyses them itself."""

    def delete(self, ids: Collection[str]) -> None: ...

    def query(
        self,
        text: str,
        top_k: int,
        *,
        where: SearchFilter = EVERYTHING,
        expansions: Sequence[tuple[str, float]] = (),
        any_of: Sequence[Sequence[tuple[str, float]]] = (),
        required: Sequence[str] = (),
    ) -> list[tuple[str, float]]:
        """At most `top_k` (id, BM25), best first; the parts of a query are those of `SearchQuery`."""

    def frequencies(self, tokens: Collection[str]) -> dict[str, int]:
        """In how many texts each of some tokens occurs; those that occur nowhere are left out."""

    def frequency(self, text: str) -> int:
        """In how many texts the rarest token of `text` occurs."""

    def ids(self) -> set[str]: ...

    def clear(self) -> None: ...
