"""Vectors in Chroma, in a folder or on a server. The only file that imports chromadb.

The import takes more than a second, so it waits until a store is opened.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from vectorstore.labels import DOCUMENT, excluded_terms, filter_terms, label_terms
from vectorstore.memory import check_rows
from vectorstore.model import EVERYTHING, Labels, SearchFilter
from vectorstore.ports import BackendUnavailable, Matrix, Vector, VectorStoreError

COLLECTION = "zhice_passages"
_GRAPH = {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}
"""Wide enough that the nearest 200 are the true ones in practice; narrower graphs save little at this size."""
_IDS_AT_ONCE = 1000

_Result = TypeVar("_Result")

logger = logging.getLogger(__name__)


class ChromaStore:
    """A `VectorStore` and `Reopenable`. Make one with `embedded` or `server`.

    Calls are made one at a time, so that `reopen` never closes the client under a query.
    """

    def __init__(self, connect: Callable[[], Any], unavailable: str, collection: str = COLLECTION) -> None:
        """`connect` gives a Chroma client; `unavailable` says what to do where it cannot."""
        self._connect = connect
        self._name = collection
        self._unavailable = unavailable
        self._lock = threading.RLock()
        self._client: Any = None
        self._closed = False
        self._open()

    @classmethod
    def embedded(cls, folder: Path) -> ChromaStore:
        """Keeps the vectors in `folder`, in this process. Raises `BackendUnavailable`."""

        def connect() -> Any:
            import chromadb  # noqa: TID251

            folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path=str(folder), settings=_settings())

        return cls(
            connect, f"向量库 {folder} 无法打开，请检查读写权限；若已损坏，删除该文件夹后运行 zhice ingest --rebuild"
        )

    @classmethod
    def server(cls, host: str, port: int, home: Path | None = None) -> ChromaStore:
        """Uses a running Chroma server. Raises `BackendUnavailable`.

        Each `home` has a collection of its own, so that several indexes may share a server.
        """
        own = f"-{hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]}" if home else ""

        def connect() -> Any:
            import chromadb  # noqa: TID251

            return chromadb.HttpClient(host=host, port=port, settings=_settings())

        advice = (
            f"无法连接 Chroma 服务 {host}:{port}，请先启动它（chroma run --host {host} --port {port}）或检查地址与端口"
        )
        return cls(connect, advice, COLLECTION + own)

    def upsert(self, ids: Sequence[str], vectors: Matrix, labels: Sequence[Labels]) -> None:
        check_rows(ids, vectors, labels)
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        with self._calling() as collection:
            size = int(self._client.get_max_batch_size())
            for start in range(0, len(ids), size):
                part = slice(start, start + size)
                collection.upsert(
                    ids=list(ids[part]),
                    embeddings=rows[part],
                    metadatas=[_metadata(label) for label in labels[part]],
                )

    def delete(self, ids: Collection[str]) -> None:
        with self._calling() as collection:
            for some in _slices(ids):
                collection.delete(ids=some)

    def query(self, vector: Vector, top_k: int, where: SearchFilter = EVERYTHING) -> list[tuple[str, float]]:
        """See `VectorStore.query`. Equal cosines come in the order of ids."""
        groups = filter_terms(where)
        if top_k <= 0 or not all(groups):
            return []
        found = self._read(
            lambda collection: collection.query(
                query_embeddings=[np.asarray(vector, dtype=np.float32)],
                n_results=top_k,
                where=_where(groups, excluded_terms(where.without)),
                include=["distances"],
            )
        )
        hits = [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def cosines(self, vector: Vector, ids: Collection[str]) -> Mapping[str, float]:
        return _cosines(vector, self.vectors(ids))

    def vectors(self, ids: Collection[str]) -> Mapping[str, Vector]:
        def of_slices(collection: Any) -> dict[str, Vector]:
            found: dict[str, Vector] = {}
            for some in _slices(ids):
                rows = collection.get(ids=some, include=["embeddings"])
                found.update(zip(rows["ids"], np.asarray(rows["embeddings"], dtype=np.float32), strict=True))
            return found

        return self._read(of_slices)

    def ids(self) -> set[str]:
        return set(self._read(lambda collection: collection.get(include=[])["ids"]))

    def clear(self) -> None:
        """Drops the collection and so its dimension; vectors of another length may follow."""
        with self._calling():
            self._client.delete_collection(self._name)
            self._collection = _collection_of(self._client, self._name)

    def reopen(self) -> None:
        """Connects anew: a client in a folder keeps a graph in memory that other processes do not refresh."""
        with self._lock:
            self.close()
            self._closed = False
            self._open()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._client is not None:
                self._client.close()
                self._client = None

    def _open(self) -> None:
        try:
            self._client = self._connect()
            self._collection = _collection_of(self._client, self._name)
        except Exception as error:  # chromadb raises its own, ValueError, httpx's and sqlite3's alike
            logger.debug("Chroma did not open", exc_info=True)
            raise BackendUnavailable(self._unavailable) from error

    def _read(self, call: Callable[[Any], _Result]) -> _Result:
        """What `call` gives for the collection.

        While another process writes into the folder, the list of ids may be ahead of the graph in this one's
        memory, and Chroma fails over an id that it does not find there: then it is asked again by a new client.
        """
        try:
            with self._calling() as collection:
                return call(collection)
        except BackendUnavailable as error:
            if not _is_out_of_step(error.__cause__):
                raise
            logger.debug("Chroma is behind another process and opened anew", exc_info=True)
        self.reopen()
        with self._calling() as collection:
            return call(collection)

    @contextlib.contextmanager
    def _calling(self) -> Iterator[Any]:
        """The collection, for one caller; turns whatever Chroma raises into this package's errors."""
        with self._lock:
            if self._closed:
                raise VectorStoreError("向量库已经关闭，请重新打开索引")
            if self._client is None:  # opening it anew failed, of a server that was down for a while
                self._open()
            try:
                yield self._collection
            except Exception as error:
                raise self._translated(error) from error

    def _translated(self, error: Exception) -> VectorStoreError:
        from chromadb.errors import ChromaError  # noqa: TID251

        if isinstance(error, ChromaError) and "dimension" in str(error):
            return VectorStoreError(f"向量维数与索引不符（{error}），请运行 zhice ingest --rebuild 重建")
        return BackendUnavailable(f"{self._unavailable}（{type(error).__name__}: {error}）".replace("\n", " "))


def _is_out_of_step(error: BaseException | None) -> bool:
    from chromadb.errors import InternalError  # noqa: TID251

    return isinstance(error, InternalError)


def _settings() -> Any:
    from chromadb.config import Settings  # noqa: TID251

    return Settings(anonymized_telemetry=False)


def _collection_of(client: Any, name: str) -> Any:
    return client.get_or_create_collection(name, configuration={"hnsw": _GRAPH}, embedding_function=None)


def _cosines(vector: Vector, rows: Mapping[str, Vector]) -> dict[str, float]:
    """The cosine of `vector` to each row; 0 where one of them is zero."""
    if not rows:
        return {}
    matrix = np.stack(list(rows.values()))
    lengths = np.linalg.norm(matrix, axis=1) * np.linalg.norm(vector)
    lengths[lengths == 0.0] = 1.0
    return dict(zip(rows, (matrix @ vector / lengths).tolist(), strict=True))


def _metadata(labels: Labels) -> dict[str, Any]:
    """Terms in a list, which Chroma looks into with `$contains`; the document alone, since `$in` takes thousands."""
    terms = label_terms(labels)
    return {"document": terms[0], "labels": list(terms[1:])}


def _where(groups: Sequence[frozenset[str]], excluded: frozenset[str]) -> dict[str, Any] | None:
    """Chroma's form of groups of terms, of each of which a passage must have one, and of documents left out."""
    conditions = [_condition(sorted(group)) for group in groups]
    conditions += [{"document": {"$nin": sorted(excluded)}}] if excluded else []
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


def _condition(terms: list[str]) -> dict[str, Any]:
    if terms[0].startswith(DOCUMENT):
        return {"document": {"$in": terms}}
    each: list[dict[str, Any]] = [{"labels": {"$contains": term}} for term in terms]
    return {"$or": each} if len(each) > 1 else each[0]


def _slices(ids: Collection[str]) -> Iterator[list[str]]:
    ordered = list(ids)
    return (ordered[start : start + _IDS_AT_ONCE] for start in range(0, len(ordered), _IDS_AT_ONCE))
