"""What a part of a clause is worth for what is asked: its own stated figure, items, steps, and no line of bodies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import question

from assistant.answering.clause_fit import clause_fit
from assistant.model import AnswerKind, Wanted

FIGURE, LIST, OPEN, BODY = AnswerKind.FIGURE, AnswerKind.LIST, AnswerKind.OPEN, AnswerKind.BODY


@pytest.mark.parametrize(
    ("window", "condition", "better"),
    [
        ("超5亿元码头4座", "超9亿元码头2座", ""),
        ("奖励30万元", "投资超5亿元的", "投资超9亿元的"),
    ],
)
def test_the_part_with_the_stated_figure_is_worth_more(window: str, condition: str, better: str) -> None:
    asked = replace(question("超5亿元的码头几座", FIGURE), stated=("5亿元",))
    if better:
        assert clause_fit(FIGURE, asked, window, condition) > clause_fit(FIGURE, asked, window, better)
    else:
        assert clause_fit(FIGURE, asked, window, "") > clause_fit(FIGURE, asked, condition, "")


def test_the_line_of_the_bodies_answers_only_who_is_responsible() -> None:
    line, asked = "(责任单位:市水务局、市财政局)", question("绿廊看哪几个方面", LIST)
    assert clause_fit(LIST, asked, line, "") < 0 == clause_fit(BODY, question("绿廊谁负责", BODY), line, "")


def test_the_longer_list_says_more() -> None:
    asked = question("绿廊包括哪些", LIST)
    assert clause_fit(LIST, asked, "步道、驿站、码头", "") > clause_fit(LIST, asked, "步道和驿站", "")


def test_a_procedure_is_told_by_its_steps_and_other_questions_are_not() -> None:
    asked = replace(question("驿站怎么报批", OPEN), wanted=(Wanted.PROCEDURE,))
    whole, part = "由镇提出申请,报县批准,并公示", "由镇提出申请"
    assert clause_fit(OPEN, asked, whole, "") > clause_fit(OPEN, asked, part, "") > 0
    assert clause_fit(OPEN, question("驿站怎么建", OPEN), whole, "") == 0
