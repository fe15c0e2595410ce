"""Parallel English and Chinese texts as sequences of word numbers."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.understanding.english.lemmas import WORD, bases, function_words, listed_form
from ingest.normalize import fold
from vectorstore.analysis import words

Numbers = npt.NDArray[np.int32]
_MOST_WORDS = 70
_FEWEST, _MOST = 0.5, 3.0
"""Chinese words to one English word that is no function word; beyond that one text is cut short."""
_STOP_WORDS = frozenset("的了是在和与及或者其之得应为于以而所由并不有该各等至经由则将依")


@dataclass(frozen=True, slots=True)
class Parallel:
    """Sentence pairs over two vocabularies."""

    english: list[str]
    chinese: list[str]
    pairs: list[tuple[Numbers, Numbers]]


def read_pairs(path: Path, sources: Sequence[str] = ("enzh", "enzh_title")) -> Iterator[tuple[str, str]]:
    """(English, Chinese) of the rows {"q", "p", "s"} whose `s` is one of `sources`."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["s"] in sources:
                yield row["q"], row["p"]


def english_words(text: str) -> list[str]:
    """Lower-case content words in order, numbers left out."""
    skipped = function_words()
    found = WORD.findall(text.lower().replace("’", "'"))
    return [word for word in found if word not in skipped and not word[0].isdigit() and len(word) > 1]


def chinese_words(text: str) -> list[str]:
    """Words of Chinese characters in order, without particles."""
    return [word for word in words(fold(text)) if word not in _STOP_WORDS and "\u4e00" <= word[0] <= "\u9fff"]


def prepare(texts: Iterable[tuple[str, str]], rarest: int = 3) -> Parallel:
    """Word sequences of pairs that are about equally long; words seen fewer than `rarest` times are left out."""
    sequences = []
    for english, chinese in dict.fromkeys(texts):
        one, other = english_words(english), chinese_words(chinese)
        if 0 < len(one) <= _MOST_WORDS and _FEWEST <= len(other) / len(one) <= _MOST:
            sequences.append((one, other))
    seen = Counter(word for one, _ in sequences for word in one)
    base = {word: listed_form(word, lambda form: seen[form] >= rarest) for word in seen}
    lemma = {word: _lemma(word, seen, rarest) for word, known in base.items() if known is not None}
    lemmatised = [([lemma[w] for w in one if w in lemma], other) for one, other in sequences]
    english_list = _vocabulary((one for one, _ in lemmatised), rarest)
    chinese_list = _vocabulary((other for _, other in lemmatised), rarest)
    return Parallel(list(english_list), list(chinese_list), _numbered(lemmatised, english_list, chinese_list))


def _lemma(word: str, seen: Counter[str], rarest: int) -> str:
    """The base form, as far as the text has it too: 'agencies' is 'agency', but 'customs' without 'custom' stays."""
    return next((form for form in bases(word) if seen[form] >= max(rarest, seen[word] // 20)), word)


def _vocabulary(sequences: Iterable[list[str]], rarest: int) -> dict[str, int]:
    counts = Counter(word for sequence in sequences for word in sequence)
    kept = sorted(word for word, count in counts.items() if count >= rarest)
    return {word: number for number, word in enumerate(kept)}


def _numbered(
    sequences: list[tuple[list[str], list[str]]], english: dict[str, int], chinese: dict[str, int]
) -> list[tuple[Numbers, Numbers]]:
    pairs = []
    for one, other in sequences:
        left = np.array([english[word] for word in one if word in english], np.int32)
        right = np.array([chinese[word] for word in other if word in chinese], np.int32)
        if left.size and right.size:
            pairs.append((left, right))
    return pairs
