"""Content words of a question, and the vocabulary behind them."""

from __future__ import annotations

import pytest

from assistant.understanding.terms import (
    GENERIC_WEIGHT,
    PERIOD_WEIGHT,
    QUOTED_WEIGHT,
    content_terms,
    is_content,
    known_term,
)
from assistant.understanding.vocabulary import Vocabulary, vocabulary
from ingest.normalize import fold


def weights(question: str, hidden: tuple[str, ...] = ()) -> dict[str, float]:
    return {term.text: term.weight for term in content_terms(fold(question), hidden)}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("亩均税收是多少", ["亩均税收"]),
        ("畝均稅收是多少？", ["亩均税收"]),
        ("公租房要排队几年", ["公租房", "排队"]),
        ("２０２５年底的５Ｇ基站", ["5g", "基站"]),
        ("“两图”是哪两张", ["“两图”"]),
        ("双氧水的产能多大", ["双氧水", "产能"]),
        ("您好，麻烦帮我查下码头租金到底多少", ["码头", "租金"]),
        ("二〇二六年底前建2030家驿站", ["驿站"]),
        ("新建3座码头、引进5名院士", ["码头", "院士"]),
        ("机器人密度要到多少，产品自主率要到多少", ["机器人", "密度", "产品", "自主率"]),
        ("码头租金各限多少", ["码头", "租金"]),
        ("什么时候验收", ["验收"]),
        ("你好，谢谢", []),
        ("高企有几家", ["高企"]),
        ("驿站能不能转租", ["驿站", "转租"]),
        ("一个镇能设几个驿站", ["一个镇", "驿站"]),
        ("数字经济占比、标准地怎么出让", ["数字经济", "标准地"]),
        ("国家级和省级分别是多少", []),
        ("2024年是多少呢", []),
        ("请问有哪些？", []),
        ("", []),
    ],
)
def test_content_words_are_kept_and_words_that_ask_count_or_date_are_not(question: str, expected: list[str]) -> None:
    found = weights(question)
    assert [term for term in expected if term not in found] == []
    assert not vocabulary().question_words & set(found)
    assert expected or not found


def test_a_known_term_is_taken_whole_before_the_shorter_ones_within_it() -> None:
    assert "规模以上工业企业" in weights("规模以上工业企业要有几家")
    assert "规模以上" not in weights("规模以上工业企业要有几家")


@pytest.mark.parametrize(
    ("question", "term", "chance"),
    [
        ("罚款多少", "罚款", "罚"),
        ("占地面积多少", "占地面积", "占"),
        ("得到资助多少", "资助", "到资"),
        ("已经开工的厂房", "开工", "经开"),
        ("科技改革试点", "科技", "技改"),
        ("承租金额多少", "金额", "租金"),
    ],
)
def test_a_short_term_is_not_read_across_the_border_of_two_words(question: str, term: str, chance: str) -> None:
    found = weights(question)
    assert term in found
    assert chance not in found


@pytest.mark.parametrize("question", ["主导产业集群培育", "主导产业集群要培育多久"])
def test_of_two_known_terms_of_one_length_that_overlap_the_left_one_is_taken(question: str) -> None:
    found = weights(question)
    assert "主导产业" in found
    assert "产业集群" not in found


def test_a_word_in_quotation_marks_weighs_most_and_also_counts_without_them() -> None:
    (term,) = content_terms("“邻里中心”是什么")
    assert (term.text, term.weight) == ("“邻里中心”", QUOTED_WEIGHT)
    assert "邻里中心" in term.forms
    assert [term.forms for term in content_terms(fold("哪几「化」"))] == [("“化”",)]


@pytest.mark.parametrize(
    ("question", "term"), [("第二个年度的产能", "第二个年度"), ("首年的产能", "首年"), ("“十四五”末的产能", "十四五")]
)
def test_a_period_weighs_less_than_what_it_is_the_period_of(question: str, term: str) -> None:
    found = weights(question)
    assert found[term] == PERIOD_WEIGHT < found["产能"]


def test_symbols_keep_a_name_together() -> None:
    assert "1+2+x" in weights("1+2+x指哪些产业")


def test_a_name_of_single_characters_is_joined() -> None:
    assert "两图" in weights("两图两库怎么用")


def test_a_quoted_name_is_taken_whole_with_the_region_in_it_and_a_quoted_region_is_no_term() -> None:
    assert "“萍乡模式”" in weights("“萍乡模式”指什么", ("萍乡",))
    assert weights("“萍乡”的陶瓷", ("萍乡",)) == weights("的陶瓷")


def test_hidden_names_take_no_part() -> None:
    assert weights("萍乡湘东区的陶瓷产能", ("萍乡", "湘东区")) == weights("的陶瓷产能")


def test_each_word_is_a_term_once_in_the_order_of_the_question() -> None:
    found = [term.text for term in content_terms("陶瓷产能和陶瓷园区")]
    assert len(found) == len(set(found))
    assert found.index("陶瓷") < found.index("产能") < found.index("园区")


@pytest.mark.parametrize(
    ("word", "counts"),
    [
        ("陶瓷", True),
        ("gdp", True),
        ("r&d", True),
        ("x", True),
        ("多少", False),
        ("国家级", False),
        ("省级以上", False),
        ("2025年", False),
        ("12.5", False),
        ("三家", False),
        ("第二", False),
        ("陶", False),
        ("7", False),
    ],
)
def test_a_content_word_is_one_that_says_what_is_asked_about(word: str, counts: bool) -> None:
    assert is_content(word, vocabulary()) is counts


def test_a_generic_word_weighs_less_and_further_forms_come_before_the_synonyms() -> None:
    generic = next(iter(sorted(vocabulary().generic_words)))
    assert known_term(generic).weight == GENERIC_WEIGHT
    assert known_term("陶瓷").weight == 1.0
    assert known_term("陶瓷", ("瓷器",)).forms[:2] == ("陶瓷", "瓷器")


def test_every_term_of_a_group_finds_every_other_and_never_itself() -> None:
    known = vocabulary()
    for term, others in known.synonyms.items():
        assert term not in others
        assert others == tuple(sorted(others))
        for other in others:
            assert term in known.synonyms[other]


def test_the_word_lists_are_folded_and_a_word_without_synonyms_has_none() -> None:
    known = vocabulary()
    lists = [known.question_words, known.generic_words, known.synonyms, known.everyday, known.asking]
    assert all(word == fold(word) for words in lists for word in words)
    assert all(
        len(words) == len(set(words)) > 0 for group in (known.everyday, known.asking) for words in group.values()
    )
    assert Vocabulary({"高企": ("高新技术企业",)}, frozenset(), frozenset()).alternatives("陶瓷") == ()
    assert "高新技术企业" in known.alternatives("高企")


def test_everyday_words_find_the_documents_words_and_not_the_other_way() -> None:
    known = vocabulary()
    assert "承担责任" in known.alternatives("背锅")
    assert "背锅" not in known.alternatives("承担责任")
    assert not set(known.everyday) & set(known.asking)
    assert not set(known.everyday) & set(known.synonyms)


@pytest.mark.parametrize(("question", "taken"), [("小孩上学怎么安排", True), ("上学期的补贴", False)])
def test_an_everyday_word_is_taken_only_where_it_is_a_word(question: str, taken: bool) -> None:
    assert ("上学" in weights(question)) is taken


def test_a_way_of_asking_weighs_little() -> None:
    assert weights("技改项目补多少")["补多少"] == GENERIC_WEIGHT


def test_aliases_add_to_the_vocabulary_and_are_taken_whole() -> None:
    known = vocabulary().with_aliases({"瓷博会": ("陶瓷博览会",), "高企": ("高新企业",)})
    assert {"高新技术企业", "高新企业"} <= set(known.alternatives("高企"))
    terms = {term.text: term for term in content_terms("瓷博会的补贴", (), known)}
    assert terms["瓷博会"].alternatives == ("陶瓷博览会",)
    assert all(not term.alternatives for term in content_terms("瓷博会的"))


def test_the_unit_of_the_asked_time_is_no_part_of_what_is_asked() -> None:
    assert "更新" in [term.text for term in content_terms("各窑口多少天内更新办事指南")]
    assert "备案" in [term.text for term in content_terms("变更后几个工作日以内备案")]
