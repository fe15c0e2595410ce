"""An answer's checks: where the evidence comes from, what a reader is told, and what becomes of a wrong figure."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Citation, FigureVerdict
from assistant.verification.sources import checked
from assistant.verification.wording import check_lines
from ingest.model import TextSpan
from vectorstore.model import DocumentRecord, Passage

TEXT = "（一）用地。\n国家级园区的容积率不低于1.2，省级园区不低于0.9。\n到2025年建成厂房35万平方米。"
QUOTE = "国家级园区的容积率不低于1.2，省级园区不低于0.9。"


class EmptyLibrary:
    """Knows no document."""

    def documents(self) -> list[DocumentRecord]:
        return []

    def passages_of(self, document_id: str) -> list[Passage]:
        return []


def passage() -> Passage:
    return Passage(
        "p", "a.txt", "a.txt#0", "园区方案", ("江西省", "赣州市"), ("二、任务",), 0, TextSpan(10, 10 + len(TEXT)), TEXT
    )


def answer(text: str, question: str = "容积率？", answerer: str = "extractive", refused: bool = False) -> Answer:
    start = 10 + TEXT.index(QUOTE)
    citation = Citation("a.txt", "园区方案", "二、任务", QUOTE, start, start + len(QUOTE))
    return Answer(question, text, refused, "", (citation,), answerer=answerer)


def test_a_figure_may_stand_anywhere_in_the_passage_that_is_quoted() -> None:
    found = checked(answer("到2025年建成厂房35万平方米[1]"), [passage()], EmptyLibrary())
    assert [check.verdict for check in found.checks] == [FigureVerdict.VERIFIED] * 2


def test_without_its_passage_a_citation_counts_by_its_quote() -> None:
    found = checked(answer("国家级园区的容积率不低于1.2[1]", answerer="model:x"), [], EmptyLibrary())
    assert [check.verdict for check in found.checks] == [FigureVerdict.VERIFIED]
    missing = checked(answer("建成厂房35万平方米[1]", answerer="model:x"), [], EmptyLibrary())
    assert [check.verdict for check in missing.checks] == [FigureVerdict.NOT_FOUND]


def test_an_extractive_answer_with_a_wrong_figure_becomes_its_quote_with_a_note() -> None:
    found = checked(answer("国家级园区的容积率不低于0.9[1]"), [passage()], EmptyLibrary())
    assert found.text == f"“{QUOTE}”[1]"
    assert {check.verdict for check in found.checks} == {FigureVerdict.VERIFIED}
    assert any("直接引用原文" in note for note in found.notes)


def test_a_model_s_answer_keeps_its_words_and_is_marked() -> None:
    found = checked(answer("国家级园区的容积率不低于0.9[1]", answerer="model:x"), [passage()], EmptyLibrary())
    assert found.text == "国家级园区的容积率不低于0.9[1]"
    (line,) = check_lines(found)
    assert not line.holds
    assert "不低于0.9" in line.text
    assert "省级园区不低于0.9" in line.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("容积率？", "数字核对：1 处均与引文一致"),
        ("What floor area ratio?", "Figures checked: 1 of 1 as in the quotes"),
    ],
)
def test_one_quiet_line_tells_that_every_figure_holds(question: str, told: str) -> None:
    found = checked(answer("国家级园区的容积率不低于1.2[1]", question), [passage()], EmptyLibrary())
    assert [(line.text, line.holds) for line in check_lines(found)] == [(told, True)]


@pytest.mark.parametrize("question", ["容积率？", "What floor area ratio?"])
def test_a_figure_that_is_not_found_is_named_once(question: str) -> None:
    found = checked(answer("补贴88万元，补贴88万元[1]", question, "model:x"), [passage()], EmptyLibrary())
    (line,) = check_lines(found)
    assert not line.holds
    assert "88万元" in line.text


def test_nothing_is_said_of_an_answer_without_figures_or_of_a_plain_refusal() -> None:
    assert check_lines(checked(answer("没有数字[1]"), [passage()], EmptyLibrary())) == ()
    refusal = Answer("2031年？", "没有2031年的规定。", True, "没有2031年的规定。", answerer="extractive")
    assert checked(refusal, [], EmptyLibrary()) == refusal
