"""A text as the words beside a figure are compared: folded, without marks and blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.model import TextSpan

NUMBER = re.compile(r"\d[\d.]*")
SLOT = "0"
_DROPPED = frozenset(" \t\r\n,;:、()\"'“”‘’《》〈〉<>。!?|·…*#")
"""Marks and blanks, which a quote may have or lack."""


@dataclass(frozen=True, slots=True)
class Signs:
    """A folded text without marks and blanks."""

    text: str
    places: tuple[int, ...]
    """For each offset of the folded text, and its end, that in `text`."""
    numbers: tuple[tuple[int, int], ...]
    """Where the numbers of `text` begin and end."""
    frame: str
    """`text` with one sign for each number."""

    def place_of(self, span: TextSpan) -> tuple[int, int]:
        """Where a span of the folded text stands in `text`."""
        return self.places[span.start], self.places[span.end]

    def occurrences(self, words: str) -> Iterator[int]:
        """Where `words` stand."""
        at = self.text.find(words)
        while at >= 0:
            yield at
            at = self.text.find(words, at + 1)


@lru_cache(maxsize=1024)
def signs_of(folded: str) -> Signs:
    """`folded` as it is compared."""
    places: list[int] = []
    kept: list[str] = []
    for sign in folded:
        places.append(len(kept))
        if sign not in _DROPPED:
            kept.append(sign)
    text = "".join(kept)
    numbers = tuple(match.span() for match in NUMBER.finditer(text))
    return Signs(text, (*places, len(text)), numbers, NUMBER.sub(SLOT, text))
