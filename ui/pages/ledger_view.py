"""The ledger of figures as HTML. Pure."""

from __future__ import annotations

from assistant.tables.model import LedgerPage, LedgerRow, RegionChart
from ui.markup import element, text_element
from ui.pages.chart import render_chart
from ui.pages.choices import Choices
from ui.pages.parts import (
    cell,
    downloads,
    form,
    heading,
    note,
    pager,
    place_button,
    select,
    suggestions,
    table,
    text_input,
    words,
)
from ui.pages.query import Query

_HEADS = ("指标", "数值", "主体", "级别", "时间", "地区", "依据")


def render_ledger(page: LedgerPage, query: Query, choices: Choices, chart: RegionChart | None) -> str:
    """Filters, the chart of the indicator that is asked for, and a page of the list."""
    head = heading("指标台账", "文件中的每一项指标一行，数值与引文均取自原文；点数值看条款")
    rows = (_row(row) for row in page.rows)
    listed = table(_HEADS, rows, "指标台账") if page.rows else note("没有符合条件的指标。")
    drawn = render_chart(chart) if chart is not None else note("填写一个指标，可按地区画图比较。")
    tools = pager("ledger", query, page.offset, len(page.rows), page.total) + downloads("ledger", query)
    return head + _form(query, choices) + drawn + element("div", tools, "zp-tools") + listed


def _form(query: Query, choices: Choices) -> str:
    fields = (
        select("region", "地区", choices.regions, query.one("region")),
        select("level", "开发区级别", ((name, name) for name in choices.levels), query.one("level")),
        text_input("indicator", "指标", query.one("indicator"), "如 亩均税收", "zp-indicators"),
        select("year", "年份", ((year, year) for year in choices.years), query.one("year")),
        select("document", "文件", choices.documents, query.one("document")),
    )
    return form("ledger", "".join(fields) + suggestions("zp-indicators", choices.indicators))


def _row(row: LedgerRow) -> str:
    title = text_element("span", row.place.title, "zc-original")
    return element(
        "tr",
        words("指标", row.indicator)
        + cell("数值", place_button(row.place, row.shown or row.written), "zp-figure")
        + words("主体", row.subject)
        + words("级别", row.level)
        + words("时间", row.period)
        + words("地区", " ".join(row.place.region))
        + cell("依据", title + text_element("span", row.place.clause, "zp-small zc-original"), "zp-wide-cell"),
    )
