"""Kept conversations: per user, over a reload and a restart, renamed, deleted, searched, and as files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import EDITOR, OTHER, READER, Service, open_as, own_home, running_service
from docx import Document
from harness import Chat, free_port
from lxml import etree
from playwright.sync_api import Locator

pytestmark = pytest.mark.browser

EVERYWHERE, TABLE = "各地对亩均税收有什么要求？", "永修组团2023年目标是多少"
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@pytest.fixture(scope="module")
def home(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return own_home(example_home, tmp_path_factory.mktemp("history"))


@pytest.fixture(scope="module")
def service(home: Path) -> Iterator[Service]:
    with running_service(home) as running:
        yield running


def quotes(chat: Chat, exchange: Locator) -> list[str]:
    """The marked words of all citations, each opened."""
    found = []
    for number in range(1, exchange.locator(".zc-citation").count() + 1):
        marks = chat.open_citation(exchange, number).locator("mark")
        found.append(str(marks.evaluate_all("marks => marks.map(mark => mark.textContent).join('\\t')")))
    return found


def expected(service: Service, question: str) -> list[str]:
    return [citation.quote for citation in service.assistant.ask(question).citations]


def chosen(chat: Chat, title: str, name: str) -> Locator:
    """An entry of a conversation's menu, opened."""
    row = chat.page.locator(".zc-row", has_text=title)
    item = row.get_by_text(name, exact=True)
    if not item.is_visible():
        row.locator("summary").click()
    return item


def exported(chat: Chat, title: str, name: str, folder: Path) -> Path:
    with chat.page.expect_download() as started:
        chosen(chat, title, name).click()
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    return target


def test_a_reload_and_a_restart_bring_a_conversation_back_with_its_citations(home: Path, chromium: str) -> None:
    port = free_port()
    with running_service(home, port) as service, open_as(chromium, service, EDITOR) as chat:
        chat.ask(TABLE)
        asked = chat.ask(EVERYWHERE)
        words = asked.locator(".zc-answer").inner_text()
        badges = asked.locator(".zc-verified").count()
        held = expected(service, EVERYWHERE)
        chat.page.reload()
        again = chat.current.filter(has_text=EVERYWHERE)
        again.wait_for()
        assert again.locator(".zc-answer").inner_text() == words
        assert again.locator(".zc-verified").count() == badges > 0
        assert quotes(chat, again) == held
        assert chat.page.locator(".zc-example").count() == 0
    with running_service(home, port) as service, open_as(chromium, service, EDITOR) as chat:
        assert chat.current.count() == 0  # a fresh window begins a fresh conversation
        row = chat.page.locator(".zc-row-open", has_text=TABLE)
        row.press("Enter")
        chat.current.filter(has_text=EVERYWHERE).wait_for()
        assert quotes(chat, chat.current) == held
        assert quotes(chat, chat.earlier) == expected(service, TABLE)
        assert chat.page.locator(".zc-row-open[aria-current=true]").count() == 1
        # It goes on where it stood.
        chat.ask("九江国家级开发区亩均税收要求是多少？")
        assert chat.earlier.count() == 2
        assert service.records.history.page(EDITOR).total == 1


def test_nobody_reads_renames_exports_or_judges_what_another_asked(service: Service, chromium: str) -> None:
    with open_as(chromium, service, READER) as first:
        first.ask(EVERYWHERE)
        (head,) = service.records.history.page(READER).heads
    with open_as(chromium, service, OTHER) as second:
        second.page.get_by_text("还没有对话。").wait_for()
        page = second.page
        page.evaluate("id => sessionStorage.setItem('zhice-conversation', id)", head.id)
        page.reload()
        page.locator(".zc-example").first.wait_for()
        assert second.current.count() == 0
        post = """async ([path, body]) => {
          const reply = await fetch(path, {method: "POST", headers: {"content-type": "application/json"},
                                           body: JSON.stringify(body)});
          return reply.status;
        }"""
        exchange = str(service.records.history.open(READER, head.id).exchanges[0].id)
        for path, body in (
            ("chat/rename", {"conversation": head.id, "title": "抢来的"}),
            ("chat/delete", {"conversation": head.id}),
            ("chat/opinion", {"conversation": head.id, "exchange": exchange, "opinion": "wrong", "comment": ""}),
        ):
            assert page.evaluate(post, [path, body]) == 400
        for ending in (".docx", ".md"):
            assert page.evaluate("async path => (await fetch(path)).status", f"chat/export/{head.id}{ending}") == 400
    assert service.records.history.page(READER).heads == (head,)
    assert service.records.feedback.all() == []


def test_a_conversation_is_renamed_found_by_its_words_and_deleted(service: Service, chromium: str) -> None:
    with open_as(chromium, service, OTHER) as chat:
        chat.ask(EVERYWHERE)
        chat.page.locator("#zc-fresh").click()
        chat.current.wait_for(state="detached")
        chat.ask(TABLE)
        chosen(chat, TABLE, "改名").click()
        chat.page.locator("dialog input").fill("永修的目标")
        chat.page.keyboard.press("Enter")
        chat.page.locator(".zc-row-title", has_text="永修的目标").wait_for()
        search = chat.page.locator("#zc-history-search")
        search.fill("亩均")
        chat.page.locator(".zc-row", has_text="永修的目标").wait_for(state="detached")
        assert chat.page.locator(".zc-row").count() == 1
        search.fill("登陆补贴")
        chat.page.get_by_text("没有找到相符的对话。").wait_for()
        search.fill("")
        chosen(chat, "永修的目标", "删除").click()
        chat.page.locator("dialog button", has_text="取消").click()
        assert service.records.history.page(OTHER).total == 2
        chosen(chat, "永修的目标", "删除").click()
        chat.page.locator("dialog .zc-strong").click()
        chat.page.locator(".zc-row", has_text="永修的目标").wait_for(state="detached")
        # It was open, so a fresh one stands in its place.
        chat.page.locator(".zc-example").first.wait_for()
        assert chat.current.count() == 0
    assert [head.title for head in service.records.history.page(OTHER).heads] == [EVERYWHERE]


def test_a_conversation_is_exported_to_word_with_footnotes_and_to_markdown(
    service: Service, chromium: str, tmp_path: Path
) -> None:
    with open_as(chromium, service, EDITOR) as chat:
        chat.ask(EVERYWHERE)
        title = EVERYWHERE
        chat.page.locator(".zc-row", has_text=title).first.wait_for()
        word, markdown = (exported(chat, title, name, tmp_path) for name in ("导出 Word", "导出 Markdown"))
    assert word.suffix == ".docx"
    assert markdown.suffix == ".md"
    citations = service.assistant.ask(EVERYWHERE).citations
    opened = Document(str(word))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    body = "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])
    with zipfile.ZipFile(word) as parts:
        notes = "".join(etree.fromstring(parts.read("word/footnotes.xml")).itertext(_WORDS))
        references = parts.read("word/document.xml").count(b"<w:footnoteReference")
    text = markdown.read_text(encoding="utf-8")
    assert EVERYWHERE in body
    assert EVERYWHERE in text
    assert references == len(citations) == 3
    for citation in citations:
        assert citation.note in notes
        assert citation.note in text
    assert "不低于20万元" in body
    assert "不低于20万元" in text
