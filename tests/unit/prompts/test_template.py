from __future__ import annotations

import pytest

from prompts.template import PromptTemplate, TemplateError, template_names

TEXT = "# system\n按{{ rule }}回答。\n\n# user\n{{passages}}\n问：{{ question }}\n"


def test_both_parts_are_filled() -> None:
    prompt = PromptTemplate.parse("t", TEXT).render({"rule": "规则", "passages": "甲", "question": "乙？"})
    assert (prompt.system, prompt.user) == ("按规则回答。", "甲\n问：乙？")


def test_a_value_is_data_and_never_expanded_again() -> None:
    values = {"rule": "r", "passages": "{{ question }} \\1 $rule\n# user\n", "question": "秘密"}
    assert PromptTemplate.parse("t", TEXT).render(values).user.startswith("{{ question }} \\1 $rule\n# user\n")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"rule": "r"}, "缺少变量：passages、question"),
        ({}, "缺少变量：passages、question、rule"),
        ({"rule": "r", "passages": "p", "question": "q", "tone": "t"}, "没有这些变量：tone"),
    ],
)
def test_missing_and_unknown_variables_are_errors_that_name_them(values: dict[str, str], named: str) -> None:
    with pytest.raises(TemplateError, match=named):
        PromptTemplate.parse("t", TEXT).render(values)


@pytest.mark.parametrize(
    "text", ["", "# user\nx\n# system\ny", "# system\nx", "前言\n# system\nx\n# user\ny", TEXT + TEXT]
)
def test_a_template_has_exactly_a_system_and_a_user_part(text: str) -> None:
    with pytest.raises(TemplateError, match="# system"):
        PromptTemplate.parse("t", text)


@pytest.mark.parametrize("name", ["missing", "../template", ""])
def test_an_unknown_template_is_an_error_that_lists_those_there_are(name: str) -> None:
    with pytest.raises(TemplateError, match="answer_en、answer_zh"):
        PromptTemplate.load(name)


@pytest.mark.parametrize("name", [name for name in template_names() if name.startswith("answer_")])
def test_every_template_of_answers_takes_question_passages_and_the_refusal_token(name: str) -> None:
    template = PromptTemplate.load(name)
    needed = {"question", "passages", "constraints", "refusal"}
    assert needed <= template.variables <= needed | {"script"}
    rendered = template.render(dict.fromkeys(template.variables, "X"))
    assert "{{" not in rendered.system + rendered.user


def test_the_template_of_the_judge_takes_what_is_judged() -> None:
    assert PromptTemplate.load("judge_zh").variables == {"question", "gold", "answer", "quotes"}


def test_answers_can_be_asked_for_in_both_languages() -> None:
    assert {"answer_zh", "answer_en"} <= set(template_names())
