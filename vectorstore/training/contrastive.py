"""Trains the matrix of a static model by ranking the passages of a batch (Henderson et al. 2017, arXiv:1705.00652).

A piece's row is its weight times a vector of length 1, the scaled sum of its own and of its parts' vectors. The
weight starts as the piece's rarity (SIF, Arora et al. 2017) and is learned in two parts: one that a few traits of
a piece share, so that unseen pieces get fitting weights too, and one of its own. The gradients are written out,
on sparse products: that is some ten times faster here than a general trainer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse  # type: ignore[import-untyped]
import torch
from numpy.typing import NDArray

from vectorstore.ports import Matrix
from vectorstore.training.batches import Batch
from vectorstore.training.composition import PARTS, composition
from vectorstore.training.encoded import EncodedTexts, Numbers
from vectorstore.training.pieces import HAN

_SIF = 1e-3
_SCALE = 30.0
"""Of the cosines in the softmax: the inverse of its temperature."""
_OWN_SHARE = 0.8
"""Length of a piece's own part in its first vector; the parts of words make up for the rest."""
_DECAY = 0.99
_WARM_UP = 0.05


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast to learn."""

    steps: int = 1_000
    batch: int = 1_024
    learning_rate: float = 0.07
    weight_learning_rate: float = 0.02

    def factor(self, step: int) -> float:
        """Of both learning rates: up over the first steps, then down to zero."""
        return min(1.0, (step + 1) / (_WARM_UP * self.steps)) * (1.0 - step / self.steps)


class RowAdam:
    """Adam without momentum and with one second moment a row; touches only the rows with a gradient."""

    def __init__(self, values: Matrix, learning_rate: float) -> None:
        self._values, self._rate = values, learning_rate
        self._moments = np.zeros(len(values), dtype=np.float32)
        self._steps = np.zeros(len(values), dtype=np.int64)

    def update(self, rows: Numbers, gradients: Matrix, factor: float) -> None:
        """Changes the `rows` of the values in place."""
        self._steps[rows] += 1
        moments = self._moments[rows] * _DECAY + (1.0 - _DECAY) * np.mean(gradients * gradients, axis=1)
        self._moments[rows] = moments
        unbiased = moments / (1.0 - _DECAY ** self._steps[rows])
        steps = (self._rate * factor / (np.sqrt(unbiased) + 1e-9)).astype(np.float32)
        self._values[rows] -= steps[:, None] * gradients


class StaticModel:
    """The parameters; piece 0 is the unknown one and stays without a vector."""

    def __init__(self, pieces: Sequence[str], shares: NDArray[np.float64], dimension: int, schedule: Schedule) -> None:
        """`shares` tells how much of the training text each piece is, adding up to 1."""
        rng = np.random.default_rng(len(pieces))
        self._composition = composition(pieces)
        self._own = (_OWN_SHARE * rng.standard_normal((len(pieces), dimension))).astype(np.float32)
        self._parts = ((1 - _OWN_SHARE**2) ** 0.5 * rng.standard_normal((PARTS, dimension))).astype(np.float32)
        self._traits = _traits(pieces, shares)
        self._shared = np.zeros((self._traits.shape[1], 1), dtype=np.float32)
        self._rarity = np.log(_SIF / (_SIF + shares)).astype(np.float32)[:, None]
        rate, slow = schedule.learning_rate, schedule.weight_learning_rate
        self._learn_own, self._learn_parts = RowAdam(self._own, rate), RowAdam(self._parts, rate)
        self._learn_rarity, self._learn_shared = RowAdam(self._rarity, slow), RowAdam(self._shared, slow)

    def weights(self) -> Matrix:
        """The matrix to ship, shape (pieces, dimension)."""
        directions, _ = _scaled(self._own + self._composition @ self._parts)
        matrix: Matrix = np.exp(self._rarity + self._traits @ self._shared) * directions
        matrix[0] = 0.0
        return matrix

    def learn(self, batch: Batch, factor: float) -> float:
        """One step down the gradient of the loss of `batch`; returns that loss."""
        rows, local = _numbered(np.concatenate((batch.queries.ids, batch.passages.ids)), len(self._own))
        split = len(batch.queries.ids)
        queries = _means(local[:split], batch.queries, len(rows))
        passages = _means(local[split:], batch.passages, len(rows))
        chosen = self._composition[rows]
        parts, columns = _numbered(chosen.indices, PARTS)
        chosen = sparse.csr_matrix((chosen.data, columns, chosen.indptr), shape=(len(rows), len(parts)))
        directions, lengths = _scaled(self._own[rows] + chosen @ self._parts[parts])
        scales = np.exp(self._rarity[rows] + self._traits[rows] @ self._shared)
        vectors = scales * directions
        loss, for_queries, for_passages = _ranking_gradients(queries @ vectors, passages @ vectors, batch.right)
        gradient = queries.T.tocsr() @ for_queries + passages.T.tocsr() @ for_passages
        for_scales = np.sum(gradient * vectors, axis=1, keepdims=True)
        for_sums = _through_scaling(gradient * scales, directions, lengths)
        for_parts = chosen.T.tocsr() @ for_sums
        self._learn_own.update(rows, for_sums, factor)
        self._learn_parts.update(parts, for_parts, factor)
        self._learn_shared.update(np.arange(len(self._shared)), self._traits[rows].T @ for_scales, factor)
        self._learn_rarity.update(rows, for_scales, factor)
        return loss


def _traits(pieces: Sequence[str], shares: NDArray[np.float64]) -> Matrix:
    """One row a piece: its standardised log share and the square of that, and of what kind it is."""
    logs = np.log(shares)
    logs = (logs - logs.mean()) / logs.std()
    kinds = [
        (
            HAN.fullmatch(piece) is not None and len(piece) == 1,
            HAN.fullmatch(piece) is not None and len(piece) > 2,
            piece.isascii() and piece.isalpha(),
            piece.isdigit(),
        )
        for piece in pieces
    ]
    return np.column_stack((logs, logs**2 / 3.0, np.array(kinds))).astype(np.float32)


def _numbered(ids: NDArray[np.int32], size: int) -> tuple[Numbers, Numbers]:
    """The distinct ids below `size` in order, and for each id its place among them; `np.unique` would sort."""
    seen = np.zeros(size, dtype=bool)
    seen[ids] = True
    distinct = np.flatnonzero(seen).astype(np.int64)
    places = np.zeros(size, dtype=np.int64)
    places[distinct] = np.arange(len(distinct))
    return distinct, places[ids]


def _means(local: Numbers, texts: EncodedTexts, columns: int) -> Any:
    """A sparse matrix that takes the mean of the rows of each text's pieces."""
    lengths = texts.lengths
    values = np.repeat(1.0 / np.maximum(lengths, 1), lengths).astype(np.float32)
    return sparse.csr_matrix((values, local, texts.offsets), shape=(len(texts), columns))


def _scaled(rows: Matrix) -> tuple[Matrix, Matrix]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    lengths[lengths == 0.0] = 1.0
    return rows / lengths, lengths


def _through_scaling(gradient: Matrix, scaled: Matrix, lengths: Matrix) -> Matrix:
    """The gradient for rows from the gradient for the same rows scaled to length 1."""
    along = np.sum(gradient * scaled, axis=1, keepdims=True)
    result: Matrix = (gradient - along * scaled) / lengths
    return result


def _ranking_gradients(queries: Matrix, passages: Matrix, right: Numbers) -> tuple[float, Matrix, Matrix]:
    """The loss and its gradients: the mean of ranking passages for queries, and queries for passages."""
    asked, query_lengths = _scaled(queries)
    offered, passage_lengths = _scaled(passages)
    left, other = torch.from_numpy(asked), torch.from_numpy(offered)
    logits = left @ other.T * _SCALE
    wanted = torch.zeros_like(logits)
    wanted[torch.arange(len(right)), torch.from_numpy(right)] = 1.0
    by_query = torch.log_softmax(logits, dim=1)
    loss = -float((by_query * wanted).sum() / len(right))
    gradient = (torch.exp(by_query) - wanted) / len(right)
    # A passage that no query of the batch asks for has nothing to rank; one that several ask for, all of them.
    askers = wanted.sum(0, keepdim=True)
    has = (askers > 0).float()
    by_passage = torch.softmax(logits, dim=0) * has - wanted / askers.clamp(min=1.0)
    gradient = (gradient + by_passage / has.sum()) * (_SCALE / 2)
    for_queries, for_passages = (gradient @ other).numpy(), (gradient.T @ left).numpy()
    return (
        loss,
        _through_scaling(for_queries, asked, query_lengths),
        _through_scaling(for_passages, offered, passage_lengths),
    )
