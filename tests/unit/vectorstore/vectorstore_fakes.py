"""An embedder whose answers can be worked out, and results of reading made by hand."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from ingest.errors import UnreadableFile
from ingest.model import Chunk, PolicyDocument, ReadResult, RegionGuess, SourceText, TextSpan
from vectorstore.memory import MemoryStore
from vectorstore.model import Labels
from vectorstore.ports import BackendUnavailable, Matrix, Vector


class BigramEmbedder:
    """Counts character bigrams in `dimension` buckets; remembers what it was asked to embed."""

    def __init__(self, name: str = "bigrams-1", dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.embedded: list[str] = []

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        self.embedded += texts
        return np.vstack([self._embed(text) for text in texts])

    def embed_query(self, text: str) -> Vector:
        return self._embed(text)

    def _embed(self, text: str) -> Vector:
        counts = np.zeros(self.dimension, np.float32)
        for i in range(len(text) - 1):
            counts[zlib.crc32(text[i : i + 2].encode()) % self.dimension] += 1
        length = float(np.linalg.norm(counts))
        return counts / np.float32(length) if length else counts


class FailingStore(MemoryStore):
    """Breaks at the next upsert or delete, as if the process were killed there, once `broken` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.broken = False

    def upsert(self, ids: Sequence[str], vectors: Matrix, labels: Sequence[Labels]) -> None:
        self._break()
        super().upsert(ids, vectors, labels)

    def delete(self, ids: Collection[str]) -> None:
        self._break()
        super().delete(ids)

    def _break(self) -> None:
        if self.broken:
            raise BackendUnavailable("向量库断开")


def read_text(text: str, name: str, *, title: str = "", region: tuple[str, ...] = ()) -> ReadResult:
    """One document a file, one passage a line; ids come from the file's name and the line."""
    source = SourceText(name, text, "text/plain", sha256(text.encode()).hexdigest())
    document = PolicyDocument(name, 0, title or name, TextSpan(0, len(text)), RegionGuess(region), ())
    chunks, start = [], 0
    for line in text.split("\n"):
        if line:
            identifier = sha256(f"{name}|{line}".encode()).hexdigest()[:16]
            span = TextSpan(start, start + len(line))
            chunks.append(Chunk(identifier, document.id, len(chunks), (), span, span.slice(text)))
        start += len(line) + 1
    return ReadResult(source, (document,), tuple(chunks))


def read_file(path: Path, name: str, member: str = "") -> ReadResult:
    """Reads a UTF-8 file with `read_text`; a file that says 'damaged' is one."""
    content = path.read_bytes()
    if content == b"damaged":
        raise UnreadableFile(f"{name}：文件已损坏，请重新获取")
    result = read_text(content.decode(), name)
    source = SourceText(name, result.source.text, "text/plain", sha256(content).hexdigest())
    return ReadResult(source, result.documents, result.chunks)
