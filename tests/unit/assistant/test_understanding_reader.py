"""Questions as understood, alone and within a conversation."""

from __future__ import annotations

import pytest

from assistant.model import AnswerKind, Language, Question, Turn
from assistant.ports import BadQuestion
from assistant.understanding.reader import MAX_CHARACTERS, SYNONYM_WEIGHT, QuestionReader, check_question
from ingest.regions.gazetteer import Gazetteer


def read(text: str, *earlier: str) -> Question:
    return QuestionReader(Gazetteer.load()).read(text, [Turn(question) for question in earlier])


def term_texts(question: Question) -> set[str]:
    return {term.text for term in question.terms}


@pytest.mark.parametrize("text", ["", " \t\n", "　　"])
def test_an_empty_question_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(BadQuestion, match="请输入要查询的内容"):
        read(text)


def test_a_question_may_be_as_long_as_the_limit_and_no_longer() -> None:
    assert check_question(f" {'税' * MAX_CHARACTERS}　") == "税" * MAX_CHARACTERS
    with pytest.raises(BadQuestion, match=f"{MAX_CHARACTERS + 1} 字.*缩短到 {MAX_CHARACTERS} 字以内"):
        read("税" * (MAX_CHARACTERS + 1))


def test_characters_beyond_the_first_plane_count_once() -> None:
    assert len(check_question("𠀀" * MAX_CHARACTERS)) == MAX_CHARACTERS


def test_a_question_holds_all_constraints_that_it_states() -> None:
    question = read("宜春国家级开发区2024年要引进几家企业（不是新区），是10家吗？")
    assert (question.language, question.kind) == (Language.SIMPLIFIED, AnswerKind.FIGURE)
    assert [place.name for place in question.places] == ["宜春"]
    assert (question.levels, question.years, question.units) == (("国家级",), (2024,), ("家",))
    assert (question.excluded, question.stated) == (("新区",), ("10家",))
    assert question.text == "宜春国家级开发区2024年要引进几家企业（不是新区），是10家吗？"
    assert "新区" not in question.search_text
    assert (question.carried, question.resolved) == ((), "")


def test_traditional_and_full_width_questions_mean_what_simplified_ones_mean() -> None:
    simplified, traditional = read("宜春2024年亩均税收要求是多少?"), read("宜春２０２４年畝均稅收要求是多少？")
    assert traditional.language is Language.TRADITIONAL
    assert (traditional.terms, traditional.years) == (simplified.terms, simplified.years)
    assert traditional.search_text == simplified.search_text
    assert [place.paths for place in traditional.places] == [place.paths for place in simplified.places]


def test_synonyms_are_searched_too_and_weigh_less() -> None:
    expansions = dict(read("宜春高企数量目标").expansions)
    assert expansions["高新技术企业"] == SYNONYM_WEIGHT
    assert "宜春市" not in expansions


def test_a_question_for_bodies_is_not_about_the_words_for_bodies() -> None:
    assert "牵头" not in term_texts(read("园区招商工作由谁牵头"))
    assert "招商" in term_texts(read("园区招商工作由谁牵头"))
    assert "牵头" in term_texts(read("实行牵头制的意义"))


def test_an_english_question_is_searched_in_chinese() -> None:
    question = read("What is the target of tax per mu for national zones in Hefei in 2023?")
    assert (question.language, question.kind) == (Language.ENGLISH, AnswerKind.FIGURE)
    assert question.levels == ("国家级",)
    assert question.years == (2023,)
    assert [place.paths for place in question.places] == [(("安徽省", "合肥市"),)]
    assert {"亩均税收", "Hefei"} <= term_texts(question)
    assert "tax" not in question.search_text


def test_an_abbreviation_without_a_chinese_term_is_a_term_itself() -> None:
    assert "xqz" in term_texts(read("How many XQZ labs must the park have?"))
    assert "labs" not in term_texts(read("How many XQZ labs must the park have?"))


def test_an_english_question_that_no_word_is_known_of_is_searched_as_it_is() -> None:
    assert read("What is it?").search_text == "what is it?"


@pytest.mark.parametrize("follow_up", ["那省级的呢？", "那省級的呢"])
def test_a_follow_up_that_swaps_one_thing_is_the_question_before_with_it_swapped(follow_up: str) -> None:
    question = read(follow_up, "宜春国家级开发区亩均税收是多少？")
    assert question.text == follow_up
    assert question.resolved == "宜春省级开发区亩均税收是多少?"
    assert question.carried == (question.resolved,)
    assert (question.levels, question.kind) == (("省级",), AnswerKind.FIGURE)


def test_swaps_add_up_over_the_turns() -> None:
    question = read("萍乡呢？", "宜春国家级开发区亩均税收是多少？", "那省级的呢？")
    assert question.resolved == "萍乡省级开发区亩均税收是多少?"


def test_a_follow_up_that_swaps_nothing_takes_over_what_it_leaves_out() -> None:
    question = read("由谁负责？", "宜春标准厂房建设的要求是什么？")
    assert question.kind is AnswerKind.BODY
    assert question.refers_back
    assert question.resolved == ""
    assert [place.name for place in question.places] == ["宜春"]
    assert {"宜春", "标准厂房"} <= set(question.carried)


def test_a_turn_without_words_changes_nothing() -> None:
    assert read("那省级的呢？", "宜春国家级开发区几家？", "  ") == read("那省级的呢？", "宜春国家级开发区几家？")


def test_only_the_last_turns_are_remembered() -> None:
    later = ["陶瓷产业园的产能多大？"] * 6
    assert [place.name for place in read("由谁负责？", "宜春有几家？").places] == ["宜春"]
    assert read("由谁负责？", "宜春有几家？", *later).places == ()


def test_an_over_long_turn_is_cut_and_not_refused() -> None:
    assert [place.name for place in read("由谁负责？", "宜春" + "税" * MAX_CHARACTERS).places] == ["宜春"]


def test_half_a_character_is_read_as_a_question_mark() -> None:
    read = QuestionReader(Gazetteer.load()).read("\ud83d宜春亩均税收", [Turn("\udc00宜春")])
    assert (read.text, read.places[0].name) == ("?宜春亩均税收", "宜春")
