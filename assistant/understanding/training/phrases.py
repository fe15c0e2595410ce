"""English expressions of two words that occur together too often for chance, as one word each."""

from __future__ import annotations

import numpy as np

from assistant.understanding.training.parallel import Numbers, Parallel


def with_phrases(parallel: Parallel, frequent: int = 40, cohesion: float = 0.35) -> Parallel:
    """The pairs with neighbouring English words joined that occur `frequent` times together.

    `cohesion` is the least normalised pointwise mutual information (Bouma 2009) of the two.
    """
    size = len(parallel.english)
    found = _phrases(parallel, frequent, cohesion)
    numbers = {pair: size + i for i, pair in enumerate(found)}
    english = [*parallel.english, *(f"{parallel.english[a]} {parallel.english[b]}" for a, b in found)]
    pairs = [(_joined(left, numbers), right) for left, right in parallel.pairs]
    return Parallel(english, parallel.chinese, pairs)


def _phrases(parallel: Parallel, frequent: int, cohesion: float) -> list[tuple[int, int]]:
    size = len(parallel.english)
    single = np.bincount(np.concatenate([left for left, _ in parallel.pairs]), minlength=size).astype(float)
    keys = np.concatenate([left[:-1].astype(np.int64) * size + left[1:] for left, _ in parallel.pairs])
    distinct, counts = np.unique(keys, return_counts=True)
    first, second = np.divmod(distinct, size)
    joint = counts / single.sum()
    chance = single[first] * single[second] / single.sum() ** 2
    kept = np.flatnonzero((counts >= frequent) & (np.log(joint / chance) / -np.log(joint) >= cohesion))
    return [(int(first[i]), int(second[i])) for i in kept]


def _joined(left: Numbers, numbers: dict[tuple[int, int], int]) -> Numbers:
    joined: list[int] = []
    position = 0
    words = left.tolist()
    while position < len(words):
        number = numbers.get(tuple(words[position : position + 2]))
        joined.append(words[position] if number is None else number)
        position += 1 if number is None else 2
    return np.array(joined, np.int32)
