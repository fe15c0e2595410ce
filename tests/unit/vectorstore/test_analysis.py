from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vectorstore.analysis import analyse, analyse_query

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("亩均", ["亩", "均", "亩均"]),
        ("开发区", ["开发区", "开", "发", "区", "开发", "发区"]),
        ("開發區", ["开发区", "开", "发", "区", "开发", "发区"]),
        ("增长62.3%", ["增长", "增", "长", "增长", "62.3"]),
        ("增长６２．３％", ["增长", "增", "长", "增长", "62.3"]),
        ("1,200万", ["1200", "万"]),
        ("2020,15", ["2020,15"]),
        ("20家", ["20", "家"]),
        ("30㎡", ["30", "m2"]),
        ("30m²", ["30", "m2"]),
        ("R&D GDP", ["r", "d", "gdp"]),
        ("5G", ["5", "g"]),
        ("𠮷野", ["𠮷", "野", "𠮷野"]),
        ("，。——", []),
        ("", []),
    ],
)
def test_words_characters_and_bigrams_make_one_stream(text: str, tokens: list[str]) -> None:
    assert sorted(analyse(text)) == sorted(tokens)


def test_a_function_word_is_no_token_but_part_of_bigrams() -> None:
    tokens = analyse("区的")
    assert "的" not in tokens
    assert "区的" in tokens


def test_bigrams_do_not_cross_punctuation_or_numbers() -> None:
    assert not {"税用", "区级"} & set(analyse("纳税，用地 区3级"))


@pytest.mark.parametrize(
    ("question", "same_as"),
    [
        ("亩均税收是多少", "亩均税收是"),
        ("请问哪些部门牵头？", "部门牵头"),
        ("畝均稅收為什麼低", "亩均税收 低"),
        ("设立几个专班", "设立 个专班"),
    ],
)
def test_question_words_are_dropped_from_queries(question: str, same_as: str) -> None:
    assert sorted(analyse_query(question)) == sorted(analyse(same_as))


@pytest.mark.parametrize("word", ["几何", "税收"])
def test_words_that_only_look_like_question_words_stay(word: str) -> None:
    assert analyse_query(word) == analyse(word)


def test_a_query_of_question_words_alone_keeps_them() -> None:
    assert analyse_query("为什么") == analyse("为什么") != []


def test_loading_leaves_no_file_in_the_temporary_folder_and_says_nothing(tmp_path: Path) -> None:
    code = "from vectorstore.analysis import analyse; print(len(analyse('国家级开发区')))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stderr == ""
    assert list(tmp_path.iterdir()) == []
