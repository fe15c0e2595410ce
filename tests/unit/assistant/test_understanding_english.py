"""English questions put into Chinese terms."""

from __future__ import annotations

import pytest

from assistant.understanding.english import Translation, translate
from ingest.regions.gazetteer import Gazetteer


def translated(question: str) -> Translation:
    return translate(question, Gazetteer.load())


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("What is the tax target in Wuhan?", ("湖北省", "武汉市")),
        ("What is Hefei's target?", ("安徽省", "合肥市")),
        ("What is Hefei’s target?", ("安徽省", "合肥市")),
        ("Targets in Lu'an", ("安徽省", "六安市")),
        ("Targets in Lu’an’s zones", ("安徽省", "六安市")),
        ("Parks of Lian Yungang in 2022", ("江苏省", "连云港市")),
        ("Rules of Guizhou Province", ("贵州省",)),
    ],
)
def test_a_place_is_known_by_its_pinyin(question: str, path: tuple[str, ...]) -> None:
    (place,) = translated(question).places
    assert path in place.paths
    assert path[-1] in translated(question).text


def test_a_place_keeps_its_name_as_written_and_its_words_are_read_once() -> None:
    found = translated("What do Lian Yungang and Wuhu's parks need?")
    assert [place.name for place in found.places] == ["Lian Yungang", "Wuhu"]
    assert found.unknown == ()


def test_a_word_in_small_letters_is_no_place() -> None:
    assert translated("jian and wuhan noodles").places == ()


def test_the_longest_entry_of_the_glossary_is_taken() -> None:
    found = translated("tax revenue per mu of national zones")
    assert [term.text for term in found.terms] == ["亩均税收", "国家级开发区"]
    assert "税收收入" not in found.text


@pytest.mark.parametrize(("one", "other"), [("national zone", "national zones"), ("per-mu tax", "per mu tax")])
def test_hyphens_and_plurals_make_no_difference(one: str, other: str) -> None:
    assert translated(one).terms == translated(other).terms != ()


def test_figures_stay_and_words_without_a_chinese_term_are_named() -> None:
    found = translated("Are blockchain parks funded in 2023?")
    assert "2023" in found.text.split()
    assert "blockchain" in found.unknown
    assert "2023" not in found.unknown
    assert not {"are", "in"} & {*found.text.split(), *found.unknown}


def test_a_question_of_function_words_gives_nothing() -> None:
    assert translated("What is it?") == Translation("", (), (), ())
