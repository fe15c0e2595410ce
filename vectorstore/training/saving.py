"""Stores a static embedding model in int8, in a folder that sentence-transformers reads as it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from sentence_transformers import SentenceTransformer  # noqa: TID251
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding  # noqa: TID251
from tokenizers import Tokenizer

from vectorstore.ports import Matrix


def quantised(weights: Matrix) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows in [-127, 127] and the factor of each row, whose product is within 1/254 of the row's maximum."""
    factors = (np.abs(weights).max(axis=1) / 127.0).astype(np.float32)
    divisors = np.where(factors > 0.0, factors, 1.0)[:, None]
    return np.rint(weights / divisors).astype(np.int8), factors


def save_static_model(weights: Matrix, tokenizer: Tokenizer, folder: Path) -> None:
    """Writes `folder`; a README.md in it stays as it is.

    The tensors are named as in a model2vec file ('embeddings' and a factor a token, 'weights'),
    which `StaticEmbedding.load` multiplies out to float32.
    """
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()])
    model.save(str(folder), create_model_card=False)
    rows, factors = quantised(weights)
    stored = folder / "model.safetensors"
    save_file({"embeddings": rows, "weights": factors}, stored)
    stored.chmod(0o644)  # safetensors writes for the owner alone
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
