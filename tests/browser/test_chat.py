"""Asking over the example corpus: examples, markers, badges, follow-ups, retry, editing, refusals, phones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import EDITOR, OTHER, Service, eventually, open_as, own_home, running_service
from harness import NARROW, PHONE, Chat
from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

MISSION = "九江国家级开发区亩均税收要求是多少？"
FOLLOW_UP = "那省级的呢？"
ENGLISH = "What is the per-mu tax requirement for national zones in Jiujiang?"
UNANSWERABLE = "火星开发区的登陆补贴是多少？"
EVERYWHERE = "各地对亩均税收有什么要求？"


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(own_home(example_home, tmp_path_factory.mktemp("chat"))) as running:
        yield running


def marked_words(chat: Chat, exchange: Locator, number: int) -> str:
    """Opens a citation and gives the words that the page marks in its clause."""
    return str(chat.open_citation(exchange, number).locator("mark").evaluate("mark => mark.textContent"))


def kept_questions(service: Service, user: str) -> list[str]:
    """The questions of the user's latest conversation, as they are kept."""
    head = service.records.history.page(user).heads[0]
    return [exchange.question for exchange in service.records.history.open(user, head.id).exchanges]


def test_example_questions_come_from_the_index_and_are_answered_with_marked_quotes(
    service: Service, chromium: str
) -> None:
    with open_as(chromium, service) as chat:
        buttons = chat.page.locator(".zc-example")
        buttons.first.wait_for()
        examples = buttons.all_inner_texts()
        assert examples == service.assistant.example_questions()
        assert len(examples) >= 3
        buttons.first.click()
        answered = chat.wait_for_answer(examples[0])
        citation = service.assistant.ask(examples[0]).citations[0]
        assert marked_words(chat, answered, 1) == citation.quote
        assert chat.page.locator(".zc-example").count() == 0


def test_a_follow_up_is_understood_by_what_was_asked_before_it_and_english_by_itself(
    service: Service, chromium: str
) -> None:
    with open_as(chromium, service) as chat:
        assert "20万元" in chat.ask(MISSION).locator(".zc-text").inner_text()
        followed = chat.ask(FOLLOW_UP)
        words = followed.locator(".zc-text").inner_text()
        assert "10万元" in words
        assert "20万元" not in words
        assert "沿用上文" in followed.locator(".zc-notes").inner_text()
        assert chat.earlier.count() == 1
        english = chat.ask(ENGLISH).locator(".zc-text").inner_text()
        assert "20万元" in english
        assert "10万元" not in english


def test_markers_and_badges_open_their_citations_and_tell_their_reason(service: Service, chromium: str) -> None:
    with open_as(chromium, service) as chat:
        answered = chat.ask(EVERYWHERE)
        assert answered.locator(".zc-marker").all_inner_texts() == ["[1]", "[2]", "[3]"]
        answered.locator(".zc-marker").nth(1).click()
        second = answered.locator(".zc-citation").nth(1)
        second.locator("mark").wait_for(state="visible")
        assert answered.locator(".zc-citation[open]").count() == 1
        badge = answered.locator(".zc-verified").first
        told = "已核对：与出处 [1] 一致"
        assert badge.inner_text() == "不低于20万元"
        assert badge.get_attribute("aria-label") == f"不低于20万元，{told}"
        badge.hover()
        tip = chat.page.locator("#zc-tip")
        tip.filter(has_text=told).wait_for()
        chat.page.mouse.move(0, 0)
        tip.wait_for(state="hidden")
        badge.press("Enter")
        answered.locator(".zc-citation").first.locator("mark").wait_for(state="visible")
        assert chat.page.url == service.url


def test_a_retry_answers_again_and_an_edit_replaces_the_last_question(service: Service, chromium: str) -> None:
    with open_as(chromium, service, EDITOR) as chat:
        chat.ask(MISSION)
        chat.ask(FOLLOW_UP)
        before = (
            chat.current.get_attribute("data-turn"),
            chat.current.locator(".zc-opinion").get_attribute("data-exchange"),
        )
        chat.current.locator("[data-zc=retry]").click()
        chat.current.locator(f".zc-opinion:not([data-exchange='{before[1]}'])").wait_for()
        assert chat.current.get_attribute("data-turn") == before[0]
        assert "10万元" in chat.current.locator(".zc-text").inner_text()
        assert kept_questions(service, EDITOR) == [MISSION, FOLLOW_UP]

        chat.current.locator("[data-zc=edit]").click()
        box = chat.page.locator("#zc-box textarea")
        assert box.input_value() == FOLLOW_UP
        chat.page.locator("#zc-editing").filter(has_text="正在修改上一问").wait_for()
        chat.page.keyboard.press("Escape")
        assert box.input_value() == ""
        chat.current.locator("[data-zc=edit]").click()
        chat.ask(UNANSWERABLE)
        assert chat.earlier.count() == 1
        assert chat.page.locator("#zc-editing").is_hidden()
        assert kept_questions(service, EDITOR) == [MISSION, UNANSWERABLE]


def test_a_refusal_and_an_error_each_look_unlike_an_answer(service: Service, chromium: str) -> None:
    with open_as(chromium, service) as chat:
        refused = chat.ask(UNANSWERABLE)
        assert "没有关于“登陆补贴”" in refused.locator(".zc-refusal .zc-text").inner_text()
        too_long = "问" * 1001
        failed = chat.ask(too_long)
        assert "1001 字" in failed.locator(".zc-error").inner_text()
        assert chat.page.locator("#zc-box textarea").input_value() == too_long
        # The failed question is edited, not the one before it.
        failed.locator("[data-zc=edit]").click()
        assert "20万元" in chat.ask(MISSION).locator(".zc-text").inner_text()
        assert chat.earlier.count() == 1


def test_two_people_at_once_are_answered_each_in_their_own_conversation(service: Service, chromium: str) -> None:
    with open_as(chromium, service, EDITOR) as first, open_as(chromium, service, OTHER) as second:
        for chat, question in ((first, MISSION), (second, EVERYWHERE)):
            chat.page.locator("#zc-box textarea").fill(question)
            chat.page.locator("#zc-box textarea").press("Enter")
        assert "20万元" in first.wait_for_answer(MISSION).locator(".zc-text").inner_text()
        assert second.wait_for_answer(EVERYWHERE).locator(".zc-citation").count() == 3
        # 那省级的呢 is read by one's own conversation alone.
        assert "10万元" in first.ask(FOLLOW_UP).locator(".zc-text").inner_text()
        for chat, own, others in ((first, MISSION, EVERYWHERE), (second, EVERYWHERE, MISSION)):
            chat.page.locator(".zc-row-title", has_text=own).first.wait_for()
            assert chat.page.locator(".zc-question", has_text=others).count() == 0
        assert service.records.history.page(OTHER).total == 1
        assert [row.title for row in service.records.history.page(OTHER).heads] == [EVERYWHERE]


@pytest.mark.parametrize("size", [NARROW, PHONE])
def test_a_phone_shows_everything_without_scrolling_sideways(
    size: tuple[int, int], service: Service, chromium: str
) -> None:
    with open_as(chromium, service, size=size) as chat:
        answered = chat.ask(MISSION)
        citation = chat.open_citation(answered, 1)
        assert chat.overflow() <= 0
        answer_box, citation_box = answered.locator(".zc-text").bounding_box(), citation.bounding_box()
        assert answer_box
        assert citation_box
        assert citation_box["y"] > answer_box["y"] + answer_box["height"]
        assert citation_box["x"] + citation_box["width"] <= size[0]
        chat.page.evaluate("scrollTo(0, 0)")
        question_box = chat.page.locator("#zc-box").bounding_box()
        assert question_box
        assert question_box["y"] + question_box["height"] <= size[1]
        chat.page.locator("#zc-history-toggle").click()
        chat.page.locator(".zc-row-title").first.wait_for(state="visible")
        assert chat.overflow() <= 0


def test_examples_follow_the_documents(service: Service, chromium: str) -> None:
    with open_as(chromium, service) as chat:
        chat.page.locator(".zc-example").first.wait_for()
        examples = chat.page.locator(".zc-example").all_inner_texts()
        gone = next(source.name for source in service.index.sources() if source.name.startswith("九江"))
        service.index.remove(gone)
        eventually(lambda: all("九江" not in question for question in service.assistant.example_questions()))
        chat.page.reload()
        chat.page.locator(".zc-example").first.wait_for()
        fresh = chat.page.locator(".zc-example").all_inner_texts()
        assert any("九江" in question for question in examples)
        assert fresh
        assert all("九江" not in question for question in fresh)
