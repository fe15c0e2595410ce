"""Ledger, responsibilities and comparison: filters, clauses, chart, matrix, and files opened again by a library."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import Service, open_as, open_tab, own_home, running_service
from harness import DESKTOP, NARROW, Chat
from openpyxl import load_workbook
from playwright.sync_api import Locator

from assistant.tables.ledger import ledger
from assistant.tables.model import LedgerFilter

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def service(example_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running_service(own_home(example_home, tmp_path_factory.mktemp("tables"))) as running:
        yield running


def page_of(chat: Chat, title: str, name: str) -> Locator:
    open_tab(chat, title, name)
    return chat.page.locator(f'[data-tab="{name}"]')


def downloaded(chat: Chat, page: Locator, form: str, folder: Path) -> tuple[list[tuple[object, ...]], str]:
    """The rows of the file, heads first, opened by a library; and its name."""
    with chat.page.expect_download() as started:
        page.get_by_text(f"下载 {form}").click()
    name = started.value.suggested_filename
    target = folder / name
    started.value.save_as(target)
    if form == "XLSX":
        return list(load_workbook(target).worksheets[0].iter_rows(values_only=True)), name
    with target.open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row) for row in csv.reader(file)], name


def opened_mark(chat: Chat, button: Locator) -> str:
    """Opens a row's clause by the keyboard, gives what is marked, and closes it again."""
    button.press("Enter")
    drawer = chat.page.locator("dialog.zp-drawer")
    drawer.locator("mark").first.wait_for()
    marked = str(drawer.locator("mark").evaluate_all("marks => marks.map(mark => mark.textContent).join('')"))
    chat.page.keyboard.press("Escape")
    drawer.wait_for(state="detached")
    assert button.evaluate("button => button === document.activeElement")
    return marked


def filtered(page: Locator, field: str, value: str) -> None:
    """Chooses from a list or fills a line, and waits for the rows."""
    place = page.locator(f'[name="{field}"]').first
    if place.evaluate("place => place.tagName") == "SELECT":
        place.select_option(value)
    else:
        place.fill(value)
        place.press("Enter")
    page.page.wait_for_timeout(50)
    page.page.locator('section[aria-busy="true"]:visible').wait_for(state="detached")


def test_the_ledger_is_filtered_drawn_opened_and_its_files_hold_the_same_rows(
    service: Service, chromium: str, tmp_path: Path
) -> None:
    with open_as(chromium, service) as chat:
        page = page_of(chat, "指标台账", "ledger")
        total = ledger(service.index, LedgerFilter(), limit=1).total
        assert f"共 {total} 行" in page.locator(".zp-count").inner_text()
        filtered(page, "region", "九江市")
        filtered(page, "indicator", "亩均税收")
        figures = page.locator("tbody [data-open]")
        assert figures.count() == 2
        bars = page.locator(".zp-chart .zp-bars li")
        assert bars.count() == 2
        assert "2 项可比" in page.locator(".zp-chart figcaption").inner_text()
        assert "不低于20万元/亩" in bars.all_inner_texts()[1]
        assert sorted(float(bar.get_attribute("width") or 0) for bar in page.locator(".zp-bars .zp-low").all()) == [
            50,
            100,
        ]
        assert "20万元" in opened_mark(chat, figures.first)
        rows, name = downloaded(chat, page, "XLSX", tmp_path)
        assert name == "指标台账.xlsx"
        assert rows[0][0] == "地区"
        assert [row[5] for row in rows[1:]] == figures.all_inner_texts()
        assert {row[0] for row in rows[1:]} == {"江西省 九江市"}
        lows = [row[7] for row in rows[1:]]
        assert all(isinstance(low, (int, float)) for low in lows)
        plain, _ = downloaded(chat, page, "CSV", tmp_path)
        assert [row[:7] for row in plain[1:]] == [tuple(str(cell or "") for cell in row[:7]) for row in rows[1:]]
        filtered(page, "level", "国家级")
        assert page.locator("tbody tr").count() == 1
        filtered(page, "indicator", "登陆补贴")
        page.get_by_text("没有符合条件的指标。").wait_for()


def test_the_ledger_is_turned_page_by_page_and_its_year_is_asked_for(service: Service, chromium: str) -> None:
    with open_as(chromium, service) as chat:
        page = page_of(chat, "指标台账", "ledger")
        first = page.locator("tbody tr").first.inner_text()
        assert page.locator("tbody tr").count() == 50
        page.get_by_role("button", name="下一页").click()
        page.locator(".zp-count", has_text="第 51—").wait_for()
        assert page.locator("tbody tr").first.inner_text() != first
        filtered(page, "year", "2025")
        periods = page.locator("tbody td[data-label=时间]").all_inner_texts()
        assert any("2025" in period for period in periods)
        page.get_by_role("button", name="清除").click()
        page.locator(".zp-count", has_text="第 1—50").wait_for()


def test_duties_are_filtered_turned_into_a_matrix_and_downloaded(
    service: Service, chromium: str, tmp_path: Path
) -> None:
    with open_as(chromium, service) as chat:
        page = page_of(chat, "责任分工", "duties")
        filtered(page, "body", "市科委")
        rows = page.locator("tbody tr")
        assert rows.count() > 0
        assert all("市科委" in row for row in rows.all_inner_texts())
        tasks = page.locator("tbody [data-open]").all_inner_texts()
        marked = opened_mark(chat, page.locator("tbody [data-open]").first)
        assert marked
        listed, name = downloaded(chat, page, "XLSX", tmp_path)
        assert name == "责任分工.xlsx"
        assert len(listed) - 1 == rows.count() == len(tasks)
        filtered(page, "view", "matrix")
        page.locator(".zp-matrix th", has_text="市科委").wait_for()
        assert set(page.locator(".zp-matrix td:not(:empty)").all_inner_texts()) <= {
            "牵头",
            "配合",
            "负责",
            "牵头、配合",
        }
        matrix, _ = downloaded(chat, page, "CSV", tmp_path)
        assert "市科委" in {row[0] for row in matrix}
        page.locator(".zp-matrix thead [data-open]").first.click()
        chat.page.locator("dialog.zp-drawer mark").first.wait_for()
        chat.page.keyboard.press("Escape")
        filtered(page, "region", "甘肃省")
        page.get_by_text("没有符合条件的任务。").wait_for()


def test_regions_stand_beside_each_other_and_the_silent_one_says_so(
    service: Service, chromium: str, tmp_path: Path
) -> None:
    with open_as(chromium, service) as chat:
        page = page_of(chat, "横向对比", "comparison")
        page.get_by_text("请至少选一个地区，并填写一个指标。").wait_for()
        page.get_by_label("江西省 九江市").check()
        page.get_by_label("天津市").check()
        page.locator('[name="indicator"]').first.fill("亩均税收")
        page.locator('[name="indicator"]').nth(1).fill("上市公司数量")
        chat.page.keyboard.press("Enter")
        page.locator("tbody").wait_for()
        silent, telling = (page.locator("tbody tr", has_text=name).first for name in ("天津市", "九江市"))
        assert silent.inner_text().count("该文件未规定") == 2
        assert "20万元" in telling.inner_text()
        assert "《" in telling.locator(".zp-small").first.inner_text()
        assert "20万元" in opened_mark(chat, telling.locator("[data-open]").first)
        rows, name = downloaded(chat, page, "XLSX", tmp_path)
        assert name == "横向对比.xlsx"
        assert rows[0][0] == "地区"
        assert {str(row[0]).split()[-1] for row in rows[1:]} == {"九江市", "天津市"}
        (held,) = [row for row in rows[1:] if "天津市" in str(row[0])]
        assert "该文件未规定" in held


@pytest.mark.parametrize("size", [NARROW, DESKTOP])
def test_no_page_scrolls_sideways(service: Service, chromium: str, size: tuple[int, int]) -> None:
    with open_as(chromium, service, size=size) as chat:
        for title, name in (
            ("文件", "documents"),
            ("指标台账", "ledger"),
            ("责任分工", "duties"),
            ("横向对比", "comparison"),
            ("设置", "settings"),
        ):
            open_tab(chat, title, name)
            assert chat.overflow() <= 0, title
