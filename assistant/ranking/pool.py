"""The texts of all candidates laid end to end, and what of a question occurs where in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.ranking.patterns import Patterns, Positions
from assistant.ranking.probe import Token
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
_LATIN = table_of("0123456789abcdefghijklmnopqrstuvwxyz")


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

    def best_of_sentences(self, shares: Share) -> Share:
        """The highest number of the sentences in each candidate's own text."""
        edges = np.stack((self.sentences_before[_TEXT:-1:3], self.sentences_before[3::3]), axis=1).ravel()
        return np.maximum.reduceat(np.append(shares, np.float32(0)), edges)[::2]

    def search(self, patterns: Patterns) -> Occurrences:
        """All places where the strings of `patterns` occur."""
        found = list(patterns.find(self.codes))
        starts = np.concatenate([np.zeros(0, np.int64), *(f.starts for f in found)])
        nodes = np.concatenate([np.zeros(0, np.int32), *(f.nodes for f in found)])
        lengths = np.repeat([f.length for f in found], [len(f.starts) for f in found]).astype(np.int64)
        return Occurrences(starts, nodes, lengths, self.zone(starts), self.sentence(starts))

    def whole(self, found: Occurrences) -> Flags:
        """False for what is only a part of a longer number or Latin word."""
        first, last = self.codes[found.starts], self.codes[found.starts + found.lengths - 1]
        before = self.codes[np.maximum(found.starts - 1, 0)]
        after = self.codes[found.starts + found.lengths]  # there is one: the text ends with a line break
        return ~((_LATIN[before] & _LATIN[first] & (found.starts > 0)) | (_LATIN[last] & _LATIN[after]))


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where strings of `Patterns` occur in a pool, one entry an occurrence."""

    starts: Positions
    nodes: NDArray[np.int32]
    lengths: Positions
    zones: Positions
    sentences: Positions

    def longest(self, pool: Pool) -> NDArray[np.int64]:
        """Characters of the longest string in each candidate's own text."""
        best = np.zeros(3 * pool.size, dtype=np.int64)
        np.maximum.at(best, self.zones, self.lengths)
        return best[_TEXT::3]


class Presence:
    """Which of some tokens each zone, sentence and window of a pool says, and how much that weighs.

    A token weighs by its rarity among the candidates (Robertson-Sparck Jones idf), for what all of them say
    tells none apart; weights sum to 1.
    """

    def __init__(
        self, pool: Pool, found: Occurrences, patterns: Patterns, tokens: Sequence[Token], whole: Flags | None = None
    ) -> None:
        """`whole` marks the occurrences that count, all where it is not given."""
        numbers = np.full(len(patterns), -1, dtype=np.int32)
        for number in reversed(range(len(tokens))):
            numbers[[patterns.node(form) for form in tokens[number].forms]] = number
        numbers[0] = -1
        token = numbers[found.nodes]
        kept = np.flatnonzero(token >= 0 if whole is None else (token >= 0) & whole)
        self._pool, self._token = pool, token[kept]
        self._sentence, self._block = found.sentences[kept], found.starts[kept] // BLOCK
        self._count = len(tokens)
        self._zones = _marked((3 * pool.size, self._count), found.zones[kept], self._token)
        self._zones = self._zones.reshape(pool.size, 3, self._count)
        said = self._zones.any(axis=1)
        spread = said.sum(axis=0)
        asked = np.array([item.weight for item in tokens], dtype=np.float32)
        self._weights = _normalised(asked * np.log1p((pool.size - spread + 0.5) / (spread + 0.5)))
        self.anywhere = _weighed(said, self._weights)
        """How much title, headings and text of each candidate say."""

    def in_text(self) -> Share:
        """How much the own text of each candidate says."""
        return _weighed(self._zones[:, _TEXT], self._weights)

    def in_headings(self) -> Share:
        """How much the headings of each candidate say."""
        return _weighed(self._zones[:, 1], self._weights)

    def by_sentence(self, with_headings: bool) -> Share:
        """How much each sentence says, with the title and headings above it where asked."""
        pool = self._pool
        said = _marked((len(pool.ends), self._count), self._sentence, self._token)
        if with_headings:
            said |= self._zones[:, :_TEXT].any(axis=1)[pool.candidate_of_sentence]
        return _weighed(said, self._weights)

    def in_best_window(self) -> Share:
        """How much the best window of some 60 characters of each candidate's own text says."""
        pool = self._pool
        blocks = _marked((len(pool.codes) // BLOCK + 2, self._count), self._block, self._token)
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
