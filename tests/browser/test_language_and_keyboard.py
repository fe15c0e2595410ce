"""English at a switch, kept over a reload, the documents' own words left alone; and everything by the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import EDITOR, OTHER, PASSWORD, Service, open_as, open_tab, own_home, running_service
from harness import Chat, open_page

pytestmark = pytest.mark.browser

MISSION = "九江国家级开发区亩均税收要求是多少？"
TABS = {
    "Documents": "documents",
    "Ledger": "ledger",
    "Responsibilities": "duties",
    "Comparison": "comparison",
    "Settings": "settings",
}
# What the interface itself says: all text but the documents', the questions' and the answers'.
INTERFACE = """() => {
  const alone = ".zc-text, .zc-clause, .zc-neighbour, .zc-preview, .zc-title, .zc-where, .zc-question, .zc-example,"
    + " .zc-row, .zc-reader-text, .zc-original, .zc-footnote, .zc-side, .zc-notes, .zc-small, .zp-value, option,"
    + " textarea, script, style, #zc-language, #zc-person, h1, .zp-level, td";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), said = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (node.data.trim() && !parent.closest(alone) && parent.offsetParent) said.push(node.data.trim());
  }
  return said;
}"""


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(own_home(example_home, tmp_path_factory.mktemp("language"))) as running:
        yield running


def chinese(chat: Chat) -> list[str]:
    return [said for said in chat.page.evaluate(INTERFACE) if re.search("[一-鿿]", said)]


def test_every_page_speaks_english_after_the_switch_and_the_documents_keep_their_words(
    service: Service, chromium: str
) -> None:
    with open_as(chromium, service, EDITOR) as chat:
        chat.ask(MISSION)
        chat.page.locator("#zc-language").click()
        chat.page.locator("#zc-theme").click()
        chat.page.reload()
        chat.page.get_by_role("button", name="New conversation").wait_for()
        assert chat.page.locator("html").get_attribute("lang") == "en"
        assert "dark" in (chat.page.locator("body").get_attribute("class") or "")
        chat.current.wait_for()
        assert "国家级开发区" in chat.current.locator(".zc-text").inner_text()
        assert "verified" in (chat.current.locator(".zc-verified").first.get_attribute("aria-label") or "")
        assert chinese(chat) == []
        for title, name in TABS.items():
            open_tab(chat, title, name)
            assert chinese(chat) == [], title
        chat.page.locator("#zc-language").click()
        chat.page.get_by_role("tab", name="设置", exact=True).wait_for()


def tab_to(chat: Chat, wanted: str, most: int = 120, key: str = "Tab") -> None:
    """Presses Tab until what has the focus matches the selector."""
    for _ in range(most):
        if chat.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        chat.page.keyboard.press(key)
    raise AssertionError(f"{wanted} is not reached by {key}")


def test_login_question_source_opinion_ledger_and_logout_need_no_mouse(service: Service, chromium: str) -> None:
    with open_page(chromium, service.url) as chat:
        page = chat.page
        page.keyboard.type(OTHER)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.locator("#zc-box textarea").wait_for(timeout=60_000)
        page.locator(".zc-example").first.wait_for()
        tab_to(chat, "#zc-box textarea")
        page.keyboard.type(MISSION)
        page.keyboard.press("Enter")
        answered = chat.wait_for_answer(MISSION)
        tab_to(chat, ".zc-marker", key="Shift+Tab")
        page.keyboard.press("Enter")
        answered.locator("mark").wait_for(state="visible")
        assert "20万元" in answered.locator("mark").first.inner_text()
        tab_to(chat, "[data-zc=document]")
        page.keyboard.press("Enter")
        reader = page.locator("dialog.zc-reader")
        reader.locator("mark").first.wait_for()
        page.keyboard.press("Escape")
        reader.wait_for(state="detached")
        tab_to(chat, "[data-opinion=helpful]", key="Shift+Tab")
        page.keyboard.press("Enter")
        answered.locator("[data-opinion=helpful][aria-pressed=true]").wait_for()
        tab_to(chat, "[role=tab][aria-selected=true]", key="Shift+Tab")
        tab_to(chat, "#zc-tab-ledger-button")
        page.keyboard.press("Enter")
        page.locator('section[data-tab="ledger"][aria-busy="false"]').wait_for()
        tab_to(chat, "[name=indicator]")
        page.keyboard.type("亩均税收")
        page.keyboard.press("Enter")
        page.locator('[data-tab="ledger"] .zp-chart').wait_for()
        tab_to(chat, "tbody [data-open]")
        page.keyboard.press("Enter")
        page.locator("dialog.zp-drawer mark").first.wait_for()
        assert "亩均税收" in page.locator("dialog.zp-drawer mark").first.inner_text()
        page.keyboard.press("Escape")
        tab_to(chat, "#zc-person button", key="Shift+Tab")
        page.keyboard.press("Enter")
        page.get_by_role("status").filter(has_text="已退出登录").wait_for()
        assert page.locator("#zc-box").count() == 0
