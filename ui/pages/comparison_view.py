"""Regions beside each other, with what each rests on. Pure."""

from __future__ import annotations

from assistant.tables.model import ComparedCell, ComparedValue, Comparison
from ui.markup import element, escape, text_element
from ui.pages.choices import Choices
from ui.pages.parts import cell, downloads, form, heading, note, place_button, suggestions, table, text_input
from ui.pages.query import Query

INDICATORS = 3
"""Lines of the form."""
MOST_REGIONS = 12
_MOST_VALUES = 8
"""Figures of a cell that are shown; a download has all."""


def render_comparison(comparison: Comparison | None, query: Query, choices: Choices) -> str:
    """The form, and what the regions that were chosen lay down."""
    head = heading("横向对比", "选地区和指标，各地文件的规定并列成表，没有写的注明“该文件未规定”")
    if comparison is None:
        return head + _form(query, choices) + note("请至少选一个地区，并填写一个指标。")
    heads = ("地区", *comparison.indicators)
    rows = (
        element(
            "tr",
            element("th", escape(region), "zc-original", scope="row")
            + "".join(cell(name, _cell(held)) for name, held in zip(comparison.indicators, cells, strict=True)),
        )
        for region, cells in zip(comparison.regions, comparison.cells, strict=True)
    )
    tools = element("div", downloads("comparison", query), "zp-tools")
    return head + _form(query, choices) + tools + table(heads, rows, "横向对比")


def _form(query: Query, choices: Choices) -> str:
    chosen = set(query.all("region"))
    boxes = "".join(_box(value, shown, value in chosen) for value, shown in choices.regions)
    regions = element(
        "fieldset", text_element("legend", f"地区（至多 {MOST_REGIONS} 个）") + element("div", boxes), "zp-boxes"
    )
    named = (*query.all("indicator"), *("",) * INDICATORS)[:INDICATORS]
    lines = "".join(
        text_input("indicator", f"指标 {number}", name, "如 亩均税收" if number == 1 else "", "zp-compared")
        for number, name in enumerate(named, start=1)
    )
    return form("comparison", regions + lines + suggestions("zp-compared", choices.indicators), "对比")


def _box(value: str, shown: str, checked: bool) -> str:
    ticked = {"checked": ""} if checked else {}
    box = element("input", "", type="checkbox", name="region", value=value, **ticked).removesuffix("</input>")
    return element("label", box + text_element("span", shown, "zc-original"))


def _cell(held: ComparedCell) -> str:
    if not held.values:
        return text_element("span", held.remark, "zp-silent")
    more = len(held.values) - _MOST_VALUES
    rest = text_element("li", f"另有 {more} 项，见下载的表格", "zp-note") if more > 0 else ""
    return element("ul", "".join(map(_value, held.values[:_MOST_VALUES])) + rest, "zp-values")


def _value(value: ComparedValue) -> str:
    who = "，".join(filter(None, (value.subject or value.level, value.period)))
    told = text_element("span", f"（{who}）" if who else "", "zc-original")
    return element(
        "li",
        place_button(value.place, value.text) + told + text_element("span", value.place.note, "zp-small zc-original"),
    )
