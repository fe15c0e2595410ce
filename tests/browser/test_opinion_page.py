"""Opinions on answers: given, changed, taken back, kept over a reload, and exported as rows for evaluation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import OTHER, READER, Service, open_as, own_home, running_service
from command_line import run_main

from assistant.feedback.model import Opinion
from assistant.model import Turn
from evals.questions import read_questions

pytestmark = pytest.mark.browser

MISSION, TABLE = "九江国家级开发区亩均税收要求是多少？", "永修组团2023年目标是多少"


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(own_home(example_home, tmp_path_factory.mktemp("feedback"))) as running:
        yield running


def test_opinions_are_stored_with_question_answer_citations_and_index_and_exported_as_rows(
    service: Service, chromium: str, tmp_path: Path
) -> None:
    with open_as(chromium, service) as chat:
        chat.ask(MISSION)
        chat.current.get_by_role("button", name="有用").click()
        chat.current.locator("[data-opinion=helpful][aria-pressed=true]").wait_for()
        chat.ask(TABLE)
        chat.current.get_by_role("button", name="有误").press("Enter")
        chat.current.locator(".zc-comment textarea").fill("应为700亿元")
        chat.current.get_by_role("button", name="提交意见").press("Enter")
        chat.current.get_by_text("已记录：应为700亿元").wait_for()
        chat.page.reload()
        chat.current.get_by_text("已记录：应为700亿元").wait_for()
        assert chat.earlier.locator("[data-opinion=helpful][aria-pressed=true]").count() == 1
    given = {feedback.about.question: feedback for feedback in service.records.feedback.all(user=READER)}
    assert (given[MISSION].opinion, given[TABLE].opinion) == (Opinion.HELPFUL, Opinion.WRONG)
    assert given[TABLE].comment == "应为700亿元"
    assert given[TABLE].about.earlier == (MISSION,)
    before = {MISSION: (), TABLE: (Turn(MISSION, given[MISSION].about.answer.text),)}
    for question, feedback in given.items():
        answer = service.assistant.ask(question, before[question])
        assert feedback.about.answer.text == answer.text
        assert [citation.quote for citation in feedback.about.answer.citations] == [
            citation.quote for citation in answer.citations
        ]
        assert feedback.about.index_version == service.index.version

    rows, good = tmp_path / "rows.jsonl", tmp_path / "good.jsonl"
    arguments = ["--home", str(service.home), "feedback", "export", "--output"]
    assert run_main([*arguments, str(rows)]) == 0
    assert run_main([*arguments, str(good), "--opinion", "helpful"]) == 0
    helpful, wrong = (json.loads(line) for line in rows.read_text(encoding="utf-8").splitlines())
    assert helpful["feedback"]["index_version"] == service.index.version
    assert (wrong["needs_review"], wrong["notes"]) == (True, "应为700亿元")
    (question,) = read_questions(good)
    assert question.question == MISSION


def test_an_opinion_is_changed_and_taken_back(service: Service, chromium: str) -> None:
    def stored() -> list[Opinion]:
        return [feedback.opinion for feedback in service.records.feedback.all(user=OTHER)]

    with open_as(chromium, service, OTHER) as chat:
        chat.ask(MISSION)
        helpful, wrong = (f"[data-opinion={name}]" for name in ("helpful", "wrong"))
        chat.current.locator(wrong).click()
        chat.current.locator(f"{wrong}[aria-pressed=true]").wait_for()
        assert stored() == [Opinion.WRONG]  # also where no comment follows
        chat.current.locator(helpful).click()
        chat.current.locator(f"{helpful}[aria-pressed=true]").wait_for()
        assert chat.current.locator("[aria-pressed=true]").count() == 1
        assert stored() == [Opinion.HELPFUL]
        chat.current.locator(helpful).click()
        chat.current.locator("[aria-pressed=true]").wait_for(state="detached")
        assert stored() == []


def test_a_comment_beyond_its_length_is_refused_with_a_line(service: Service, chromium: str) -> None:
    with open_as(chromium, service, OTHER) as chat:
        chat.ask(TABLE)
        chat.current.get_by_role("button", name="有误").click()
        field = chat.current.locator(".zc-comment textarea")
        field.evaluate("field => field.removeAttribute('maxlength')")
        field.fill("长" * 2001)
        chat.current.get_by_role("button", name="提交意见").click()
        chat.page.locator("#zc-toast", has_text="2001 字").wait_for()
        assert field.input_value() == "长" * 2001
