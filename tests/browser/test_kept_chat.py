"""The kept conversation in a real browser: reload, sources, opinions, retry, edit, rename, delete, export, look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_backend import QUOTES, CannedBackend
from harness import Chat, open_chat, running_chat
from keeping import kept_in

from assistant.feedback.model import Opinion
from assistant.kept_records import KeptRecords

pytestmark = pytest.mark.browser

TAX, LEAD = "亩均税收要求是多少？", "亩均改革由谁牵头？"


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[tuple[str, KeptRecords]]:
    with kept_in(tmp_path) as records, running_chat(CannedBackend(), records=records) as url:
        yield url, records


def test_a_reload_keeps_the_conversation_with_its_citations(kept: tuple[str, KeptRecords], chromium: str) -> None:
    with open_chat(chromium, kept[0]) as chat:
        chat.ask(TAX)
        chat.page.reload()
        again = chat.current.filter(has_text=TAX)
        again.wait_for()
        citation = chat.open_citation(again, 1)
        assert citation.locator("mark").evaluate("mark => mark.textContent") == QUOTES["亩均税收"]
        citation.locator("[data-zc=document]").click()
        whole = chat.page.locator("dialog.zc-reader")
        whole.wait_for()
        assert "坚持节约集约用地" in whole.inner_text()
        chat.page.keyboard.press("Escape")
        whole.wait_for(state="detached")
        assert chat.outside == []


def test_an_opinion_is_stored_and_can_be_changed(kept: tuple[str, KeptRecords], chromium: str) -> None:
    url, records = kept
    with open_chat(chromium, url) as chat:
        chat.ask(TAX)
        chat.current.get_by_role("button", name="有用").click()
        chat.current.locator("[data-opinion=helpful][aria-pressed=true]").wait_for()
        chat.current.get_by_role("button", name="有误").click()
        chat.current.locator(".zc-comment textarea").fill("应为十万")
        chat.current.get_by_role("button", name="提交意见").click()
        chat.current.get_by_text("已记录：应为十万").wait_for()
    (given,) = records.feedback.all()
    assert (given.opinion, given.comment) == (Opinion.WRONG, "应为十万")


def test_a_retry_and_an_edit_replace_the_last_question(kept: tuple[str, KeptRecords], chromium: str) -> None:
    url, records = kept
    with open_chat(chromium, url) as chat:
        chat.ask(TAX)
        chat.current.locator("[data-zc=edit]").click()
        assert chat.page.locator("#zc-box textarea").input_value() == TAX
        chat.ask(LEAD)
        assert chat.earlier.count() == 0
    (head,) = records.history.page("").heads
    assert [exchange.question for exchange in records.history.open("", head.id).exchanges] == [LEAD]


def test_a_conversation_is_renamed_exported_and_deleted(kept: tuple[str, KeptRecords], chromium: str) -> None:
    url, records = kept
    with open_chat(chromium, url) as chat:
        chat.ask(TAX)
        _menu(chat, "改名")
        chat.page.locator("dialog input").fill("税收对话")
        chat.page.keyboard.press("Enter")
        chat.page.locator(".zc-row-title", has_text="税收对话").wait_for()
        assert records.history.page("").heads[0].title == "税收对话"
        with chat.page.expect_download() as download:
            _menu(chat, "导出 Markdown")
        assert QUOTES["亩均税收"][:10] in Path(download.value.path()).read_text(encoding="utf-8")
        _menu(chat, "删除")
        chat.page.locator("dialog .zc-strong").click()
        chat.page.locator(".zc-row").wait_for(state="detached")
    assert records.history.page("").total == 0


def test_language_and_theme_are_switched_and_kept(kept: tuple[str, KeptRecords], chromium: str) -> None:
    with open_chat(chromium, kept[0]) as chat:
        chat.page.locator("#zc-language").click()
        chat.page.locator("#zc-theme").click()
        chat.page.reload()
        chat.page.get_by_role("button", name="New conversation").wait_for()
        assert chat.page.locator("html").get_attribute("lang") == "en"
        assert "dark" in (chat.page.locator("body").get_attribute("class") or "")


def _menu(chat: Chat, name: str) -> None:
    item = chat.page.locator(".zc-row").get_by_text(name, exact=True)
    if not item.is_visible():
        chat.page.locator(".zc-row-menu summary").click()
    item.click()
