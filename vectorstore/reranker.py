"""Scores passages against a query with a cross-encoder. The only file beside the embedder's and the training's
that imports sentence-transformers.

A cross-encoder reads query and passage together. That is dearer by orders of magnitude than comparing
vectors, so that it sees only the first few passages found. Nothing is downloaded, as for embedders.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vectorstore.model_folders import ModelFolder, open_folder, refusal
from vectorstore.model_loading import limit_length, load
from vectorstore.ports import BackendUnavailable, Scores

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder  # noqa: TID251

_ROLE = "重排模型"
_OWNER = "cross-encoder"
_FAMILY = "CrossEncoder"


class CrossEncoderReranker:
    """Any cross-encoder with one score; implements `vectorstore.ports.Reranker`."""

    def __init__(self, model: str, batch_size: int = 16) -> None:
        """Opens a folder or a cached model; raises BackendUnavailable where it is missing or no such model."""
        self._folder = open_folder(model, _ROLE, _OWNER)
        _require_cross_encoder(self._folder, model)
        self._model = _open(self._folder, model)
        if self._model.num_labels != 1:
            problem = f"它给出 {self._model.num_labels} 个分数，重排要一个"
            raise BackendUnavailable(refusal(model, _ROLE, problem))
        self._batch_size = batch_size
        self._length = limit_length(self._model)

    @property
    def name(self) -> str:
        """The model's name and a fingerprint of all that its scores depend on."""
        return f"{self._folder.name}@{self._folder.fingerprint(str(self._length))}"

    @property
    def description(self) -> str:
        """The longest pair that is read, in words."""
        return "" if self._length is None else f"问句与段落合计最长 {self._length} 个词元"

    def scores(self, query: str, texts: Sequence[str]) -> Scores:
        """Shape (len(texts),). The model's own numbers, before any sigmoid: that rounds good passages to one value."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        from torch.nn import Identity

        found = self._model.predict(
            [(query, text) for text in texts],
            batch_size=self._batch_size,
            activation_fn=Identity(),
            show_progress_bar=False,
        )
        return np.asarray(found, dtype=np.float32)


def _require_cross_encoder(folder: ModelFolder, model: str) -> None:
    """Raises BackendUnavailable for a model without a head for scores, to which the library would add a random one."""
    if folder.family == _FAMILY or (folder.is_plain and folder.is_classifier):
        return
    kind = folder.family or "、".join(folder.architectures) or "未注明"
    raise BackendUnavailable(refusal(model, _ROLE, f"它不是给“问句与段落”打分的模型（{kind}）"))


def _open(folder: ModelFolder, model: str) -> CrossEncoder:
    try:
        from sentence_transformers import CrossEncoder  # noqa: TID251
    except ImportError as error:
        message = f"无法载入 sentence-transformers（{error}）：请运行 pip install sentence-transformers。"
        raise BackendUnavailable(message) from error
    loaded: CrossEncoder = load(folder, model, _ROLE, CrossEncoder, uses_pooler=True)
    return loaded
