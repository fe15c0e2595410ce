"""The page of documents: uploads good and bad, removal, reading again, the clause tree, search, roles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import EDITOR, READER, Service, eventually, open_as, open_tab, own_home, running_service

from assistant.bootstrap import open_accounts
from assistant.people.audit import AuditEvent, AuditKind
from assistant.people.audit_file import AuditFile
from assistant.settings import Settings

pytestmark = pytest.mark.browser

TEXT = (
    "关于海岛开发区绿色发展的意见\n一、目标\n（一）到2030年，省级开发区亩均税收不低于66万元／亩。\n"
    "由省能源局牵头，省财政厅配合。\n"
)
ISLAND, MOUNTAIN = "海岛（试行）.txt", "山区.txt"
FORGED = """async () => {
  const json = {"content-type": "application/json"};
  const sent = [["pages/upload?name=a.txt", {}, "x"], ["pages/remove", json, '{"names":["a"]}'],
                ["pages/reread", json, '{"names":[]}'], ["pages/test-model", json, '{}']];
  const post = ([path, headers, body]) => fetch(path, {method: "POST", headers, body});
  const replies = await Promise.all(sent.map(post));
  const upload = await fetch("gradio_api/upload", {method: "POST", body: new FormData()});
  return [...replies.map((reply) => reply.status), upload.status, await replies[0].text()];
}"""


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(own_home(example_home, tmp_path_factory.mktemp("documents")), upload_mb=1) as running:
        yield running


def written(folder: Path, **files: bytes) -> list[Path]:
    """Files in `folder`, in their order."""
    paths = []
    for name, content in files.items():
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def audited(service: Service, **limits: object) -> list[AuditEvent]:
    file = AuditFile(service.home)
    try:
        return file.read(**limits)  # type: ignore[arg-type]
    finally:
        file.close()


def test_the_list_tells_title_region_level_date_validity_clauses_and_state(service: Service, chromium: str) -> None:
    with open_as(chromium, service) as chat:
        open_tab(chat, "文件", "documents")
        table = chat.page.locator('[data-tab="documents"] table')
        heads = table.locator("th").all_inner_texts()
        assert heads == ["标题", "地区", "级别", "日期", "效力", "条款", "状态"]
        records = {record.title or record.source: record for record in service.index.documents()}
        rows = table.locator("tbody tr")
        assert rows.count() == len(records) == 10
        for row in rows.all():
            record = records[row.locator("[data-tree]").inner_text()]
            told = row.inner_text()
            assert record.source in told
            assert record.region[-1] in told
            assert str(record.clauses) in row.locator("td[data-label=条款]").inner_text()
            assert "已收录" in told
        chat.page.locator('[data-tab="documents"] [name="find"]').fill("九江")
        chat.page.keyboard.press("Enter")
        chat.page.wait_for_function("document.querySelectorAll('[data-tab=documents] tbody tr').length === 1")


def test_good_files_and_bad_ones_are_uploaded_together_with_a_line_each(
    service: Service, chromium: str, tmp_path: Path
) -> None:
    bad = {
        "坏的.pdf": b"%PDF-1.7 broken",
        "假的.docx": b"PK\x03\x04 not an office file",
        "空的.txt": b"",
        "程序.exe": b"MZ\x90",
        "太大.txt": b"x" * (1024 * 1024 + 1),
    }
    good = {ISLAND: TEXT.encode(), MOUNTAIN: TEXT.replace("海岛", "山区").encode()}
    paths = written(tmp_path, **bad, **good)
    with open_as(chromium, service, EDITOR) as chat:
        open_tab(chat, "文件", "documents")
        page = chat.page
        assert "已收录 10 个文件" in page.locator(".zp-head").first.inner_text()
        page.locator("#zp-files").set_input_files(paths)
        page.locator(".zp-head", has_text="已收录 12 个文件").wait_for(timeout=60_000)
        problems = page.locator("#zp-progress .zp-problem").all_inner_texts()
        assert len(problems) == len(bad)
        for name in bad:
            said = [line for line in problems if name in line]
            assert len(said) == 1, name
            assert "Traceback" not in said[0]
            assert "\n" not in said[0].strip()
        assert any("太大.txt：文件太大，上限为 1 MB" in line for line in problems)
        assert page.locator("#zp-progress progress").count() == 0
        for name in good:
            page.locator("[data-tree]", has_text=name[:2]).wait_for()
        # The figure is in the ledger and in the answers at once.
        open_tab(chat, "指标台账", "ledger")
        page.locator('[data-tab="ledger"] [name="indicator"]').fill("亩均税收")
        page.keyboard.press("Enter")
        page.locator('[data-tab="ledger"] tbody').get_by_text("66万元").first.wait_for()
        page.get_by_role("tab", name="问答").click()
        assert "66万元" in chat.ask("海岛开发区省级开发区亩均税收要求是多少？").locator(".zc-text").inner_text()
    eventually(lambda: len(audited(service, person=EDITOR, kinds=[AuditKind.UPLOAD])) == len(paths))
    outcome = {row.text: bool(row.problem) for row in audited(service, person=EDITOR, kinds=[AuditKind.UPLOAD])}
    assert outcome == {**dict.fromkeys(bad, True), **dict.fromkeys(good, False)}


def test_a_file_is_read_again_and_removed_after_being_asked(service: Service, chromium: str, tmp_path: Path) -> None:
    (path,) = written(tmp_path, **{"湖泊.txt": TEXT.replace("海岛", "湖泊").encode()})
    with open_as(chromium, service, EDITOR) as chat:
        page = chat.page
        open_tab(chat, "文件", "documents")
        page.locator("#zp-files").set_input_files([path])
        page.locator('[data-reread="湖泊.txt"]').click(timeout=30_000)
        page.locator("#zp-progress", has_text="内容未变").wait_for(timeout=30_000)
        asked: list[str] = []
        page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        page.locator('[data-remove="湖泊.txt"]').click()
        assert "湖泊.txt" in asked[0]
        assert page.locator('[data-remove="湖泊.txt"]').count() == 1
        page.once("dialog", lambda dialog: dialog.accept())
        page.locator('[data-remove="湖泊.txt"]').press("Enter")
        page.locator('[data-remove="湖泊.txt"]').wait_for(state="detached", timeout=30_000)
    assert "湖泊.txt" not in {source.name for source in service.index.sources()}
    assert not (service.home / "uploads" / "湖泊.txt").exists()
    eventually(lambda: [row.text for row in audited(service, kinds=[AuditKind.REMOVAL])] == ["湖泊.txt"])


def test_a_document_opens_as_a_tree_and_is_searched_within(service: Service, chromium: str) -> None:
    with open_as(chromium, service) as chat:
        page = chat.page
        open_tab(chat, "文件", "documents")
        page.locator("[data-tree]", has_text="九江市开发区").press("Enter")
        nodes = page.locator(".zp-tree details")
        nodes.first.wait_for()
        inner = nodes.first.locator(":scope > ul > li").first
        assert inner.is_visible() == (nodes.first.get_attribute("open") is not None)
        nodes.first.locator("summary").first.press("Enter")
        assert inner.is_visible() == (nodes.first.get_attribute("open") is not None)
        find = page.locator('[data-tab="documents"] [name="find"]')
        find.fill("亩均稅收")
        page.keyboard.press("Enter")
        page.locator(".zp-hits mark").first.wait_for()
        assert set(page.locator(".zp-hits mark").all_inner_texts()) == {"亩均税收"}
        find.fill("登陆补贴")
        page.keyboard.press("Enter")
        page.get_by_text("本文件中没有“登陆补贴”。").wait_for()
        page.get_by_role("button", name="返回列表").click()
        page.locator("[data-tree]").nth(1).wait_for()


def test_a_reader_sees_no_way_to_change_anything_and_a_forged_request_is_refused(
    service: Service, chromium: str
) -> None:
    with open_as(chromium, service, READER) as chat:
        open_tab(chat, "文件", "documents")
        assert chat.page.locator("#zp-files, [data-remove], [data-reread]").count() == 0
        *statuses, line = chat.page.evaluate(FORGED)
        assert statuses == [403, 403, 403, 403, 404]
        assert "只有编辑可以上传或移除文件" in line
        open_tab(chat, "设置", "settings")
        shown = chat.page.locator('[data-tab="settings"]')
        assert "原文摘录" in shown.inner_text()
        assert service.index.version in shown.inner_text()
        assert chat.page.locator("[data-test]").count() == 0


def test_a_login_that_ends_is_told_on_the_page_and_at_an_upload(
    service: Service, chromium: str, tmp_path: Path
) -> None:
    (path,) = written(tmp_path, **{"迟到.txt": TEXT.encode()})
    with open_as(chromium, service, EDITOR) as chat, open_as(chromium, service, EDITOR) as second:
        for one in (chat, second):
            open_tab(one, "文件", "documents")
        with open_accounts(Settings(home=service.home)) as accounts:
            accounts.set_password(EDITOR, "Kaifaqu-2026")  # ends every login
        chat.page.get_by_role("tab", name="指标台账", exact=True).click()
        notice = chat.page.locator("#zc-expired").filter(has_text="登录已过期，请重新登录")
        notice.wait_for()
        chat.page.locator('[data-tab="ledger"] .zp-problem').filter(has_text="重新登录").wait_for()
        second.page.locator("#zp-files").set_input_files([path])
        second.page.locator("#zp-progress .zp-problem", has_text="请重新登录").wait_for()
    assert "迟到.txt" not in {source.name for source in service.index.sources()}
