"""One indicator across regions as bars; what cannot be compared stands apart, with the reason. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.tables.model import LedgerRow, RegionChart, RegionValue
from ui.markup import element, escape, text_element
from ui.pages.parts import place_button

_MOST = 60
"""Bars; more are a table's work."""
_MOST_APART = 100
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_BOUNDS = {"at_least": "不低于", "at_most": "不超过", "about": "约"}


def render_chart(chart: RegionChart) -> str:
    """Bars from zero, in one unit; nothing where there is no figure to draw."""
    if not chart.values and not chart.apart:
        return ""
    values = chart.values[:_MOST]
    top = max((abs(value.high) for value in values), default=Decimal(0)) or Decimal(1)
    scale, word = _scale(values)
    unit_said = f"{word}{chart.unit}"
    bars = "".join(_bar(value, top, scale, unit_said) for value in values)
    unit = f"（单位：{unit_said}）" if unit_said else ""
    left_out = f"，只画前 {_MOST} 项" if len(chart.values) > _MOST else ""
    caption = element("figcaption", escape(f"{chart.indicator}{unit}：{len(chart.values)} 项可比{left_out}"))
    drawn = element("ul", bars, "zp-bars") if bars else ""
    return element("figure", caption + drawn + _apart(chart), "zp-chart")


def _scale(values: Sequence[RegionValue]) -> tuple[Decimal, str]:
    """The largest of 亿 and 万 that no value is below, as people write such amounts: 20万元/亩."""
    ends = [abs(end) for value in values for end in (value.low, value.high) if end]
    return next((scale for scale in _SCALES if ends and min(ends) >= scale[0]), (Decimal(1), ""))


def _bar(value: RegionValue, top: Decimal, scale: Decimal, unit: str) -> str:
    row = value.row
    who = " ".join(filter(None, (row.place.region[-1] if row.place.region else "", row.subject or row.level)))
    low, high = (float(abs(end) / top * 100) for end in (value.low, value.high))
    drawn = f'<rect class="zp-low" x="0" y="0" width="{low:.2f}" height="10"/>'
    if high > low:
        drawn += f'<rect class="zp-range" x="{low:.2f}" y="0" width="{high - low:.2f}" height="10"/>'
    svg = element("svg", drawn, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true")
    number = f"{_BOUNDS.get(row.bound, '')}{_span(value, scale)}{unit}" + (f"（{row.period}）" if row.period else "")
    label = place_button(row.place, who or row.place.title)
    return element("li", element("div", label + text_element("span", number, "zp-number zc-original")) + svg)


def _span(value: RegionValue, scale: Decimal) -> str:
    ends = dict.fromkeys(f"{(end / scale).normalize():,f}" for end in (value.low, value.high))
    return "—".join(ends)


def _apart(chart: RegionChart) -> str:
    if not chart.apart:
        return ""
    items = "".join(
        element("li", place_button(row.place, _named(row)) + text_element("span", f"：{reason}", "zp-note"))
        for row, reason in chart.apart[:_MOST_APART]
    )
    summary = text_element("summary", f"不能并入比较的 {len(chart.apart)} 项及原因")
    return element("details", summary + element("ul", items), "zp-apart")


def _named(row: LedgerRow) -> str:
    return " ".join(filter(None, (*row.place.region[-1:], row.indicator, row.shown)))
