"""The texts of all candidates laid end to end, and what of a question occurs where in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.ranking.patterns import Patterns, Positions
from assistant.ranking.probe import Token
from assistant.ranking.texts import Codes, codes_of, folded
from vectorstore.model import Passage

_TEXT = 2
"""Of the three zones of a candidate: title, headings, own text."""
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


_NOTHING = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
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
    """How well each zone, sentence and window of a pool says each of some tokens, and how much that weighs.

    A token weighs by its rarity among the candidates (Robertson-Sparck Jones idf), for what all of them say
    tells none apart; weights sum to 1.
    """

    def __init__(self, pool: Pool, found: Occurrences, patterns: Patterns, tokens: Sequence[Token]) -> None:
        entries = [(patterns.node(form), number, worth) for number, token in enumerate(tokens) for form, worth in token]
        nodes, numbers, worths = (np.array(column) for column in zip(*entries, strict=True)) if entries else _NOTHING
        self._pool, self._count = pool, len(tokens)
        # A string may belong to several tokens, so occurrences are joined with entries on the node.
        order = np.argsort(nodes, kind="stable")
        first = np.searchsorted(nodes[order], found.nodes, side="left")
        count = np.searchsorted(nodes[order], found.nodes, side="right") - first
        occurrence = np.repeat(np.arange(len(found.nodes)), count)
        within = np.arange(len(occurrence)) - np.repeat(np.cumsum(count) - count, count)
        entry = order[np.repeat(first, count) + within]
        rising = np.argsort(worths[entry], kind="stable")  # the best worth is written last and stays
        occurrence, entry = occurrence[rising], entry[rising]
        self._number, self._worth = numbers[entry], worths[entry].astype(np.float32)
        self._sentence, self._block = found.sentences[occurrence], found.starts[occurrence] // BLOCK
        zones = self._marked(3 * pool.size, found.zones[occurrence])
        self._zones = zones.reshape(pool.size, 3, self._count)
        spread = np.count_nonzero(self._zones.max(axis=1), axis=0)
        self._weights = _normalised(np.log1p((pool.size - spread + 0.5) / (spread + 0.5)))

    def in_title(self) -> Share:
        """How much the title of each candidate's document says."""
        return self._weighed(self._zones[:, 0])

    def in_headings(self) -> Share:
        """How much the headings of each candidate say."""
        return self._weighed(self._zones[:, 1])

    def by_sentence(self, with_headings: bool) -> Share:
        """How much each sentence says, with the title and headings above it where asked."""
        pool = self._pool
        said = self._marked(len(pool.ends), self._sentence)
        if with_headings:
            np.maximum(said, self._zones[:, :_TEXT].max(axis=1)[pool.candidate_of_sentence], out=said)
        return self._weighed(said)

    def in_best_window(self) -> Share:
        """How much the best window of some 60 characters of each candidate's own text says."""
        pool = self._pool
        blocks = self._marked(len(pool.codes) // BLOCK + 2, self._block)
        shares = self._weighed(np.maximum(blocks[:-1], blocks[1:]))
        first = pool.starts[_TEXT:-1:3] // BLOCK
        edges = np.stack((first, np.maximum(pool.starts[3::3] // BLOCK, first + 1)), axis=1).ravel()
        return np.maximum.reduceat(np.append(shares, np.float32(0)), edges)[::2]

    def _marked(self, rows: int, row: Positions) -> Share:
        said = np.zeros((rows, self._count), dtype=np.float32)
        said[row, self._number] = self._worth
        return said

    def _weighed(self, said: Share) -> Share:
        return np.asarray(said @ self._weights, dtype=np.float32)


def _normalised(weights: NDArray[np.float64]) -> Share:
    total = float(weights.sum())
    return np.asarray(weights / total if total else weights, dtype=np.float32)
