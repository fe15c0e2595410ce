"""Builds the Unigram tokenizer of the static embedding model.

The usual Unigram trainer takes a run of Chinese characters for one word: it is slow, and its pieces
cross word borders. A mean of vectors wants words, so the pieces are counted words: jieba divides the
training text, and each word's score is the logarithm of its share (Kudo 2018, arXiv:1804.10959,
without the expectation-maximisation rounds). At run time the tokenizer needs no jieba.

Laws lack names and everyday words: the shares of the counted text are mixed with those of jieba's
own dictionary, which were counted in news and literature.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import jieba
import opencc
from tokenizers import Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Lowercase, Normalizer, Sequence
from tokenizers.pre_tokenizers import PreTokenizer, Split
from tokenizers.trainers import UnigramTrainer

UNKNOWN = "<unk>"
SPLIT = r"\p{Han}+|[\p{L}\p{M}&&[^\p{Han}]]+|\p{N}+"
"""What may hold pieces: no piece crosses from one kind of character to another, and white space
and punctuation are no tokens, so that a text of these alone has none."""
HAN = re.compile(r"[\u3400-\u9fff]+")
_SMALLEST_SHARE = 1e-8
"""Of a character or sub-word that is no word of its own, so that known words win over their parts."""
_YEARS = range(1900, 2041)
_LONGEST_WORD = 8


@dataclass(frozen=True, slots=True)
class PieceCounts:
    """How many pieces there are of each kind, besides single characters."""

    chinese: int = 33_000
    latin: int = 5_500
    latin_subwords: int = 2_500
    numbers: int = 600


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each Chinese word, Latin word and number occurs, by the tokenizer's own rules of division."""
    normalizer, splitter = _normalizer(), _splitter()
    runs: Counter[str] = Counter()
    for text in dict.fromkeys(texts):
        runs.update(run for run, _ in splitter.pre_tokenize_str(normalizer.normalize_str(text)))
    words: Counter[str] = Counter()
    for run, count in runs.items():
        for word in jieba.cut(run):
            words[word] += count
    return words


def general_words() -> Counter[str]:
    """The counts of jieba's dictionary, in Simplified characters."""
    fold = opencc.OpenCC("t2s").convert
    words: Counter[str] = Counter()
    for line in jieba.get_dict_file():
        word, count, _ = line.decode("utf-8").split(" ")
        words[fold(word).lower()] += int(count)
    return words


def mixed_shares(parts: Iterable[tuple[Counter[str], float]]) -> dict[str, float]:
    """The weighted sum of each word's shares of several counts."""
    shares: dict[str, float] = {}
    for words, weight in parts:
        total = words.total() or 1
        for word, count in words.items():
            shares[word] = shares.get(word, 0.0) + weight * count / total
    return shares


def build_tokenizer(shares: Mapping[str, float], counts: PieceCounts) -> Tokenizer:
    """A Unigram tokenizer over characters, Latin sub-words, and the most frequent words of each kind."""
    ranked = sorted(shares, key=lambda word: (-shares[word], word))
    chinese = [word for word in ranked if HAN.fullmatch(word)]
    latin = [word for word in ranked if word.isascii() and word.isalpha()]
    pieces = {character for word in shares for character in word} | _common_characters()
    pieces.update(_latin_subwords(latin, shares, counts.latin_subwords), latin[: counts.latin])
    pieces.update([word for word in chinese if 2 <= len(word) <= _LONGEST_WORD][: counts.chinese])
    pieces.update([word for word in ranked if word.isdigit()][: counts.numbers], map(str, _YEARS), map(str, range(101)))
    # In the order of characters, which halves the time that reading the tokenizer takes.
    scored = [(piece, round(math.log(max(shares.get(piece, 0.0), _SMALLEST_SHARE)), 3)) for piece in sorted(pieces)]
    tokenizer = Tokenizer(Unigram([(UNKNOWN, 0.0), *scored], unk_id=0))
    tokenizer.normalizer, tokenizer.pre_tokenizer = _normalizer(), _splitter()
    return tokenizer


def _common_characters() -> set[str]:
    """The 6,763 characters of GB 2312, so that place names are told apart even by untrained vectors."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return set("".join(code.decode("gb2312", errors="ignore") for code in codes))


def _latin_subwords(latin: list[str], shares: Mapping[str, float], size: int) -> list[str]:
    """Pieces for Latin words that are too rare to be pieces themselves."""
    tokenizer = Tokenizer(Unigram())
    trainer = UnigramTrainer(vocab_size=size, special_tokens=[UNKNOWN], unk_token=UNKNOWN, show_progress=False)
    frequent = [word for word in latin if shares[word] >= 1e-6] or latin
    tokenizer.train_from_iterator(frequent, trainer)
    return sorted(piece for piece in tokenizer.get_vocab() if piece != UNKNOWN)


def _normalizer() -> Normalizer:
    return Sequence([NFKC(), Lowercase()])


def _splitter() -> PreTokenizer:
    return Split(Regex(SPLIT), "removed", invert=True)
