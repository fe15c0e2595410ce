"""Makes `spelling/data/lexicon.tsv` and `syllables.tsv` from Chinese laws and regulations.

    python -m assistant.understanding.training.lexicon law_local.jsonl.xz law_national.jsonl.xz

Each input holds one JSON object a line with a "passage"; laws and regulations are free of copyright.
Kept are jieba's words of two characters or more that occur often, and neighbouring words that occur
together far more often than by chance (normalised pointwise mutual information, Bouma 2009), without
names of regions. The readings are pypinyin's.
"""

from __future__ import annotations

import json
import lzma
import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer
from vectorstore.analysis import word_count, words

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FOLDER = Path(__file__).parent.parent / "spelling" / "data"
_CHARACTERS = 14_000_000
"""As many characters of text as are read."""
_OFTEN = 50
_OFTEN_UNLISTED = 15
"""Of words that jieba's dictionary lacks (质权), which would else be taken for errors."""
_TOGETHER, _BOUND = 60, 0.55
_LONGEST = 8
_LOOSE = re.compile(
    r"[的或和与及按]|应当|可以|不得|下列|有关|规定|给予|责令|处以|本条|本法|本办法|本条例|其他|之一|之日|以上|以下|第[一二三四五六七八九十]"
)
"""In word pairs that are no terms."""


def main() -> None:
    """Reads the files named and writes both tables."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for run in _runs(map(Path, sys.argv[1:])):
        cut = words(run)
        single.update(cut)
        pairs.update(pairwise(cut))
    chosen = _terms(single, pairs)
    _write_lexicon(chosen)
    _write_syllables(chosen)


def _runs(files: Iterable[Path]) -> Iterator[str]:
    """Runs of Chinese characters of each passage once."""
    seen: set[int] = set()
    size = 0
    for file in files:
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                passage = json.loads(line)["passage"]
                if hash(passage) in seen:
                    continue
                seen.add(hash(passage))
                size += len(passage)
                if size > _CHARACTERS:
                    return
                yield from _HAN.findall(fold(passage))


def _terms(single: Counter[str], pairs: Counter[tuple[str, str]]) -> dict[str, int]:
    total = single.total()
    chosen = {
        word: count
        for word, count in single.items()
        if 2 <= len(word) <= _LONGEST and count >= (_OFTEN if word_count(word) else _OFTEN_UNLISTED)
    }
    for (one, other), count in pairs.items():
        pair = one + other
        if count < _TOGETHER or not 4 <= len(pair) <= _LONGEST or min(len(one), len(other)) < 2:
            continue
        information = math.log(count * total / (single[one] * single[other])) / -math.log(count / total)
        if information >= _BOUND and not _LOOSE.search(pair):
            chosen[pair] = count
    gazetteer = Gazetteer.load()
    return {word: count for word, count in chosen.items() if not gazetteer.find(word)}


def _write_lexicon(chosen: dict[str, int]) -> None:
    from pypinyin import lazy_pinyin

    lines = ["# Word, how often it stands in the laws and regulations read, its reading without tones."]
    for word, count in sorted(chosen.items(), key=lambda item: (-item[1], item[0])):
        lines.append(f"{word}\t{count}\t{' '.join(lazy_pinyin(word))}")
    (_FOLDER / "lexicon.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_syllables(chosen: dict[str, int]) -> None:
    """Every character of GB 2312 under its usual reading, and under those that it has in words of the lexicon."""
    from pypinyin import lazy_pinyin

    readings: dict[str, set[str]] = {}
    for character in _gb2312():
        readings.setdefault(lazy_pinyin(character)[0], set()).add(character)
    for word in chosen:
        for character, syllable in zip(word, lazy_pinyin(word), strict=True):
            readings.setdefault(syllable, set()).add(character)
    lines = ["# A syllable without tone (ü as v) and the characters that are read so."]
    lines += [f"{syllable}\t{''.join(sorted(characters))}" for syllable, characters in sorted(readings.items())]
    (_FOLDER / "syllables.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _gb2312() -> Iterator[str]:
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                yield bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue  # the last places of 0xD7 are empty


if __name__ == "__main__":
    main()
