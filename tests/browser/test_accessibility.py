"""What axe finds in each page of the assistant, light and dark: nothing serious, nothing critical."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from collection import EDITOR, enter, open_tab, running_pages
from harness import DESKTOP, NARROW, Chat, open_page

pytestmark = pytest.mark.browser

GRAVE = {"serious", "critical"}
QUESTION = "九江国家级开发区亩均税收要求是多少？"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_pages(tmp_path_factory.mktemp("axe") / "home") as address:
        yield address


def grave_findings(chat: Chat) -> list[str]:
    """Rule and element of each serious or critical finding, once nothing moves any more."""
    chat.page.wait_for_function("document.getAnimations().every((moving) => moving.playState !== 'running')")
    found = Axe().run(chat.page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:240]}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


def _answer(chat: Chat) -> None:
    chat.ask(QUESTION).locator(".zc-marker").first.click()
    chat.current.locator("mark").wait_for(state="visible")
    chat.page.locator(".zc-row").first.wait_for(state="attached")


def _comment(chat: Chat) -> None:
    chat.current.get_by_role("button", name="有误").click()
    chat.current.locator(".zc-comment textarea").wait_for()


def _whole_document(chat: Chat) -> None:
    chat.current.locator("[data-zc=document]").first.click()
    chat.page.locator("dialog mark").wait_for()


def _refusal(chat: Chat) -> None:
    chat.ask("火星开发区的登陆补贴是多少？")


def _error(chat: Chat) -> None:
    chat.ask("问" * 1500)


def _history(chat: Chat) -> None:
    if chat.page.locator("#zc-history-toggle").is_visible():
        chat.page.locator("#zc-history-toggle").click()
    chat.page.locator(".zc-row-menu summary").first.click()


def _deletion(chat: Chat) -> None:
    chat.page.locator(".zc-row-actions [data-zc=delete]").first.click()
    chat.page.locator("dialog .zc-strong").wait_for()


def _documents(chat: Chat) -> None:
    open_tab(chat, "文件", "documents")


def _upload(chat: Chat) -> None:
    broken = {"name": "坏的.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 broken"}
    chat.page.locator("#zp-files").set_input_files([broken])
    chat.page.locator("#zp-progress .zp-problem").wait_for(timeout=30_000)
    chat.page.locator('section[data-tab="documents"][aria-busy="false"]').wait_for()


def _tree(chat: Chat) -> None:
    chat.page.locator("[data-tree]", has_text="天津市").first.click()
    chat.page.locator(".zp-tree").wait_for()
    chat.page.evaluate("document.querySelectorAll('.zp-tree details').forEach((one) => { one.open = true; })")


def _ledger(chat: Chat) -> None:
    open_tab(chat, "指标台账", "ledger")
    chat.page.locator('[data-tab="ledger"] [name="indicator"]').fill("亩均税收")
    chat.page.keyboard.press("Enter")
    chat.page.locator(".zp-chart svg").first.wait_for()


def _clause(chat: Chat) -> None:
    chat.page.locator('[data-tab="ledger"] tbody [data-open]').first.click()
    chat.page.locator("dialog.zp-drawer mark").wait_for()


def _duties(chat: Chat) -> None:
    open_tab(chat, "责任分工", "duties")


def _matrix(chat: Chat) -> None:
    chat.page.locator('[data-tab="duties"] [name="view"]').select_option("matrix")
    chat.page.locator(".zp-matrix").wait_for()


def _comparison(chat: Chat) -> None:
    open_tab(chat, "横向对比", "comparison")
    page = chat.page.locator('[data-tab="comparison"]')
    page.get_by_label("江西省 九江市").check()
    page.get_by_label("天津市").check()
    page.locator('[name="indicator"]').first.fill("亩均税收")
    chat.page.keyboard.press("Enter")
    page.locator("tbody").wait_for()


def _settings(chat: Chat) -> None:
    open_tab(chat, "设置", "settings")
    chat.page.get_by_role("button", name="测试模型接口").click()
    chat.page.get_by_text("没有设置语言模型").wait_for()


def _opened(chat: Chat) -> None:
    """The page as it opens."""
    chat.page.locator(".zc-switches #zc-person").wait_for()
    chat.page.locator(".zc-example").first.wait_for()


# Each goes on from the one before.
STATES: list[Callable[[Chat], None]] = [
    _opened, _answer, _whole_document, _comment, _refusal, _error, _history, _deletion, _documents, _upload, _tree,
    _ledger, _clause, _duties, _matrix, _comparison, _settings,
]  # fmt: skip


@pytest.mark.parametrize(
    ("size", "dark"), [(DESKTOP, False), (DESKTOP, True), (NARROW, False)], ids=["desk-light", "desk-dark", "phone"]
)
def test_no_page_has_a_serious_finding(url: str, chromium: str, size: tuple[int, int], dark: bool) -> None:
    found: dict[str, list[str]] = {}
    with open_page(chromium, url, size, dark=dark) as chat:
        enter(chat, EDITOR)
        for state in STATES:
            state(chat)
            found[state.__name__] = grave_findings(chat)
            chat.page.keyboard.press("Escape")  # closes what lies over the page
        assert chat.outside == []
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_login_page_has_no_serious_finding(url: str, chromium: str, dark: bool) -> None:
    with open_page(chromium, url, NARROW, dark=dark) as chat:
        assert grave_findings(chat) == []
        chat.page.locator("#name").fill("某人")
        chat.page.locator("#password").fill("wrong")
        chat.page.keyboard.press("Enter")
        chat.page.get_by_role("alert").filter(has_text="用户名或密码不正确").wait_for()
        assert grave_findings(chat) == []


def test_a_planted_fault_is_found(url: str, chromium: str) -> None:
    with open_page(chromium, url) as chat:
        planted = "<button></button><p style='color: #aaa; background: #fff'>太浅</p>"
        chat.page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", planted)
        assert {line.split(":")[0] for line in grave_findings(chat)} == {"button-name", "color-contrast"}
