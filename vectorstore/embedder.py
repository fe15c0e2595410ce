"""Chooses the embedding model, and runs any sentence-transformers one. The only file that imports it.

The import takes seconds and is made when a model is opened. Nothing is ever downloaded: a model is
a folder, or a name that the local cache of Hugging Face already holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vectorstore.ports import BackendUnavailable, Embedder, Matrix, Vector
from vectorstore.static_embedder import StaticEmbedder, is_static_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer  # noqa: TID251

SHIPPED_MODEL = "zhice-static-v2"


def shipped_model_folder() -> Path:
    """The folder of the model that comes with this package."""
    return Path(str(resources.files("vectorstore"))) / "models" / SHIPPED_MODEL


def load_embedder(model: str | None = None, query_prefix: str = "") -> Embedder:
    """The shipped model for None, else the model of this folder or name.

    `query_prefix` is put before queries and not before documents, as some models were trained.
    Raises BackendUnavailable where the model is not on this machine or cannot be read.
    """
    folder = shipped_model_folder() if model is None else Path(model).expanduser()
    if model is None or is_static_model(folder):
        return StaticEmbedder(folder, query_prefix)
    if not folder.is_dir() and (folder.is_absolute() or model.startswith(".")):
        raise BackendUnavailable(_missing(model))  # at once, where the import would take seconds to find out
    return SentenceTransformerEmbedder(str(folder) if folder.is_dir() else model, query_prefix)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model; implements `vectorstore.ports.Embedder`."""

    def __init__(self, model: str, query_prefix: str = "", batch_size: int = 32) -> None:
        """Opens a folder or a cached model; raises BackendUnavailable where it is missing or unreadable.

        A `query_prefix` takes the place of the query prompt that the model itself may define.
        """
        self._model = _open(model)
        self._query_prompt = query_prefix or self._prompt("query")
        self._document_prompt = self._prompt("document", "passage")
        self._batch_size = batch_size
        self._name = f"{Path(model).name}@{_fingerprint(self._model, self._document_prompt)}"

    @property
    def name(self) -> str:
        """The model's name and the start of the SHA-256 of its weights and document prompt."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        """Shape (len(texts), dimension), rows of length 1."""
        return self._encode(list(texts), self._document_prompt)

    def embed_query(self, text: str) -> Vector:
        """Shape (dimension,), length 1."""
        vector: Vector = self._encode([text], self._query_prompt)[0]
        return vector

    def _encode(self, texts: list[str], prompt: str) -> Matrix:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # An empty prompt, and not None, which would bring in the model's default prompt.
        vectors = self._model.encode(
            texts, prompt=prompt, batch_size=self._batch_size, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def _prompt(self, *names: str) -> str:
        """The first prompt with text that the model defines under one of `names`, else an empty one."""
        return next((prompt for name in names if (prompt := self._model.prompts.get(name))), "")


def _open(model: str) -> SentenceTransformer:
    try:
        from sentence_transformers import SentenceTransformer  # noqa: TID251

        return SentenceTransformer(model, local_files_only=True)
    except ImportError as error:
        message = f"无法载入 sentence-transformers（{error}）：请运行 pip install sentence-transformers。"
        raise BackendUnavailable(message) from error
    except Exception as error:  # a damaged model fails in many ways, each with its own exception
        raise BackendUnavailable(_missing(model)) from error


def _missing(model: str) -> str:
    return f"本机没有可用的向量模型“{model}”：请把模型文件夹复制到本机并填写其路径，或清空该设置以使用自带模型。"


def _fingerprint(model: SentenceTransformer, document_prompt: str) -> str:
    """Changes with whatever changes document vectors."""
    from torch import uint8

    digest = hashlib.sha256(document_prompt.encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        # As bytes, because NumPy has no bfloat16.
        digest.update(tensor.detach().cpu().contiguous().flatten().view(uint8).numpy().tobytes())
    return digest.hexdigest()[:12]
