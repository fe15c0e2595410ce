"""Words that a typing error may stand for, by how they sound and by how they are written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cached_property

from assistant.understanding.phrases import PhraseTable
from assistant.understanding.spelling.syllables import blurred, data_lines, readings_of
from assistant.understanding.vocabulary import Vocabulary
from ingest.normalize import fold

FIELD_COUNT = 2000
"""How often a term of the field's vocabulary is taken to occur: as a common word of the laws."""
_SHORTEST_WITH_GAP = 4


class Lexicon:
    """Words of Chinese characters with how common they are."""

    def __init__(
        self, counts: Mapping[str, int], readings: Mapping[str, str], core: Iterable[str], field: PhraseTable
    ) -> None:
        """`readings` need not hold every word: the others are read character by character.

        `core` are the words common enough that one of two characters may be corrected to them; `field` are
        terms of the field, of which the dictionary lacks many.
        """
        self.field = field
        self.counts = counts
        self.core = frozenset(core)
        self._readings = readings

    @classmethod
    def shipped(cls, known: Vocabulary) -> Lexicon:
        """The words of the laws and of the vocabulary files."""
        counts: dict[str, int] = {}
        readings: dict[str, str] = {}
        for word, count, reading in data_lines("lexicon.tsv"):
            counts[word] = int(count)
            readings[word] = reading
        field = {fold(word) for word in (*known.synonyms, *known.generic_words)}
        field = {word for word in field if len(word) > 1 and all("\u4e00" <= c <= "\u9fff" for c in word)}
        core = field | {word for word, count in counts.items() if count >= _CORE_COUNT}
        counts |= {word: max(counts.get(word, 0), FIELD_COUNT) for word in field}
        return cls(counts, readings, core, known.phrases)

    def __contains__(self, word: object) -> bool:
        return word in self.counts

    def readings_of(self, word: str) -> list[str]:
        known = self._readings.get(word)
        return [known] if known else readings_of(word)

    @cached_property
    def by_reading(self) -> dict[str, list[str]]:
        """Words by how they are read, 'shui shou'."""
        found: dict[str, list[str]] = {}
        for word in self.counts:
            for reading in self.readings_of(word):
                found.setdefault(reading, []).append(word)
        return found

    @cached_property
    def by_blurred_reading(self) -> dict[str, list[str]]:
        """The same with sounds that are often confused made one."""
        found: dict[str, list[str]] = {}
        for reading, words in self.by_reading.items():
            found.setdefault(blurred(reading), []).extend(words)
        return found

    @cached_property
    def by_letters(self) -> dict[str, list[str]]:
        """Words by their reading written as one word, 'shuishou'."""
        found: dict[str, list[str]] = {}
        for reading, words in self.by_reading.items():
            found.setdefault(reading.replace(" ", ""), []).extend(words)
        return found

    @cached_property
    def by_gap(self) -> dict[str, list[str]]:
        """Words of four characters or more by what is left where one character is unknown: '亩_税收'."""
        found: dict[str, list[str]] = {}
        for word in self.counts:
            if len(word) >= _SHORTEST_WITH_GAP:
                for at in range(len(word)):
                    found.setdefault(f"{word[:at]}_{word[at + 1 :]}", []).append(word)
        return found

    def cost(self, word: str) -> float:
        """Minus the logarithm of how common a word is."""
        return math.log(1e8 / (self.counts.get(word, 0) + 1))


_CORE_COUNT = 400
