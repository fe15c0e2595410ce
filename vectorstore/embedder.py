"""Chooses the embedding model, and runs any sentence-transformers one. The only file that imports it.

The import takes seconds and is made when a model is opened. Nothing is ever downloaded: a model is
a folder, or a name that the local cache of Hugging Face already holds.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vectorstore.model_folders import MODULES_FILE, ModelFolder, open_folder, refusal
from vectorstore.model_loading import limit_length, load
from vectorstore.ports import BackendUnavailable, Embedder, Matrix, Vector
from vectorstore.static_embedder import StaticEmbedder, is_static_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer  # noqa: TID251

SHIPPED_MODEL = "zhice-static-v2"
_ROLE = "向量模型"
_OWNER = "sentence-transformers"
_DOCUMENT_PROMPTS = ("document", "passage", "corpus")
"""Names under which models keep what goes before a passage, in the order that the library looks for them."""
_POOLINGS = {"cls": "首词元 cls", "mean": "平均 mean", "lasttoken": "末词元 lasttoken", "max": "最大值 max"}
_log = logging.getLogger(__name__)


def shipped_model_folder() -> Path:
    """The folder of the model that comes with this package."""
    return Path(str(resources.files("vectorstore"))) / "models" / SHIPPED_MODEL


def load_embedder(model: str | None = None, query_prefix: str = "") -> Embedder:
    """The shipped model for None, else the model of this folder or name.

    `query_prefix` is put before queries and not before documents, as some models were trained.
    Raises BackendUnavailable where the model is not on this machine, must not or cannot be read.
    """
    folder = shipped_model_folder() if model is None else Path(model).expanduser()
    if model is None or is_static_model(folder):
        return StaticEmbedder(folder, query_prefix)
    return SentenceTransformerEmbedder(model, query_prefix)


def describe_embedder(embedder: Embedder) -> str:
    """How an embedder makes a vector, for people who check an installation."""
    if isinstance(embedder, SentenceTransformerEmbedder):
        return embedder.description
    return "词向量平均"


class SentenceTransformerEmbedder:
    """Any sentence-transformers model; implements `vectorstore.ports.Embedder`.

    Prompts, pooling, further layers and the longest text are those of the model's own files.
    """

    def __init__(self, model: str, query_prefix: str = "", batch_size: int = 32) -> None:
        """Opens a folder or a cached model; raises BackendUnavailable where it is missing or unreadable.

        A `query_prefix` takes the place of the query prompt that the model itself may define.
        """
        self._folder = open_folder(model, _ROLE, _OWNER)
        _require_embedder(self._folder, model)
        self._model = _open(self._folder, model)
        self._query_prompt = query_prefix or self._prompt("query")
        self._document_prompt = self._prompt(*_DOCUMENT_PROMPTS)
        self._batch_size = batch_size
        self._length = limit_length(self._model)
        decisive = (self._document_prompt, str(self.dimension), str(self._length))
        self._name = f"{self._folder.name}@{self._folder.fingerprint(*decisive)}"
        if self._folder.is_plain:
            _log.warning("向量模型 %s：%s", model, self._pooling())

    @property
    def name(self) -> str:
        """The model's name and a fingerprint of all that document vectors depend on."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def description(self) -> str:
        """Pooling, longest text and prompts, in words."""
        parts = [self._pooling()]
        if self._length is not None:
            parts.append(f"最长 {self._length} 个词元")
        parts += [f"查询前缀“{self._query_prompt}”"] if self._query_prompt else []
        parts += [f"段落前缀“{self._document_prompt}”"] if self._document_prompt else []
        return "，".join(parts)

    def embed_documents(self, texts: Sequence[str]) -> Matrix:
        """Shape (len(texts), dimension), rows of length 1."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        # An empty prompt, and not None, which would bring in the model's default prompt.
        vectors = self._model.encode_document(list(texts), prompt=self._document_prompt, **self._options())
        return np.asarray(vectors, dtype=np.float32)

    def embed_query(self, text: str) -> Vector:
        """Shape (dimension,), length 1."""
        vectors = self._model.encode_query([text], prompt=self._query_prompt, **self._options())
        vector: Vector = np.asarray(vectors, dtype=np.float32)[0]
        return vector

    def _options(self) -> dict[str, Any]:
        return {"batch_size": self._batch_size, "normalize_embeddings": True, "show_progress_bar": False}

    def _prompt(self, *names: str) -> str:
        """The first prompt with text that the model defines under one of `names`, else an empty one."""
        return next((prompt for name in names if (prompt := self._model.prompts.get(name))), "")

    def _pooling(self) -> str:
        modes = [mode for module in self._model for mode in _modes(getattr(module, "pooling_mode", ()))]
        said = f"池化：{'、'.join(_POOLINGS.get(mode, mode) for mode in modes)}" if modes else "池化：模型自带"
        if self._folder.is_plain:
            said += f"（文件夹没有 {MODULES_FILE}，这是推定的；BGE 一类用 cls 训练的模型请补全该文件和 1_Pooling）"
        return said


def _modes(pooling: str | Sequence[str]) -> Sequence[str]:
    return [pooling] if isinstance(pooling, str) else pooling


def _require_embedder(folder: ModelFolder, model: str) -> None:
    """Raises BackendUnavailable for a model of another kind, from which the library would make one by guess."""
    if folder.family not in ("", "SentenceTransformer"):
        raise BackendUnavailable(refusal(model, _ROLE, f"它是 {folder.family}，不是 SentenceTransformer"))
    if folder.is_classifier:
        raise BackendUnavailable(
            refusal(model, _ROLE, f"它是给文本打分的模型（{folder.architectures[0]}），不给出向量")
        )


def _open(folder: ModelFolder, model: str) -> SentenceTransformer:
    try:
        from sentence_transformers import SentenceTransformer  # noqa: TID251
    except ImportError as error:
        message = f"无法载入 sentence-transformers（{error}）：请运行 pip install sentence-transformers。"
        raise BackendUnavailable(message) from error
    return load(folder, model, _ROLE, SentenceTransformer, uses_pooler=False)
