"""A document that tries to act: its words are shown and never run, in the answer, its clause and the list."""

from __future__ import annotations

import pytest
from fake_backend import QUOTES, CannedBackend
from harness import open_chat, running_chat

pytestmark = pytest.mark.browser


def test_hostile_clause_text_is_shown_as_text_and_never_runs(chromium: str) -> None:
    with running_chat(CannedBackend()) as url, open_chat(chromium, url) as chat:
        answered = chat.ask("恶意条款怎么写？")
        citation = chat.open_citation(answered, 1)
        assert citation.locator("mark").evaluate("mark => mark.textContent") == QUOTES["恶意"]
        citation.get_by_role("button", name="查看全文").click()
        reader = chat.page.locator("dialog.zc-reader")
        reader.locator("mark").wait_for()
        assert reader.locator("img, script").count() == 0
        chat.page.keyboard.press("Escape")
        chat.page.get_by_role("tab", name="文件").click()
        chat.page.get_by_text("<b>开发区</b>考核办法").wait_for(state="attached")
        assert chat.page.locator("#zc-live img, #zc-live script").count() == 0
        assert chat.page.evaluate("window.hacked") is None


def test_what_a_page_asks_of_another_host_is_counted_and_gets_no_answer(chromium: str) -> None:
    with running_chat(CannedBackend()) as url, open_chat(chromium, url) as chat:
        reached = "fetch('http://example.com/a').then(() => 'reached', () => 'failed')"
        assert chat.page.evaluate(reached) == "failed"
        # The page's own policy stops it before it is a request; one that came about would be counted.
        blank = chat.page.context.new_page()
        blank.goto("about:blank")
        assert blank.evaluate(reached) == "failed"
        assert chat.outside == ["http://example.com/a"]
        chat.outside.clear()
