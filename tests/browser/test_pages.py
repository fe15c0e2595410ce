"""The pages beside the chat in a real browser: uploads, the clause tree, tables with their clauses and files, roles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import EDITOR, READER, enter, open_tab, running_pages
from harness import DESKTOP, NARROW, open_page
from openpyxl import load_workbook

from assistant.people.audit import AuditKind
from assistant.people.audit_file import AuditFile

pytestmark = pytest.mark.browser

TEXT = (
    "关于海岛开发区绿色发展的意见\n一、目标\n（一）到2030年，省级开发区亩均税收不低于66万元／亩。\n"
    "由省能源局牵头，省财政厅配合。\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages") / "home"


@pytest.fixture(scope="module")
def url(home: Path) -> Iterator[str]:
    with running_pages(home) as address:
        yield address


def test_two_good_files_and_a_broken_one_are_uploaded_with_a_line_each_and_one_is_removed(
    url: str, chromium: str, home: Path, tmp_path: Path
) -> None:
    files = {
        "海岛（试行）.txt": TEXT.encode(),
        "坏的.pdf": b"%PDF-1.7 broken",
        "山区.txt": TEXT.replace("海岛", "山区").encode(),
    }
    files["太大.txt"] = b"x" * (1024 * 1024 + 1)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with open_page(chromium, url) as chat:
        page = chat.page
        enter(chat, EDITOR)
        open_tab(chat, "文件", "documents")
        assert "已收录 10 个文件" in page.locator(".zp-head").first.inner_text()
        page.locator("#zp-files").set_input_files([tmp_path / name for name in files])
        page.locator("#zp-progress").get_by_text("已收录").nth(1).wait_for(timeout=30_000)
        page.locator(".zp-head", has_text="已收录 12 个文件").wait_for(timeout=30_000)
        told = page.locator("#zp-progress").inner_text()
        assert "坏的.pdf：" in told
        assert "太大.txt：文件太大，上限为 1 MB" in told
        assert page.locator("#zp-progress .zp-problem").count() == 2
        page.locator("[data-tree]", has_text="海岛开发区").wait_for()

        page.on("dialog", lambda dialog: dialog.accept())
        page.locator('[data-remove="山区.txt"]').press("Enter")
        page.locator(".zp-head", has_text="已收录 11 个文件").wait_for(timeout=30_000)
        page.locator('[data-reread="海岛（试行）.txt"]').click()
        page.locator("#zp-progress", has_text="内容未变").wait_for(timeout=30_000)

        open_tab(chat, "指标台账", "ledger")
        page.locator('[data-tab="ledger"] [name="indicator"]').fill("亩均税收")
        page.keyboard.press("Enter")
        page.locator('[data-tab="ledger"] tbody').get_by_text("66万元").wait_for()
        assert chat.outside == []
    file = AuditFile(home)
    rows = {(row.kind, row.text, bool(row.problem)) for row in file.read(person=EDITOR)}
    file.close()
    assert {
        (AuditKind.UPLOAD, "海岛（试行）.txt", False),
        (AuditKind.UPLOAD, "坏的.pdf", True),
        (AuditKind.UPLOAD, "太大.txt", True),
        (AuditKind.REMOVAL, "山区.txt", False),
    } <= rows
    assert not (home / "uploads" / "山区.txt").exists()


def test_a_reader_sees_no_way_to_change_anything_and_a_forged_request_is_refused(url: str, chromium: str) -> None:
    forged = """async () => {
      const json = {"content-type": "application/json"};
      const sent = [["pages/upload?name=a.txt", {}, "x"], ["pages/remove", json, '{"names":["a"]}'],
                    ["pages/reread", json, '{"names":[]}'], ["pages/test-model", json, '{}']];
      const post = ([path, headers, body]) => fetch(path, {method: "POST", headers, body});
      const replies = await Promise.all(sent.map(post));
      const upload = await fetch("gradio_api/upload", {method: "POST", body: new FormData()});
      return [...replies.map((reply) => reply.status), upload.status, await replies[0].text()];
    }"""
    with open_page(chromium, url) as chat:
        enter(chat, READER)
        open_tab(chat, "文件", "documents")
        assert chat.page.locator("#zp-files, [data-remove], [data-reread]").count() == 0
        *statuses, line = chat.page.evaluate(forged)
        assert statuses == [403, 403, 403, 403, 404]
        assert "只有编辑可以上传或移除文件" in line
        open_tab(chat, "设置", "settings")
        assert "原文摘录" in chat.page.locator('[data-tab="settings"]').inner_text()
        assert chat.page.locator("[data-test]").count() == 0


def test_a_document_opens_as_a_tree_and_is_searched_within(url: str, chromium: str) -> None:
    with open_page(chromium, url) as chat:
        page = chat.page
        enter(chat, READER)
        open_tab(chat, "文件", "documents")
        page.locator("[data-tree]", has_text="九江市开发区").press("Enter")
        page.locator(".zp-tree details").first.wait_for()
        page.locator('[data-tab="documents"] [name="find"]').fill("亩均稅收")
        page.keyboard.press("Enter")
        page.locator(".zp-hits mark").first.wait_for()
        assert set(page.locator(".zp-hits mark").all_inner_texts()) == {"亩均税收"}
        page.get_by_role("button", name="返回列表").click()
        page.locator("[data-tree]").nth(1).wait_for()


def test_a_row_of_the_ledger_opens_its_clause_and_the_download_holds_the_same_rows(
    url: str, chromium: str, tmp_path: Path
) -> None:
    with open_page(chromium, url) as chat:
        page = chat.page
        enter(chat, READER)
        open_tab(chat, "指标台账", "ledger")
        ledger = page.locator('[data-tab="ledger"]')
        ledger.locator('[name="region"]').select_option("九江市")
        ledger.locator(".zp-count", has_text="共").wait_for()
        ledger.locator('[name="indicator"]').fill("亩均税收")
        page.keyboard.press("Enter")
        ledger.locator(".zp-chart svg").first.wait_for()
        rows = ledger.locator("tbody tr")
        assert rows.count() == 2
        figures = ledger.locator("tbody [data-open]")
        figures.first.press("Enter")
        drawer = page.locator("dialog.zp-drawer")
        drawer.locator("mark").wait_for()
        assert "20万元" in drawer.locator("mark").inner_text()
        page.keyboard.press("Escape")
        drawer.wait_for(state="detached")
        assert figures.first.evaluate("button => button === document.activeElement")
        with page.expect_download() as started:
            ledger.get_by_text("下载 XLSX").click()
        started.value.save_as(tmp_path / "ledger.xlsx")
        sheet = load_workbook(tmp_path / "ledger.xlsx").worksheets[0]
        held = list(sheet.iter_rows(values_only=True))
        assert [row[5] for row in held[1:]] == figures.all_inner_texts()
        assert held[0][0] == "地区"
        assert {row[0] for row in held[1:]} == {"江西省 九江市"}
        assert chat.outside == []


def test_duties_are_listed_and_turned_into_a_matrix(url: str, chromium: str) -> None:
    with open_page(chromium, url) as chat:
        enter(chat, READER)
        open_tab(chat, "责任分工", "duties")
        duties = chat.page.locator('[data-tab="duties"]')
        duties.locator('[name="body"]').fill("市科委")
        chat.page.keyboard.press("Enter")
        duties.locator("tbody td", has_text="市科委").first.wait_for()
        duties.locator('[name="view"]').select_option("matrix")
        duties.locator(".zp-matrix th", has_text="市科委").wait_for()
        assert duties.locator(".zp-matrix .zp-lead").count() > 0
        duties.locator(".zp-matrix thead [data-open]").first.click()
        chat.page.locator("dialog.zp-drawer mark").first.wait_for()


def test_regions_stand_beside_each_other_and_the_silent_one_says_so(url: str, chromium: str) -> None:
    with open_page(chromium, url) as chat:
        enter(chat, READER)
        open_tab(chat, "横向对比", "comparison")
        page = chat.page.locator('[data-tab="comparison"]')
        page.get_by_label("江西省 九江市").check()
        page.get_by_label("天津市").check()
        page.locator('[name="indicator"]').first.fill("亩均税收")
        chat.page.keyboard.press("Enter")
        table = page.locator("tbody")
        table.wait_for()
        assert "该文件未规定" in table.locator("tr", has_text="天津市").inner_text()
        assert "20万元" in table.locator("tr", has_text="九江市").first.inner_text()
        table.locator("[data-open]").first.click()
        chat.page.locator("dialog.zp-drawer mark").wait_for()


@pytest.mark.parametrize("size", [NARROW, DESKTOP])
def test_no_page_scrolls_sideways_and_an_editor_tests_the_model(url: str, chromium: str, size: tuple[int, int]) -> None:
    with open_page(chromium, url, size) as chat:
        enter(chat, EDITOR)
        for title, name in (
            ("文件", "documents"),
            ("指标台账", "ledger"),
            ("责任分工", "duties"),
            ("横向对比", "comparison"),
        ):
            open_tab(chat, title, name)
            assert chat.overflow() <= 0
        open_tab(chat, "设置", "settings")
        assert chat.overflow() <= 0
        chat.page.get_by_role("button", name="测试模型接口").click()
        chat.page.get_by_text("没有设置语言模型").wait_for()
        assert chat.outside == []
