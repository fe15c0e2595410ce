"""Finds many short strings in one long text at once, as a trie walked by NumPy from every position.

No string is longer than some ten characters, so the walk ends after as many steps, each over fewer
positions than the one before: a thousand passages' characters cost some hundred microseconds a step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.ranking.texts import Codes, codes_of

Positions = NDArray[np.int64]
_ALPHABET = 0x10000


@dataclass(frozen=True, slots=True)
class Found:
    """All places where a string of one length occurs."""

    length: int
    starts: Positions
    nodes: NDArray[np.int32]
    """Which string: its node in the trie, see `Patterns.node`."""


class Patterns:
    """A set of strings to look for; every prefix of one is looked for too."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._nodes: dict[str, int] = {"": 0}
        characters: dict[str, int] = {}
        edges: list[tuple[int, int, int]] = []
        for string in strings:
            for end in range(1, len(string) + 1):
                if string[:end] not in self._nodes:
                    letter = characters.setdefault(string[end - 1], len(characters) + 1)
                    self._nodes[string[:end]] = len(self._nodes)
                    edges.append((self._nodes[string[: end - 1]], letter, self._nodes[string[:end]]))
        self._letters = np.zeros(_ALPHABET, dtype=np.int16)
        for character, letter in characters.items():
            self._letters[codes_of(character)[0]] = letter
        self._next = np.zeros((len(self._nodes), len(characters) + 1), dtype=np.int32)
        for node, letter, following in edges:
            self._next[node, letter] = following

    def __len__(self) -> int:
        """Number of nodes, the root among them."""
        return len(self._nodes)

    @property
    def strings(self) -> Iterable[str]:
        """All that is looked for, every prefix among them."""
        return self._nodes.keys()

    def node(self, string: str) -> int:
        """The node of a string; 0 where neither it nor a longer one that begins with it is looked for."""
        return self._nodes.get(string, 0)

    def find(self, codes: Codes) -> Iterator[Found]:
        """What occurs in `codes`, one item a length, from 1 upwards until nothing is found."""
        letters = np.append(self._letters[codes], 0)
        starts: Positions = np.flatnonzero(letters)
        nodes = self._next[0, letters[starts]]
        kept = nodes > 0
        length = 1
        while kept.any():
            starts, nodes = starts[kept], nodes[kept]
            yield Found(length, starts, nodes)
            nodes = self._next[nodes, letters[np.minimum(starts + length, len(codes))]]
            kept = nodes > 0
            length += 1
