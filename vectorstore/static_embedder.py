"""The shipped embedding model with NumPy alone.

A static model is a matrix of one vector a token; a text's vector is their mean, scaled to length 1.
That needs neither torch nor sentence-transformers, whose import alone takes seconds. The folder is
a sentence-transformers one, and `SentenceTransformer(folder)` gives the same vectors.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from vectorstore.ports import BackendUnavailable, Matrix, Vector

_MODULES_FILE = "modules.json"
_SETTINGS_FILE = "config_sentence_transformers.json"
_TOKENIZER_FILE = "tokenizer.json"
_WEIGHTS_FILE = "model.safetensors"
_BATCH = 256
"""Texts given to the tokenizer at once: bounds what its result takes."""


def is_static_model(folder: Path) -> bool:
    """Whether `folder` holds a static embedding with at most a normalisation after it, and no prompts."""
    try:
        kinds = [kind.rpartition(".")[2] for kind, _ in _modules(folder)]
        prompts = json.loads((folder / _SETTINGS_FILE).read_text(encoding="utf-8")).get("prompts", {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return kinds[:1] == ["StaticEmbedding"] and set(kinds[1:]) <= {"Normalize"} and not any(prompts.values())


class StaticEmbedder:
    """Embeds by averaging token vectors; implements `vectorstore.ports.Embedder`."""

    def __init__(self, folder: Path, query_prefix: str = "") -> None:
        """Reads the model in `folder`; raises BackendUnavailable where it is missing or damaged."""
        self._query_prefix = query_prefix
        try:
            root = folder / _modules(folder)[0][1]
            self._tokenizer = Tokenizer.from_file(str(root / _TOKENIZER_FILE))
            self._rows, self._factors = _token_vectors(root / _WEIGHTS_FILE)
            self._name = f"{folder.resolve().name}@{_fingerprint(root)}"
        except Exception as error:  # tokenizers raises a bare Exception for every kind of damage
            message = f"无法读取向量模型文件夹 {folder}（{error}）：请重新安装本程序，或在设置中换一个模型文件夹。"
            raise BackendUnavailable(message) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @property
    def name(self) -> str:
        """The folder's name and the start of the SHA-256 of tokenizer and weights."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._rows.shape[1])

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        """Shape (len(texts), dimension), rows of length 1 (a zero row for a text without tokens)."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            vectors[start : start + len(batch)] = self._sums(batch)
        # The length of a mean and of a sum differ, their direction does not.
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        lengths[lengths == 0.0] = 1.0
        vectors /= lengths
        return vectors

    def embed_query(self, text: str) -> Vector:
        """Shape (dimension,), length 1 (or zero)."""
        vector: Vector = self.embed_documents([self._query_prefix + text])[0]
        return vector

    def _sums(self, texts: list[str]) -> Matrix:
        """The sums of the token vectors of each text, shape (len(texts), dimension)."""
        sums = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, found in enumerate(self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)):
            # Text by text, so that the gathered rows stay in the processor's cache; no tokens give a zero sum.
            ids = np.asarray(found.ids, dtype=np.int64)
            sums[row] = self._factors.take(ids) @ self._rows.take(ids, axis=0).astype(np.float32, copy=False)
        return sums


def _modules(folder: Path) -> list[tuple[str, str]]:
    """The (type, sub-folder) of each module that the model's folder lists, in order."""
    listed = json.loads((folder / _MODULES_FILE).read_text(encoding="utf-8"))
    return [(str(module["type"]), str(module["path"])) for module in listed]


def _token_vectors(file: Path) -> tuple[NDArray[Any], Vector]:
    """One row a token id, as stored, and a factor a token id, whose product is the token's vector.

    From either of the two layouts that sentence-transformers reads: 'embedding.weight', or model2vec's
    'embeddings' with an optional 'mapping' from token id to row and an optional factor a token, 'weights'.
    Rows of one byte a number stay so: they take a quarter of the memory, and converting the few of a text is cheap.
    """
    tensors = load_file(file)
    if "embedding.weight" in tensors:
        rows = tensors["embedding.weight"]
    else:
        rows = tensors["embeddings"]
        if "mapping" in tensors:
            rows = rows[tensors["mapping"].astype(np.int64)]
    factors = tensors.get("weights", np.ones(len(rows), dtype=np.float32))
    return rows, factors.astype(np.float32)


def _fingerprint(root: Path) -> str:
    digest = hashlib.sha256()
    for name in (_TOKENIZER_FILE, _WEIGHTS_FILE):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()[:12]
