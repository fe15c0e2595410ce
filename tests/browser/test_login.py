"""Login in a real browser: from the login page to an answer and out again, and a login that ends in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from fake_backend import CannedBackend
from harness import DESKTOP, NARROW, Chat, open_page, running_chat

from assistant.bootstrap import open_access, open_accounts
from assistant.model import Answer, Turn
from assistant.people.audit import AuditKind
from assistant.people.audit_file import AuditFile
from assistant.people.model import Role
from assistant.settings import Settings
from vectorstore.model import EVERYTHING, SearchFilter

pytestmark = pytest.mark.browser

NAME, PASSWORD = "张三", "Kaifaqu-2026"
QUESTION = "亩均税收要求是多少？"


class Answering(CannedBackend):
    """Takes what the whole assistant takes."""

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        where: SearchFilter = EVERYTHING,
        as_of: date | None = None,
    ) -> Iterator[str | Answer]:
        return super().stream(question, history)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    with open_accounts(Settings(home=folder)) as accounts:
        accounts.add(NAME, Role.EDITOR, PASSWORD)
    return folder


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    with (
        open_access(Settings(home=home, requests_per_minute=4), lambda: "7") as access,
        running_chat(Answering(), access) as address,
    ):
        yield address


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
        assert "30萬元" in chat.ask(QUESTION).locator(".zc-text").inner_text()
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


def test_one_question_too_many_is_told_in_the_page_and_questions_are_written_down(
    url: str, chromium: str, home: Path
) -> None:
    with open_page(chromium, url) as chat:
        log_in(chat, PASSWORD)
        chat.page.locator("#zc-box textarea").wait_for(timeout=60_000)
        for _ in range(5):
            last = chat.ask(QUESTION)
            if last.locator(".zc-error").count():
                break
        assert "每人每分钟至多 4 次" in last.locator(".zc-error").inner_text()
    file = AuditFile(home)
    asked = file.read(person=NAME, kinds=[AuditKind.QUESTION])
    file.close()
    assert asked
    assert {(row.channel, row.text, row.refused, row.documents) for row in asked} == {
        ("web", QUESTION, False, ("亩均改革.txt",))
    }
