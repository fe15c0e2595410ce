"""The sources beside an answer: path, mark, neighbours, tables, the way from one to the next, whole text, copies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import Service, open_as, own_home, running_service
from harness import Chat
from playwright.sync_api import Locator

from assistant.model import Citation

pytestmark = pytest.mark.browser

EVERYWHERE = "各地对亩均税收有什么要求？"
TABLE = "永修组团2023年目标是多少"


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(own_home(example_home, tmp_path_factory.mktemp("sources"))) as running:
        yield running


def cited(service: Service, question: str) -> tuple[Citation, ...]:
    return service.assistant.ask(question).citations


def pasted(chat: Chat) -> str:
    """What the clipboard holds, as the question box takes it with the keyboard."""
    box = chat.page.locator("#zc-box textarea")
    box.fill("")
    box.press("ControlOrMeta+v")
    return box.input_value()


def in_view(place: Locator) -> bool:
    return bool(
        place.evaluate(
            "place => { const box = place.getBoundingClientRect();"
            " return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; }"
        )
    )


def test_each_citation_shows_its_path_the_exact_quote_and_readable_neighbours(service: Service, chromium: str) -> None:
    with open_as(chromium, service) as chat:
        answered = chat.ask(EVERYWHERE)
        for number, citation in enumerate(cited(service, EVERYWHERE), start=1):
            view = service.assistant.clause_context(citation)
            shown = chat.open_citation(answered, number)
            assert shown.locator(".zc-title").first.inner_text() == view.title
            where = shown.locator(".zc-where").first.inner_text()
            assert view.region in where
            assert view.clause in where
            assert shown.locator("mark").evaluate("mark => mark.textContent") == citation.quote
            assert shown.locator(".zc-clause").evaluate("clause => clause.textContent") == view.text
            neighbours = [text.strip("…") for text in shown.locator(".zc-neighbour").all_inner_texts()]
            assert neighbours
            assert all(text in " ".join((view.before, view.after)) for text in neighbours)
            assert citation.doc in shown.locator(".zc-small").last.inner_text()


def test_a_clause_that_is_a_table_is_shown_as_one_with_the_cited_row_marked(service: Service, chromium: str) -> None:
    (citation,) = cited(service, TABLE)
    view = service.assistant.clause_context(citation)
    with open_as(chromium, service) as chat:
        shown = chat.open_citation(chat.ask(TABLE), 1)
        rows = shown.locator(".zc-clause table tr")
        lines = [line for line in view.text.split("\n") if "\t" in line]
        assert rows.count() == len(lines) > 2
        assert rows.nth(1).locator("td").all_inner_texts() == [cell.strip() for cell in lines[1].split("\t")]
        assert shown.locator("tr:has(mark)").count() == 1
        marked = shown.locator("mark").evaluate_all("marks => marks.map(mark => mark.textContent).join('\\t')")
        assert marked == citation.quote


def test_next_and_previous_go_through_the_citations_and_end_at_the_last(service: Service, chromium: str) -> None:
    with open_as(chromium, service) as chat:
        answered = chat.ask(EVERYWHERE)
        citations = answered.locator(".zc-citation")
        opened = answered.locator(".zc-citation[open] .zc-number")
        chat.open_citation(answered, 1)
        assert citations.first.get_by_role("button", name="上一条").count() == 0
        for number in (2, 3):
            answered.locator(".zc-citation[open]").get_by_role("button", name="下一条").press("Enter")
            citations.nth(number - 1).locator("mark").wait_for(state="visible")
            assert opened.all_inner_texts() == [str(number)]
            assert citations.nth(number - 1).locator("summary").evaluate("one => one === document.activeElement")
        assert citations.nth(2).get_by_role("button", name="下一条").count() == 0
        citations.nth(2).get_by_role("button", name="上一条").click()
        citations.nth(1).locator("mark").wait_for(state="visible")
        assert opened.all_inner_texts() == ["2"]


def test_the_whole_document_opens_at_the_quoted_clause(service: Service, chromium: str) -> None:
    citation = cited(service, EVERYWHERE)[2]
    whole = service.assistant.whole_document(citation.doc, citation.start)
    with open_as(chromium, service) as chat:
        button = chat.open_citation(chat.ask(EVERYWHERE), 3).get_by_role("button", name="查看全文")
        button.press("Enter")
        reader = chat.page.locator("dialog.zc-reader")
        mark = reader.locator("mark").first
        mark.wait_for()
        chat.page.wait_for_function("document.querySelector('dialog.zc-reader').getAnimations().length === 0")
        assert in_view(mark)
        marked = reader.locator("mark").evaluate_all("marks => marks.map(mark => mark.textContent).join('')")
        assert marked == citation.quote
        assert reader.locator(".zc-part").count() == len(whole.parts)
        assert reader.locator(".zc-reader-title").inner_text() == whole.title
        chat.page.keyboard.press("Escape")
        reader.wait_for(state="detached")
        assert button.evaluate("button => button === document.activeElement")


@pytest.mark.parametrize("plain", [False, True], ids=["clipboard", "without-https"])
def test_quote_footnote_and_answer_are_copied_word_for_word(service: Service, chromium: str, plain: bool) -> None:
    with open_as(chromium, service) as chat:
        if plain:  # what a browser offers a page of an intranet without https
            chat.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        else:
            chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        answered = chat.ask(EVERYWHERE)
        citation = cited(service, EVERYWHERE)[0]
        shown = chat.open_citation(answered, 1)
        told = chat.page.locator("#zc-toast.zc-shown")
        for name, text in (("复制引文", citation.quote), ("复制脚注", citation.note)):
            shown.get_by_role("button", name=name).click()
            told.filter(has_text="已复制").wait_for()
            assert pasted(chat) == text
            assert f"脚注：{citation.note}" in shown.inner_text()
        answered.get_by_role("button", name="复制回答").click()
        held = pasted(chat)
        assert held.startswith("九江市：国家级开发区的亩均税收不低于20万元")
        assert citation.note in held


def test_a_source_that_has_left_the_index_keeps_its_quote_and_tells_so(service: Service, chromium: str) -> None:
    citation = cited(service, TABLE)[0]
    with open_as(chromium, service) as chat:
        answered = chat.ask(TABLE)
        service.index.remove(citation.doc)
        shown = chat.open_citation(answered, 1)
        shown.get_by_role("button", name="查看全文").click()
        chat.page.locator("#zc-toast.zc-shown").wait_for()
        assert (
            "刷新" in chat.page.locator("#zc-toast").inner_text()
            or "移除" in chat.page.locator("#zc-toast").inner_text()
        )
        chat.page.reload()
        again = chat.open_citation(chat.current, 1)
        assert citation.quote.split("\t")[0] in again.locator("mark").first.inner_text()
        assert again.get_by_role("button", name="查看全文").count() == 0
        chat.current.locator(".zc-warning").wait_for()
