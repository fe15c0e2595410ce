"""Which figures can be the one that is asked for."""

from __future__ import annotations

import pytest
from answering_samples import read

from assistant.answering.asked_figures import rule_fit, span_fit, telling, without_ends
from ingest.figures.quantities import find_quantities


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        ("窑炉普查哪天截止", "2031年窑炉清单于2031年8月31日前报送", ["2031年8月31"]),
        ("窑炉普查是哪一年", "2031年启动", ["2031"]),
        ("窑工每人要交多少钱", "2031年9月交每人413元", ["413"]),
        ("窑炉普查什么时候做完", "2031年12月", ["2031年12"]),
    ],
)
def test_a_year_tells_no_day_and_a_date_no_amount(asked: str, text: str, told: list[str]) -> None:
    figures = telling(read(asked), text, find_quantities(text))
    assert [figure.number for figure in figures] == told


def test_both_ends_of_a_span_speak_for_a_question_from_when_to_when() -> None:
    asked, span = read("窑工资格哪天开始报、哪天截止"), "10月10日9时至11月10日17时"
    assert span_fit(asked, span) > span_fit(read("窑工资格什么时候截止"), span) > 0
    assert span_fit(asked, "截至9月30日") == span_fit(read("窑工资格多少分"), span) == 0


def test_what_is_granted_by_exception_is_not_the_rule() -> None:
    exception = "特殊情况可延长10个工作日"
    assert rule_fit(read("窑工资格审核要几个工作日"), exception) < 0
    assert rule_fit(read("窑工资格审核能延长几个工作日"), exception) == 0
    assert rule_fit(read("窑工资格审核要几个工作日"), "15个工作日内完成，特殊情况可延长10个工作日") == 0


def test_the_words_for_the_ends_of_a_span_are_no_terms_of_it() -> None:
    terms = [term.text for term in without_ends(read("窑工资格哪天开始报、哪天截止")).terms]
    assert "申报" in terms
    assert not any(word.startswith(("开始", "截止")) for word in terms)
    once = read("窑工资格什么时候截止")
    assert without_ends(once) == once


def test_a_number_to_call_answers_who_asks_for_one() -> None:
    asked = read("窑务科的电话是多少")
    assert span_fit(asked, "窑务科联系电话:0792-5551234") > 0
    assert span_fit(asked, "窑工招收计划为135人") == 0
    assert span_fit(read("窑务科有多少人"), "窑务科联系电话:0792-5551234") == 0
