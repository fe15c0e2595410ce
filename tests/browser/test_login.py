"""People in a real browser: in and out by the keyboard, a login that ends, too many questions, the audit log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import EDITOR as NAME
from collection import PASSWORD, READER, Service, eventually, open_as, own_home, running_service
from harness import DESKTOP, NARROW, Chat, open_page

from assistant.bootstrap import open_accounts
from assistant.people.audit import AuditKind
from assistant.people.audit_file import AuditFile
from assistant.settings import Settings

pytestmark = pytest.mark.browser

QUESTIONS = [f"九江市国家级开发区{what}要求是多少？" for what in ("亩均税收", "签约项目", "考核", "用地", "投资")]
QUESTION = "九江国家级开发区亩均税收要求是多少？"


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    home = own_home(example_home, tmp_path_factory.mktemp("people"))
    with running_service(home, requests_per_minute=4) as running:
        yield running


@pytest.fixture
def url(service: Service) -> str:
    return service.url


@pytest.fixture
def home(service: Service) -> Path:
    return service.home


def log_in(chat: Chat, password: str) -> None:
    """With the keyboard alone; the first field that is empty has the focus already."""
    if not chat.page.locator("#name").input_value():
        chat.page.keyboard.type(NAME)
        chat.page.keyboard.press("Tab")
    chat.page.keyboard.type(password)
    chat.page.keyboard.press("Enter")


@pytest.mark.parametrize("size", [DESKTOP, NARROW])
def test_login_question_and_logout_by_keyboard_without_any_request_to_another_host(
    url: str, chromium: str, size: tuple[int, int]
) -> None:
    with open_page(chromium, url, size) as chat:
        assert "/login" in chat.page.url
        assert chat.overflow() <= 0
        log_in(chat, "wrong")
        chat.page.get_by_role("alert").filter(has_text="用户名或密码不正确").wait_for()
        log_in(chat, PASSWORD)
        chat.page.locator("#zc-box textarea").wait_for(timeout=60_000)
        chat.page.locator("#zc-person").filter(has_text=f"{NAME}（编辑）").wait_for()
        assert "20万元" in chat.ask(QUESTION).locator(".zc-text").inner_text()
        assert chat.overflow() <= 0
        chat.page.locator("#zc-person button").press("Enter")
        chat.page.get_by_role("status").filter(has_text="已退出登录").wait_for()
        chat.page.goto(url)
        assert "/login" in chat.page.url
        assert chat.outside == []


def test_a_login_that_ends_while_the_page_is_open_says_so_and_keeps_the_question(
    url: str, chromium: str, home: Path
) -> None:
    with open_page(chromium, url) as chat:
        log_in(chat, PASSWORD)
        box = chat.page.locator("#zc-box textarea")
        box.wait_for(timeout=60_000)
        with open_accounts(Settings(home=home)) as accounts:
            accounts.set_password(NAME, PASSWORD)  # ends every login
        box.fill(QUESTION)
        box.press("Enter")
        notice = chat.page.locator("#zc-expired")
        notice.filter(has_text="登录已过期，请重新登录").wait_for()
        assert box.input_value() == QUESTION
        notice.locator("a").click()
        log_in(chat, PASSWORD)
        chat.page.locator("#zc-person").wait_for(timeout=60_000)


def test_one_question_too_many_is_told_and_who_asked_what_is_written_down(service: Service, chromium: str) -> None:
    with open_as(chromium, service, READER) as chat:
        for number in range(5):
            last = chat.ask(QUESTIONS[number])
        assert "每人每分钟至多 4 次" in last.locator(".zc-error").inner_text()
        assert chat.page.locator("#zc-box textarea").input_value() == QUESTIONS[-1]
    cited = tuple(dict.fromkeys(citation.doc for citation in service.assistant.ask(QUESTIONS[0]).citations))
    file = AuditFile(service.home)
    try:
        eventually(lambda: len(file.read(person=READER, kinds=[AuditKind.QUESTION])) >= 4)
        asked = file.read(person=READER, kinds=[AuditKind.QUESTION])
    finally:
        file.close()
    answered = {row.text: row for row in asked if not row.problem}
    assert set(answered) == set(QUESTIONS[:4])
    first = answered[QUESTIONS[0]]
    assert (first.channel, first.refused, first.documents, first.index_version) == (
        "web",
        False,
        cited,
        service.index.version,
    )
