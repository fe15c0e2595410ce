"""Words typed in pinyin: 'jiujiang kaifaqu mujun shuishou' for 九江开发区亩均税收."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.understanding.english.data_files import glossary
from assistant.understanding.english.lemmas import function_words
from assistant.understanding.spelling.errors import Edit, Frequency
from assistant.understanding.spelling.lexicon import Lexicon
from assistant.understanding.spelling.syllables import readings_of, syllables
from assistant.understanding.vocabulary import Vocabulary
from ingest.regions.names import load_divisions, load_zones, stem_of

_TOKEN = re.compile(r"[a-zü'’]+")
_SEQUENCE = re.compile(r"(?:(?<![a-z0-9&])|(?<=\d{4}))[a-zü]+['’]?[a-zü]*(?:[ \t]+[a-zü]+['’]?[a-zü]*)*(?![a-z&])")
_LIKE_PINYIN = (
    "me he she we you they man men women long song gang ban die tie pin pie fan fen hen pan tan tang wan wang bang"
)
"""Further words of English that could be syllables."""
_LONGEST = 30
_FEWEST_LETTERS = 5
_REGION_COST, _ASKING_COST, _SINGLE_COST = 9.0, 9.5, 11.0
_LEVELS = ("province", "city", "zone", "county")
_UNHEARD = 4.0
"""Added for a region that no document names: a document may be about it all the same."""
_SINGLES = {
    **{
        "de": "的",
        "shi": "是",
        "you": "有",
        "ma": "吗",
        "ne": "呢",
        "yao": "要",
        "dao": "到",
        "he": "和",
        "shui": "谁",
    },
    **{"jia": "家", "ge": "个", "ji": "几", "nian": "年", "yue": "月", "tian": "天", "hu": "户"},
}
"""Words of one character that questions are full of."""


class PinyinReader:
    """Puts pinyin into characters where all of it makes words that documents have, regions or words that ask."""

    def __init__(self, lexicon: Lexicon, known: Vocabulary, frequency: Frequency) -> None:
        self._lexicon = lexicon
        self._known = known
        self._frequency = frequency
        self._asking = _by_letters(known, lexicon)

    def find(self, folded: str) -> list[Edit]:
        """What to put in the place of pinyin, in order."""
        has_chinese = any("\u4e00" <= character <= "\u9fff" for character in folded)
        edits: list[Edit] = []
        letters = 0
        for start, end in self._sequences(folded):
            letters += end - start
            if self._is_english(folded[start:end], has_chinese):
                continue
            tokens = [match.span() for match in _TOKEN.finditer(folded, start, end)]
            for first, last in [(start, end), *(tokens if has_chinese else ())]:
                text = self._read(folded[first:last])
                if text and all(last <= edit.start or edit.end <= first for edit in edits):
                    edits.append(Edit(first, last, text))
        read = sum(edit.end - edit.start for edit in edits)
        return sorted(edits, key=lambda edit: edit.start) if has_chinese or read == letters else []

    def _sequences(self, folded: str) -> Iterator[tuple[int, int]]:
        """Runs of words in letters, without such as GDP, which Chinese uses as they are."""
        for match in _SEQUENCE.finditer(folded):
            start = match.start()
            for token in _TOKEN.finditer(folded, *match.span()):
                if token.group() in self._known.synonyms:
                    if folded[start : token.start()].strip():
                        yield start, start + len(folded[start : token.start()].rstrip())
                    start = token.end() + 1
            if folded[start : match.end()].strip():
                yield start, match.end()

    def _is_english(self, sequence: str, has_chinese: bool) -> bool:
        """True with a word of English; of several words within Chinese one may be by chance."""
        tokens = _TOKEN.findall(sequence)
        english = sum(token in _english() or token in glossary() for token in tokens)
        return english > (1 if has_chinese and len(tokens) > 2 else 0)

    def _read(self, sequence: str) -> str:
        """The sequence in characters by its cheapest division into words; empty where none covers all of it."""
        letters = "".join(_TOKEN.findall(sequence)).replace("'", "").replace("’", "").replace("ü", "v")
        if len(letters) < _FEWEST_LETTERS or not _is_syllables(letters):
            return ""
        best: list[tuple[float, str] | None] = [(0.0, "")] + [None] * len(letters)
        for start in range(len(letters)):
            so_far = best[start]
            if so_far is None:
                continue
            for end in range(start + 1, min(len(letters), start + _LONGEST) + 1):
                for cost, word in self._words(letters[start:end]):
                    known = best[end]
                    if known is None or so_far[0] + cost < known[0]:
                        best[end] = (so_far[0] + cost, so_far[1] + word)
        return best[-1][1] if best[-1] else ""

    def _words(self, letters: str) -> Iterator[tuple[float, str]]:
        """Words that are written so, with their costs."""
        if letters in _SINGLES:
            yield _SINGLE_COST, _SINGLES[letters]
        yield from ((_ASKING_COST, word) for word in self._asking.get(letters, ()))
        for word in self._lexicon.by_letters.get(letters, ()):
            count = self._frequency(word)
            if count:
                yield self._lexicon.cost(word) - min(count, 20) / 20, word
        if len(letters) >= _FEWEST_LETTERS:
            for place, name in enumerate(_region_names().get(letters, ())):
                yield _REGION_COST + place / 10 + (0 if self._frequency(name) else _UNHEARD), name


def _by_letters(known: Vocabulary, lexicon: Lexicon) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in known.question_words:
        if len(word) > 1 and all("\u4e00" <= character <= "\u9fff" for character in word):
            for reading in lexicon.readings_of(word):
                found.setdefault(reading.replace(" ", ""), []).append(word)
    return found


def _is_syllables(letters: str) -> bool:
    """True where letters can be divided into syllables."""
    reached = [True] + [False] * len(letters)
    for start in range(len(letters)):
        if reached[start]:
            for end in range(start + 1, min(len(letters), start + 6) + 1):
                reached[end] = reached[end] or letters[start:end] in syllables()
    return reached[-1]


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    return function_words() | frozenset(_LIKE_PINYIN.split())


@lru_cache(maxsize=1)
def _region_names() -> dict[str, list[str]]:
    """Names of regions, with and without their suffix, by their letters; larger regions first."""
    found: dict[str, list[str]] = {}
    zones = [name for zone, stems in load_zones() for name in (zone.name, *stems)]
    regions = sorted(load_divisions(), key=lambda region: _LEVELS.index(region.level))
    divisions = [name for region in regions for name in (stem_of(region.name), region.name)]
    for name in (*divisions, *zones):
        for reading in readings_of(name):
            found.setdefault(reading.replace(" ", ""), []).append(name)
    return found
