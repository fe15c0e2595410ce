"""The look in a real browser: nothing sideways at 360 px, nothing fetched in vain, the question beside its sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import EDITOR, READER, enter, open_tab, running_pages
from fake_backend import CannedBackend
from harness import DESKTOP, NARROW, Chat, open_page, running_chat
from playwright.sync_api import ConsoleMessage, Page

pytestmark = pytest.mark.browser

QUESTION = "九江国家级开发区亩均税收要求是多少？"
TABS = (
    ("文件", "documents", "Documents"),
    ("指标台账", "ledger", "Ledger"),
    ("责任分工", "duties", "Responsibilities"),
    ("横向对比", "comparison", "Comparison"),
    ("设置", "settings", "Settings"),
)
HAN_OF_THE_INTERFACE = """() => {
  const own = ".zc-original, .zc-example, .zc-row-title, .zc-title, option, datalist, textarea, " +
    "script, style, [lang=zh-CN]";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const isShown = parentElement.offsetParent && !parentElement.closest(own);
    if (isShown && /[\\u4e00-\\u9fff]/.test(data)) found.push(data.trim());
  }
  return found;
}"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_pages(tmp_path_factory.mktemp("look") / "home") as address:
        yield address


def watch(page: Page) -> list[str]:
    """What goes wrong from now on: errors in the console, errors of scripts, replies of 400 and above.

    A page that is left gives up what it was waiting for, which is no fault of its own.
    """
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if _is_fault(said) else None)
    page.on("pageerror", lambda error: None if "AbortError" in str(error) else wrong.append(str(error)))
    page.on("response", lambda reply: wrong.append(f"{reply.status} {reply.url}") if reply.status >= 400 else None)
    return wrong


def _is_fault(said: ConsoleMessage) -> bool:
    return said.type in {"error", "warning"} and "AbortError" not in said.text and "errored out" not in said.text


def chinese_left(chat: Chat) -> list[str]:
    """What the page says in Chinese beside documents, questions and the name of who is there."""
    found = (words.replace(EDITOR, "") for words in chat.page.evaluate(HAN_OF_THE_INTERFACE))
    return [words for words in found if any("\u4e00" <= sign <= "\u9fff" for sign in words)]


def settled(chat: Chat) -> None:
    chat.page.wait_for_function("document.querySelector('#zc-history-list')?.childElementCount > 0")
    chat.page.wait_for_load_state("load")


@pytest.mark.parametrize("with_login", [True, False], ids=["login", "nobody"])
def test_the_page_loads_without_an_error_and_without_a_reply_of_404(url: str, chromium: str, with_login: bool) -> None:
    if with_login:
        wrong, outside = faults_of_loading(url, chromium, READER)
    else:
        with running_chat(CannedBackend()) as address:
            wrong, outside = faults_of_loading(address, chromium, "")
    assert wrong == []
    assert outside == []


def faults_of_loading(address: str, chromium: str, person: str) -> tuple[list[str], list[str]]:
    """What goes wrong while the page is loaded twice, and the requests that leave the machine."""
    with open_page(chromium, address) as chat:
        wrong = watch(chat.page)
        chat.page.reload()
        if person:
            enter(chat, person)
        for again in (True, False):
            chat.page.locator("#zc-box textarea").wait_for(timeout=60_000)
            settled(chat)
            if again:
                chat.page.reload()
        return wrong, list(chat.outside)


def fits(chat: Chat) -> None:
    """Fails unless the page comes to be no wider than its window: the framework lays its tabs out a moment later."""
    chat.page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")


def test_no_tab_scrolls_sideways_at_360_pixels_in_either_language(url: str, chromium: str) -> None:
    with open_page(chromium, url, NARROW) as chat:
        fits(chat)
        enter(chat, EDITOR)
        for english in (False, True):
            answered = chat.ask(QUESTION)
            answered.locator(".zc-marker").first.click()
            answered.locator("mark").wait_for()
            fits(chat)
            for title, name, words in TABS:
                open_tab(chat, words if english else title, name)
                fits(chat)
            chat.page.get_by_role("tab", name="Ask" if english else "问答", exact=True).click()
            if not english:
                chat.page.locator("#zc-language").click()
        assert chat.outside == []


def test_a_phone_lists_the_other_tabs_under_a_word(url: str, chromium: str) -> None:
    with open_page(chromium, url, NARROW) as chat:
        enter(chat, READER)
        more = chat.page.get_by_role("button", name="更多", exact=True)
        more.click()
        menu = chat.page.locator(".overflow-dropdown")
        menu.get_by_text("设置").wait_for()
        box = menu.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW[0]


@pytest.mark.parametrize("size", [DESKTOP, NARROW], ids=["desk", "phone"])
def test_opening_a_source_leaves_the_question_in_view(url: str, chromium: str, size: tuple[int, int]) -> None:
    with open_page(chromium, url, size) as chat:
        enter(chat, READER)
        chat.ask("火星开发区的登陆补贴是多少？")
        answered = chat.ask(QUESTION)
        answered.locator(".zc-marker").first.click()
        chat.page.wait_for_function(
            """height => { const box = document.querySelector("#zc-live mark").getBoundingClientRect();
                           return box.top > 0 && box.bottom < height; }""",
            arg=size[1],
        )
        for part in (".zc-question", ".zc-text") if size == DESKTOP else (".zc-question",):
            box = answered.locator(part).bounding_box()
            assert box
            assert 0 <= box["y"] < size[1] / 2, part


def test_the_chosen_tab_has_the_colour_of_the_house(url: str, chromium: str) -> None:
    colour = "tab => getComputedStyle(tab).color + getComputedStyle(tab).borderBottomColor"
    with open_page(chromium, url) as chat:
        enter(chat, READER)
        tab = chat.page.get_by_role("tab", name="问答")
        assert tab.evaluate(colour) == "rgb(155, 44, 44)" * 2
        chat.page.locator("#zc-theme").click()
        assert tab.evaluate(colour) == "rgb(226, 145, 134)" * 2


def test_login_and_upload_speak_the_language_that_was_chosen(url: str, chromium: str, tmp_path: Path) -> None:
    with open_page(chromium, url) as chat:
        enter(chat, EDITOR)
        chat.page.locator("#zc-language").click()
        open_tab(chat, "Documents", "documents")
        broken = {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 broken"}
        chat.page.locator("#zp-files").set_input_files([broken])
        chat.page.locator("#zp-progress .zp-problem", has_text="the PDF is damaged").wait_for(timeout=30_000)
        chat.page.locator('section[data-tab="documents"][aria-busy="false"]').wait_for()
        chat.page.get_by_text("10 files with 10 documents").wait_for()
        chat.page.get_by_role("button", name="Log out").click()
        chat.page.get_by_role("status").filter(has_text="You have logged out.").wait_for()
        chat.page.locator("#name").fill("nobody")
        chat.page.locator("#password").fill("wrong")
        chat.page.keyboard.press("Enter")
        chat.page.get_by_role("alert").filter(has_text="The user name or the password is wrong").wait_for()
        assert chinese_left(chat) == []


def test_no_chinese_word_of_the_interface_is_left_in_english(url: str, chromium: str) -> None:
    left: dict[str, list[str]] = {}
    with open_page(chromium, url) as chat:
        enter(chat, EDITOR)
        chat.page.locator("#zc-language").click()
        settled(chat)
        left["chat"] = chinese_left(chat)
        for _, name, words in TABS:
            open_tab(chat, words, name)
            left[name] = chinese_left(chat)
    assert {name: words for name, words in left.items() if words} == {}
