"""How Chinese characters are read, without tones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from itertools import product

_MOST_READINGS = 8
"""Of one string: beyond that a string of many-voiced characters is no help."""
_DROPPED = re.compile(r"(?<=^[zcs])h|(?<=[aei]n)g$")
_INITIAL = re.compile(r"^l|^h(?=u)")
_SOUNDS_AS = {"l": "n", "h": "f"}


def data_lines(name: str) -> Iterator[list[str]]:
    """The cells of a data file of this package."""
    text = resources.files("assistant.understanding.spelling").joinpath("data", name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


@lru_cache(maxsize=1)
def syllable_table() -> dict[str, tuple[str, ...]]:
    """Each character to its readings."""
    found: dict[str, list[str]] = {}
    for syllable, characters in data_lines("syllables.tsv"):
        for character in characters:
            found.setdefault(character, []).append(syllable)
    return {character: tuple(readings) for character, readings in found.items()}


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """Every syllable that there is."""
    return frozenset(syllable for syllable, _ in data_lines("syllables.tsv"))


def readings_of(text: str) -> list[str]:
    """How a string of Chinese characters may be read, syllables joined by blanks; empty where one is unknown."""
    table = syllable_table()
    choices = [table.get(character, ()) for character in text]
    count = 1
    for choice in choices:
        count *= len(choice)
    if not 0 < count <= _MOST_READINGS:
        choices = [choice[:1] for choice in choices] if count else []
    return [" ".join(parts) for parts in product(*choices)] if choices else []


def blurred(reading: str) -> str:
    """A reading with what many writers do not tell apart made one: zh and z, ing and in, n and l, h and f before u.

    >>> blurred("zhu ce"), blurred("jing ying")
    ('zu ce', 'jin yin')
    """
    return " ".join(map(_blurred_syllable, reading.split(" ")))


@lru_cache(maxsize=1024)
def _blurred_syllable(syllable: str) -> str:
    return _INITIAL.sub(lambda match: _SOUNDS_AS[match.group()], _DROPPED.sub("", syllable))
