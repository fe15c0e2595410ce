"""Builds the Unigram tokenizer of the static embedding model.

The usual Unigram trainer takes a run of Chinese characters for one word: it is slow, and its pieces
cross word borders. A mean of vectors wants words, so the pieces are counted words: jieba divides the
training text, and each word's score is the logarithm of its share (Kudo 2018, arXiv:1804.10959,
without the expectation-maximisation rounds). At run time the tokenizer needs no jieba.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import jieba
import opencc
from tokenizers import Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Lowercase, Normalizer, Sequence
from tokenizers.pre_tokenizers import PreTokenizer, Split
from tokenizers.trainers import UnigramTrainer

from vectorstore.training.corpora import Pair, read_documents

UNKNOWN = "<unk>"
SPLIT = r"\p{Han}+|[\p{L}\p{M}&&[^\p{Han}]]+|\p{N}+"
"""What may hold pieces: no piece crosses from one kind of character to another, and white space
and punctuation are no tokens, so that a text of these alone has none."""
LATIN_SUBWORDS = 3_000
RAREST = 2
"""Words seen less often than this give no piece."""


def training_texts(pairs: Iterable[Pair], data: Path) -> Iterator[str]:
    """Queries and passages, then the mainland's whole documents, in Simplified characters."""
    fold = opencc.OpenCC("t2s").convert
    for pair in pairs:
        yield pair.query
        yield pair.passage
    for text in read_documents(data, "law_prc"):
        yield fold(text)


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


def build_tokenizer(words: Counter[str], size: int) -> Tokenizer:
    """A Unigram tokenizer of `size` pieces: the unknown piece, characters, Latin sub-words, frequent words.

    A character or sub-word that is no word of its own gets the score of a word seen once, so that
    known words win over their parts.
    """
    characters = {character for word in words for character in word} | _common_characters()
    pieces = dict.fromkeys([*sorted(characters), *_latin_subwords(words)])
    for word, count in words.most_common():
        if len(pieces) >= size - 1 or count < RAREST:
            break
        pieces[word] = None
    total = math.log(words.total())
    scored = [(piece, math.log(max(words[piece], 1)) - total) for piece in pieces]
    tokenizer = Tokenizer(Unigram([(UNKNOWN, 0.0), *scored], unk_id=0))
    tokenizer.normalizer, tokenizer.pre_tokenizer = _normalizer(), _splitter()
    return tokenizer


def _common_characters() -> set[str]:
    """The 6,763 characters of GB 2312, so that place names are told apart even by untrained vectors."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return set("".join(code.decode("gb2312", errors="ignore") for code in codes))


def _latin_subwords(words: Counter[str]) -> list[str]:
    """Pieces for Latin words that are too rare to be pieces themselves."""
    latin = [word for word, count in words.items() if word.isascii() and word.isalpha() and count >= RAREST]
    tokenizer = Tokenizer(Unigram())
    trainer = UnigramTrainer(
        vocab_size=LATIN_SUBWORDS, special_tokens=[UNKNOWN], unk_token=UNKNOWN, show_progress=False
    )
    tokenizer.train_from_iterator(latin, trainer)
    return sorted(piece for piece in tokenizer.get_vocab() if piece != UNKNOWN)


def _normalizer() -> Normalizer:
    return Sequence([NFKC(), Lowercase()])


def _splitter() -> PreTokenizer:
    return Split(Regex(SPLIT), "removed", invert=True)
