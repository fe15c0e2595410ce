"""Divides Chinese text into words with jieba, without the wait for its dictionary where little is divided.

jieba's own loading keeps a marshalled copy under a fixed name in the shared temporary folder, where any
user of the machine could have put another one; its dictionary is read here instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

_FEW_CHARACTERS = 2_000
"""More text than this is worth the half second that the whole dictionary takes; a question has some dozens."""


class Segmenter:
    """A jieba tokenizer that looks words up in the file's lines at first, and in a dict once there is much to do."""

    def __init__(self) -> None:
        import jieba

        self._tokenizer = jieba.Tokenizer()
        with self._tokenizer.get_dict_file() as file:
            self._lines: bytes | None = file.read()
        self._tokenizer.FREQ = SparseDictionary(self._lines)
        self._tokenizer.total = sum(_counts(self._lines))
        self._tokenizer.initialized = True
        self._divided = 0

    def cut(self, text: str) -> Iterator[str]:
        """The words of `text` in order; joined they give the text again."""
        self._divided += len(text)
        if self._lines is not None and self._divided > _FEW_CHARACTERS:
            self._tokenizer.FREQ = whole_dictionary(self._lines)
            self._lines = None
        words: Iterator[str] = self._tokenizer.cut(text)
        return words

    def count(self, word: str) -> int:
        """How often the dictionary's own text has `word`; 0 for a word that it does not list."""
        count: int | None = self._tokenizer.FREQ.get(word)
        return count or 0


class SparseDictionary:
    """Looks up what `whole_dictionary` holds, without making it: as much of a dict as jieba uses."""

    def __init__(self, lines: bytes) -> None:
        self._lines = sorted(lines.splitlines())

    def __contains__(self, text: str) -> bool:
        return self.get(text) is not None

    def __getitem__(self, text: str) -> int:
        count: int | None = self.get(text)
        if count is None:
            raise KeyError(text)
        return count

    def get(self, text: str, default: Any = None) -> Any:
        """The count of a word, 0 for the beginning of one, else `default`."""
        wanted = text.encode("utf-8", "replace")
        # A blank sorts before whatever may continue a word, so the word itself is the first with this beginning.
        at = bisect_left(self._lines, wanted)
        if not wanted or at == len(self._lines):
            return default
        word, count, _ = self._lines[at].split(b" ")
        if word == wanted:
            return int(count)
        return 0 if word.startswith(wanted) else default


def whole_dictionary(lines: bytes) -> dict[str, int]:
    """What jieba's `gen_pfdict` makes of lines 'word count tag', in about half its time.

    That is the count of each word, and 0 for each beginning of a word that is no word itself.
    """
    words = lines.decode("utf-8").split()[0::3]
    counts = dict.fromkeys((word[:end] for word in words for end in range(1, len(word))), 0)
    counts.update(zip(words, _counts(lines), strict=True))
    return counts


def _counts(lines: bytes) -> list[int]:
    return [int(count) for count in lines.split()[1::3]]
