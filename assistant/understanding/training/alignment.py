"""Word translation probabilities by IBM Model 1 with a diagonal prior, both directions trained to agree.

Brown et al. 1993 (Model 1); Dyer, Chahuneau and Smith 2013 (the prior exp(-lambda * |i/m - j/n|)); Liang,
Taskar and Klein 2006 (agreement: the posteriors of the two directions are multiplied in each E step).

All links of all sentence pairs lie in flat arrays, so that a round is a few numpy calls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.understanding.training.parallel import Numbers, Parallel

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
_NULL = 0.02
"""Prior of a word that has no counterpart."""


@dataclass(frozen=True, slots=True)
class Links:
    """Every pair of an English and a Chinese word of one sentence pair.

    `word_pair` numbers distinct (English, Chinese) pairs, `left` and `right` number the word occurrences.
    """

    word_pair: Numbers
    left: Numbers
    right: Numbers
    prior: Floats
    english: Ints
    """English word by word pair."""
    chinese: Ints


def make_links(parallel: Parallel, tension: float = 4.0, widest: float = 0.5) -> Links:
    """Links with the diagonal prior of sharpness `tension`; none between words farther than `widest` from it."""
    keys, lefts, rights, priors = [], [], [], []
    left_start = right_start = 0
    for left, right in parallel.pairs:
        distance = _from_diagonal(left.size, right.size)
        rows, columns = np.nonzero(distance <= widest)
        keys.append(left[rows].astype(np.int64) * len(parallel.chinese) + right[columns])
        lefts.append((rows + left_start).astype(np.int32))
        rights.append((columns + right_start).astype(np.int32))
        priors.append(np.exp(-tension * distance[rows, columns]).astype(np.float32))
        left_start, right_start = left_start + left.size, right_start + right.size
    distinct, word_pair = np.unique(np.concatenate(keys), return_inverse=True)
    english, chinese = np.divmod(distinct, len(parallel.chinese))
    return Links(
        word_pair.astype(np.int32),
        np.concatenate(lefts),
        np.concatenate(rights),
        np.concatenate(priors),
        english,
        chinese,
    )


def _from_diagonal(left: int, right: int) -> npt.NDArray[np.float64]:
    rows = (np.arange(left) + 0.5) / left
    columns = (np.arange(right) + 0.5) / right
    distance: npt.NDArray[np.float64] = np.abs(rows[:, None] - columns[None, :])
    return distance


def train(links: Links, alone: int = 5, agreeing: int = 5) -> Floats:
    """Expected number of links by word pair, after rounds of each direction `alone` and then `agreeing`."""
    forward = _uniform(links.english)
    backward = _uniform(links.chinese)
    counts = np.zeros(links.english.size, np.float32)
    for number in range(alone + agreeing):
        to_chinese = _posterior(links, forward, links.right)
        to_english = _posterior(links, backward, links.left)
        if number < alone:
            forward = _normalised(_expected(links, to_chinese), links.english)
            backward = _normalised(_expected(links, to_english), links.chinese)
        else:
            counts = _expected(links, to_chinese * to_english)
            forward, backward = _normalised(counts, links.english), _normalised(counts, links.chinese)
    return counts


def _uniform(given: Ints) -> Floats:
    return (1.0 / np.bincount(given)[given]).astype(np.float32)


def _posterior(links: Links, probability: Floats, occurrence: Numbers) -> Floats:
    """How likely each link is, among those of the occurrence that it explains and no counterpart at all."""
    weight = probability[links.word_pair] * links.prior
    total = np.bincount(occurrence, weights=weight)
    share: Floats = (weight / (total[occurrence] * (1 + _NULL) + 1e-12)).astype(np.float32)
    return share


def _expected(links: Links, posterior: Floats) -> Floats:
    return np.bincount(links.word_pair, weights=posterior, minlength=links.english.size).astype(np.float32)


def _normalised(counts: Floats, given: Ints) -> Floats:
    return (counts / (np.bincount(given, weights=counts)[given] + 1e-12)).astype(np.float32)


def translations(
    parallel: Parallel, links: Links, counts: Floats, most: int, least: float, rarest: float
) -> dict[str, list[tuple[str, float]]]:
    """By English word, at most `most` Chinese words of at least probability `least`, the likeliest first.

    Words with fewer than `rarest` expected links are left out.
    """
    total = np.bincount(links.english, weights=counts)
    chance = counts / (total[links.english] + 1e-12)
    kept = np.flatnonzero((chance >= least) & (total[links.english] >= rarest) & (counts >= rarest / 2))
    table: dict[str, list[tuple[str, float]]] = {}
    for at in kept[np.lexsort((-chance[kept], links.english[kept]))]:
        row = table.setdefault(parallel.english[links.english[at]], [])
        if len(row) < most:
            row.append((parallel.chinese[links.chinese[at]], float(chance[at])))
    return table
