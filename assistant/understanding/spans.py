"""Values with the characters of a question that say them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A value, and where in the folded question it is said."""

    value: str
    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start


def found(match: re.Match[str], value: str | None = None) -> Found:
    """What a match says: `value`, or the words themselves."""
    return Found(match.group() if value is None else value, *match.span())


def values(items: Iterable[Found]) -> tuple[str, ...]:
    """The values in the order in which they are said, once each."""
    return tuple(dict.fromkeys(item.value for item in sorted(items, key=lambda item: item.start)))


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with the characters under `spans` made blanks: offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def blank(pattern: re.Pattern[str], text: str) -> str:
    """`text` with what `pattern` finds made blanks."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


def without_overlaps(items: Iterable[Found]) -> list[Found]:
    """Of values said by the same characters the one of the most, in order."""
    kept: list[Found] = []
    for item in sorted(items, key=lambda item: (-item.size, item.start)):
        if all(item.end <= other.start or other.end <= item.start for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)
