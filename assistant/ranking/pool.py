"""The texts of all candidates laid end to end, and what of a question occurs where in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.ranking.patterns import Patterns, Positions
from assistant.ranking.texts import Codes, codes_of, folded
from vectorstore.model import Passage

ZONES = ("title", "path", "text")
_TEXT = 2
_SENTENCE_ENDS = "\n。!?;"
BLOCK = 30
"""Characters; a window is two neighbouring blocks."""

Share = NDArray[np.float32]
"""Numbers in [0, 1], one for each candidate or sentence."""
Flags = NDArray[np.bool_]


def table_of(characters: str) -> Flags:
    """For each code unit whether it is one of `characters`."""
    flags = np.zeros(0x10000, dtype=np.bool_)
    flags[codes_of(characters)] = True
    return flags


_ENDS = table_of(_SENTENCE_ENDS)


class Pool:
    """Candidates as one text of zones (title, headings, own text of each), every zone closed by a line break."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        zones: list[str] = []
        for passage in passages:
            zones += (folded(passage.title), folded("\n".join(passage.path)), folded(passage.text))
        lengths = np.fromiter(map(len, zones), dtype=np.int64, count=len(zones)) + 1
        self.size = len(passages)
        self.text = "\n".join([*zones, ""])
        self.own_texts = zones[_TEXT::3]
        self.headings = ["\n".join(pair) for pair in zip(zones[0::3], zones[1::3], strict=True)]
        self.codes: Codes = codes_of(self.text)
        self.starts: Positions = np.concatenate(([0], np.cumsum(lengths)))
        """Where zones start, and the end of the last."""
        self.ends: Positions = np.flatnonzero(_ENDS[self.codes])
        """Where sentences end; a sentence never reaches over the end of a zone."""
        self.sentences_before = np.searchsorted(self.ends, self.starts)
        """For each of `starts` the number of sentences before it."""
        self.candidate_of_sentence = np.repeat(np.arange(self.size), np.diff(self.sentences_before[::3]))

    def zone(self, positions: Positions) -> Positions:
        """Of each position its zone, three a candidate."""
        return np.searchsorted(self.starts, positions, side="right") - 1

    def sentence(self, positions: Positions) -> Positions:
        """Of each position its sentence."""
        return np.searchsorted(self.ends, positions)

    def flagged(self, places: Iterable[int]) -> Share:
        """1 for each candidate in whose own text one of the places lies, else 0."""
        flags = np.zeros(3 * self.size, dtype=np.float32)
        flags[self.zone(np.fromiter(places, dtype=np.int64))] = 1
        return flags[_TEXT::3]

    def best_of_sentences(self, shares: Share) -> Share:
        """The highest number of the sentences in each candidate's own text."""
        edges = np.stack((self.sentences_before[_TEXT:-1:3], self.sentences_before[3::3]), axis=1).ravel()
        return np.maximum.reduceat(np.append(shares, np.float32(0)), edges)[::2]

    def search(self, patterns: Patterns) -> Occurrences:
        """All places where the strings of `patterns` occur."""
        found = list(patterns.find(self.codes))
        starts = np.concatenate([np.zeros(0, np.int64), *(f.starts for f in found)])
        nodes = np.concatenate([np.zeros(0, np.int32), *(f.nodes for f in found)])
        return Occurrences(starts, nodes, self.zone(starts), self.sentence(starts))


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where strings of `Patterns` occur in a pool, one entry an occurrence."""

    starts: Positions
    nodes: NDArray[np.int32]
    zones: Positions
    sentences: Positions


class Presence:
    """Which of some tokens each zone, sentence and window of a pool says, and how much that weighs.

    A token weighs by its rarity among the candidates (Robertson-Sparck Jones idf), for what all of them say
    tells none apart; weights sum to 1.
    """

    def __init__(self, pool: Pool, found: Occurrences, patterns: Patterns, tokens: Sequence[str]) -> None:
        numbers = np.full(len(patterns), -1, dtype=np.int32)
        numbers[[patterns.node(token) for token in tokens]] = np.arange(len(tokens))
        number = numbers[found.nodes]
        kept = np.flatnonzero(number >= 0)
        self._pool, self._number, self._count = pool, number[kept], len(tokens)
        self._sentence, self._block = found.sentences[kept], found.starts[kept] // BLOCK
        zones = _marked((3 * pool.size, self._count), found.zones[kept], self._number)
        self._zones = zones.reshape(pool.size, 3, self._count)
        spread = np.count_nonzero(self._said(slice(0, 3)), axis=0)
        self._weights = _normalised(np.log1p((pool.size - spread + 0.5) / (spread + 0.5)))

    def _said(self, zones: slice) -> Flags:
        """Which tokens each candidate says in any of these zones."""
        return np.asarray(self._zones[:, zones].any(axis=1), dtype=np.bool_)

    def in_headings(self) -> Share:
        """How much the headings of each candidate say."""
        return _weighed(self._zones[:, 1], self._weights)

    def by_sentence(self, with_headings: bool) -> Share:
        """How much each sentence says, with the title and headings above it where asked."""
        pool = self._pool
        said = _marked((len(pool.ends), self._count), self._sentence, self._number)
        if with_headings:
            said |= self._said(slice(0, _TEXT))[pool.candidate_of_sentence]
        return _weighed(said, self._weights)

    def in_best_window(self) -> Share:
        """How much the best window of some 60 characters of each candidate's own text says."""
        pool = self._pool
        blocks = _marked((len(pool.codes) // BLOCK + 2, self._count), self._block, self._number)
        shares = _weighed(blocks[:-1] | blocks[1:], self._weights)
        first = pool.starts[_TEXT:-1:3] // BLOCK
        edges = np.stack((first, np.maximum(pool.starts[3::3] // BLOCK, first + 1)), axis=1).ravel()
        return np.maximum.reduceat(np.append(shares, np.float32(0)), edges)[::2]


def _marked(shape: tuple[int, int], rows: Positions, columns: NDArray[np.int32]) -> Flags:
    flags = np.zeros(shape, dtype=np.bool_)
    flags[rows, columns] = True
    return flags


def _normalised(weights: NDArray[np.float64]) -> NDArray[np.float32]:
    total = float(weights.sum())
    return np.asarray(weights / total if total else weights, dtype=np.float32)


def _weighed(flags: Flags, weights: NDArray[np.float32]) -> Share:
    return np.asarray(flags.astype(np.float32) @ weights, dtype=np.float32)
