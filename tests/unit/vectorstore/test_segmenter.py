from __future__ import annotations

import jieba
import pytest

from vectorstore import segmenter
from vectorstore.segmenter import Segmenter, SparseDictionary, whole_dictionary

TEXT = "九江国家级开发区的亩均税收不低于20万元，省级開發區不低於10萬元；AT&T与𠮷祥镇。\n共青城市永修组团"


@pytest.fixture(scope="module")
def lines() -> bytes:
    with jieba.Tokenizer().get_dict_file() as file:
        return bytes(file.read())


@pytest.fixture(scope="module")
def parsed() -> tuple[dict[str, int], int]:
    """The dictionary and the sum of counts as jieba itself parses them."""
    tokenizer = jieba.Tokenizer()
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    return frequencies, total


def test_the_whole_dictionary_is_the_one_that_jieba_parses(lines: bytes, parsed: tuple[dict[str, int], int]) -> None:
    assert whole_dictionary(lines) == parsed[0]
    assert Segmenter()._tokenizer.total == parsed[1]


def test_single_look_ups_find_what_the_whole_dictionary_holds(lines: bytes, parsed: tuple[dict[str, int], int]) -> None:
    sparse, (whole, _) = SparseDictionary(lines), parsed
    known = [word for number, word in enumerate(whole) if number % 50 == 0]
    unknown = [
        "",
        " ",
        "亩均",
        "𠮷祥",
        "\ud800",
        "AT&T 3",
        "\U0010ffff",
        "开发区国",
        *(word + "亩" for word in known[:500]),
    ]
    for word in [*known, *unknown]:
        assert sparse.get(word) == whole.get(word)
        assert sparse.get(word, 7) == whole.get(word, 7)
        assert (word in sparse) == (word in whole)
    assert sparse["开发区"] == whole["开发区"] > 0
    with pytest.raises(KeyError):
        sparse["亩均"]


def test_words_are_those_of_jieba_before_and_after_the_whole_dictionary_is_loaded(
    monkeypatch: pytest.MonkeyPatch, parsed: tuple[dict[str, int], int]
) -> None:
    plain = jieba.Tokenizer()
    plain.FREQ, plain.total = parsed
    plain.initialized = True
    monkeypatch.setattr(segmenter, "_FEW_CHARACTERS", len(TEXT))
    mine = Segmenter()
    few = list(mine.cut(TEXT))
    assert isinstance(mine._tokenizer.FREQ, SparseDictionary)
    many = list(mine.cut(TEXT))
    assert isinstance(mine._tokenizer.FREQ, dict)
    assert few == many == list(plain.cut(TEXT))
    assert "".join(few) == TEXT
