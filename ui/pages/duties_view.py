"""Who does what, as a list of tasks and as bodies by tasks. Pure."""

from __future__ import annotations

from assistant.tables.model import ROLES, DutyMatrix, DutyPage, DutyRow
from ui.markup import element, escape, text_element
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
    table,
    text_input,
    words,
)
from ui.pages.query import Query

_HEADS = ("任务", "牵头单位", "配合单位", "责任单位", "依据")
_LONGEST_TASK = 40
MATRIX_TASKS = 20
"""Columns of one page of the matrix."""


def render_duties(page: DutyPage, query: Query, choices: Choices, matrix: DutyMatrix | None, step: int) -> str:
    """Filters and a page of tasks; with `matrix` the same tasks as columns."""
    head = heading("责任分工", "每项任务由谁牵头、谁配合、谁负责；点任务看条款")
    if not page.rows:
        listed = note("没有符合条件的任务。")
    elif matrix is not None:
        listed = _matrix(matrix)
    else:
        listed = table(_HEADS, (_row(row) for row in page.rows), "责任分工")
    tools = pager("duties", query, page.offset, len(page.rows), page.total, step) + downloads("duties", query)
    return head + _form(query, choices) + element("div", tools, "zp-tools") + listed


def _form(query: Query, choices: Choices) -> str:
    fields = (
        text_input("body", "单位", query.one("body"), "如 商务局"),
        select("role", "分工", ((name, name) for name in ROLES.values()), query.one("role")),
        select("region", "地区", choices.regions, query.one("region")),
        select("year", "年份", ((year, year) for year in choices.years), query.one("year")),
        select("document", "文件", choices.documents, query.one("document")),
        select("view", "形式", (("matrix", "单位与任务矩阵"),), query.one("view"), "任务清单"),
    )
    return form("duties", "".join(fields))


def _row(row: DutyRow) -> str:
    title = text_element("span", row.place.title, "zc-original")
    return element(
        "tr",
        cell("任务", place_button(row.place, row.task), "zp-wide-cell")
        + words("牵头单位", "、".join(row.lead))
        + words("配合单位", "、".join(row.support))
        + words("责任单位", "、".join(row.responsible))
        + cell("依据", title + text_element("span", row.place.clause, "zp-small zc-original"), "zp-wide-cell"),
    )


def _matrix(matrix: DutyMatrix) -> str:
    """Scrolls sideways within itself: a matrix has no form for a narrow screen that keeps its meaning."""
    heads = "".join(
        element("th", place_button(task.place, _short(task.task)), scope="col", title=task.task)
        for task in matrix.tasks
    )
    rows = "".join(
        element("tr", element("th", escape(body), "zc-original", scope="row") + "".join(_mark(text) for text in cells))
        for body, cells in zip(matrix.bodies, matrix.cells, strict=True)
    )
    head = element("thead", element("tr", text_element("th", "单位", scope="col") + heads))
    inner = element("table", text_element("caption", "单位与任务矩阵") + head + element("tbody", rows), "zp-matrix")
    return element("div", inner, "zp-wide", tabindex="0", role="group", aria_label="单位与任务矩阵")


def _mark(roles: str) -> str:
    css = "zp-lead" if "牵头" in roles else "zp-part" if roles else ""
    return element("td", escape(roles), css)


def _short(task: str) -> str:
    return task if len(task) <= _LONGEST_TASK else task[: _LONGEST_TASK - 1] + "…"
