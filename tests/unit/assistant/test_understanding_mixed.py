"""Chinese questions with English in them."""

from __future__ import annotations

import pytest

from assistant.model import Aspect, Language, Reading
from assistant.understanding.english import mixed
from assistant.understanding.reader import QuestionReader
from assistant.understanding.readings import Wording
from ingest.regions.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("芜湖的per-mu tax要求", "芜湖的亩均税收要求"),
        ("Wuhu 亩均税收 target", "芜湖市亩均税收目标"),
        ("Hefei ETDZ有多少SMEs", "合肥经济技术开发区有多少中小企业"),
        ("全市FDI增长多少", "全市外商直接投资增长多少"),
    ],
)
def test_terms_and_places_are_put_into_chinese_where_they_stand(question: str, chinese: str) -> None:
    assert mixed.wording(question, Gazetteer.load()).read == chinese


@pytest.mark.parametrize(
    "question", ["GDP增长多少", "R&D投入占比", "5G基站有多少", "Zorblat公司在哪里", "亩均税收是多少"]
)
def test_what_chinese_texts_write_in_latin_letters_stays(question: str) -> None:
    assert mixed.wording(question, Gazetteer.load()).read == question


@pytest.mark.parametrize("question", ["I want to know 芜湖 亩均税收", "tell us芜湖的亩均税收"])
def test_words_of_english_without_a_topic_take_no_part(question: str) -> None:
    assert [term.text for term in QuestionReader(Gazetteer.load()).read(question).terms] == ["芜湖", "亩均税收"]


def test_a_mixed_question_is_read_as_the_chinese_one_and_searched_in_both() -> None:
    reader = QuestionReader(Gazetteer.load())
    found, whole = reader.read("芜湖的per-mu tax要求"), reader.read("芜湖的亩均税收要求")
    assert found.text == "芜湖的per-mu tax要求"
    assert found.language is Language.SIMPLIFIED
    assert (found.terms, found.places, found.kind) == (whole.terms, whole.places, whole.kind)
    assert found.corrected == whole.text
    assert found.search_text == f"{whole.search_text} per mu tax"


def test_the_words_of_the_question_are_named_as_written() -> None:
    readings = QuestionReader(Gazetteer.load()).read("芜湖的 per-mu tax 要求").readings
    (edit,) = [reading for reading in readings if reading.aspect is Aspect.CORRECTION]
    assert (edit.words.strip(), edit.value) == ("per-mu tax", "亩均税收")
    assert any(reading.words == "芜湖" and reading.aspect is Aspect.REGION for reading in readings)


def correction(words: str, start: int, value: str) -> Reading:
    return Reading(Aspect.CORRECTION, words, start, start + len(words), value)


def test_typing_errors_and_english_terms_of_one_question_are_both_put_into_chinese() -> None:
    first = Wording("芜湖的投自强度 target", "芜湖的投资强度 target", (correction("投自", 3, "投资"),))
    both = first.then(Wording(first.read, "芜湖的投资强度目标", (correction(" target", 7, "目标"),)))
    assert both.read == "芜湖的投资强度目标"
    assert both.edits == (correction("投自", 3, "投资"), correction(" target", 7, "目标"))


def test_of_words_changed_twice_the_later_change_stays() -> None:
    first = Wording("gpd", "gdp", (correction("gpd", 0, "gdp"),))
    assert first.then(Wording("gdp", "生产总值", (correction("gdp", 0, "生产总值"),))).edits == (
        correction("gpd", 0, "生产总值"),
    )
