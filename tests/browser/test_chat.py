"""The web chat in a real browser, against the real server and a backend with obvious answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fake_backend import QUOTES, TITLE, CannedBackend
from harness import NARROW, PHONE, open_chat, running_chat

pytestmark = pytest.mark.browser

TAX = "九江国家级开发区亩均税收要求是多少？"


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, CannedBackend]]:
    backend = CannedBackend()
    with running_chat(backend) as url:
        yield url, backend


def test_an_answer_its_exact_quote_and_a_follow_up_without_any_request_to_another_host(
    served: tuple[str, CannedBackend], chromium: str
) -> None:
    url, backend = served
    backend.histories.clear()
    with open_chat(chromium, url) as chat:
        answered = chat.ask(TAX)
        assert "国家级开发区亩均稅收不低於30萬元/畝" in answered.locator(".zc-text").inner_text()
        citation = chat.open_citation(answered, 1)
        assert citation.locator(".zc-title").inner_text() == TITLE
        assert citation.locator("mark").evaluate("mark => mark.textContent") == QUOTES["亩均税收"]
        assert citation.locator(".zc-neighbour").count() == 2

        followed = chat.ask("那么省级的呢？")
        assert followed.locator(".zc-notes").inner_text() == "沿用上文：亩均税收"
        assert chat.earlier.count() == 1
        assert [len(history) for history in backend.histories] == [0, 1]
        assert backend.histories[1][0].question == TAX
        assert chat.requests > 0
        assert chat.outside == []


def test_a_marker_opens_its_citation(served: tuple[str, CannedBackend], chromium: str) -> None:
    with open_chat(chromium, served[0]) as chat:
        answered = chat.ask(TAX)
        assert not answered.locator("mark").is_visible()
        answered.locator(".zc-marker").click()
        answered.locator("mark").wait_for(state="visible")
        assert chat.page.url == served[0]


def test_hostile_clause_text_is_shown_as_text_and_never_runs(served: tuple[str, CannedBackend], chromium: str) -> None:
    with open_chat(chromium, served[0]) as chat:
        citation = chat.open_citation(chat.ask("恶意条款怎么写？"), 1)
        assert citation.locator("mark").evaluate("mark => mark.textContent") == QUOTES["恶意"]
        chat.page.get_by_role("tab", name="文件").click()
        chat.page.get_by_text("<b>开发区</b>考核办法").wait_for(state="attached")
        assert chat.page.locator("#zc-live img, #zc-live script").count() == 0
        assert chat.page.evaluate("window.hacked") is None
        assert chat.outside == []


def test_a_refusal_and_an_error_each_look_unlike_an_answer(served: tuple[str, CannedBackend], chromium: str) -> None:
    with open_chat(chromium, served[0]) as chat:
        refused = chat.ask("火星开发区补贴多少？")
        assert "没有与这一问题对应的条款" in refused.locator(".zc-refusal .zc-reason").inner_text()
        too_long = "问" * 201
        failed = chat.ask(too_long)
        assert "现为 201 个字" in failed.locator(".zc-error").inner_text()
        assert chat.page.locator("#zc-box textarea").input_value() == too_long


def test_each_browser_session_has_a_conversation_of_its_own(served: tuple[str, CannedBackend], chromium: str) -> None:
    url, backend = served
    with open_chat(chromium, url) as first:
        first.ask(TAX)
    backend.histories.clear()
    with open_chat(chromium, url) as second:
        second.ask("亩均改革由谁牵头？")
        second.page.locator("#zc-fresh").click()
        second.current.wait_for(state="detached")
        second.page.locator(".zc-example").first.click()
        second.current.locator(".zc-small").first.wait_for()
    assert backend.histories == [(), ()]


@pytest.mark.parametrize("size", [NARROW, PHONE])
def test_a_phone_shows_everything_without_scrolling_sideways(
    size: tuple[int, int], served: tuple[str, CannedBackend], chromium: str
) -> None:
    with open_chat(chromium, served[0], size) as chat:
        answered = chat.ask(TAX)
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
