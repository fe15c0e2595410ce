"""What the pages have in common, as HTML: forms, tables, the way through long lists, downloads. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.tables.model import Place
from ui.markup import element, escape, text_element
from ui.pages.query import Query

PAGE_ROWS = 50


def select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str, everything: str = "全部") -> str:
    """A list to choose one from; the first choice leaves the part open."""
    first = text_element("option", everything, value="")
    rest = "".join(
        element("option", escape(shown), "zc-original", value=value, **({"selected": ""} if value == chosen else {}))
        for value, shown in options
    )
    return field(label, element("select", first + rest, name=name))


def text_input(name: str, label: str, value: str, hint: str = "", suggestions: str = "") -> str:
    """A line to write in; `suggestions` is the id of a list of choices."""
    named = {"list": suggestions} if suggestions else {}
    box = element("input", "", name=name, value=value, placeholder=hint, maxlength="200", autocomplete="off", **named)
    return field(label, box.removesuffix("</input>"))


def suggestions(identifier: str, values: Iterable[str]) -> str:
    """What an input may be filled with."""
    options = (element("option", "", value=value).removesuffix("</option>") for value in values)
    return element("datalist", "".join(options), id=identifier)


def field(label: str, control: str) -> str:
    """A control under its label."""
    return element("label", text_element("span", label) + control, "zp-field")


def form(page: str, fields: str, button: str = "筛选") -> str:
    """A form whose answer takes the place of the page."""
    buttons = text_element("button", button, "zp-strong", type="submit")
    buttons += text_element("button", "清除", "zp-plain", type="button", data_page=page, data_query="")
    return element("form", fields + element("div", buttons, "zp-buttons"), "zp-form", data_page=page, role="search")


def table(heads: Sequence[str], rows: Iterable[str], caption: str) -> str:
    """Rows of `cell`s under heads; a phone shows each row as a card."""
    head = element("tr", "".join(text_element("th", name, scope="col") for name in heads))
    parts = text_element("caption", caption) + element("thead", head) + element("tbody", "".join(rows))
    return element("div", element("table", parts, "zp-table"), "zp-wide")


def cell(label: str, content: str, css: str = "") -> str:
    """A cell of HTML; the label stands before it on a phone."""
    return element("td", element("div", content), css, data_label=label)


def words(label: str, text: str, css: str = "") -> str:
    """A cell of a document's own words."""
    return cell(label, element("span", escape(text), "zc-original") if text else "—", css)


def place_button(place: Place, shown: str) -> str:
    """Opens the clause of a place."""
    return text_element(
        "button",
        shown,
        "zp-link zc-original",
        type="button",
        data_open=place.document,
        data_start=str(place.start),
        data_end=str(place.end),
        aria_label=f"查看条款 {shown}",
    )


def pager(page: str, query: Query, offset: int, shown: int, total: int, step: int = PAGE_ROWS) -> str:
    """How many rows there are, and the ways to those before and after."""
    told = f"第 {offset + 1}—{offset + shown} 行，共 {total} 行" if shown else f"共 {total} 行"
    before = _way(page, query, max(0, offset - step), "上一页") if offset else ""
    after = _way(page, query, offset + step, "下一页") if offset + shown < total else ""
    return element("nav", text_element("span", told, "zp-count") + before + after, "zp-pager", aria_label="翻页")


def _way(page: str, query: Query, offset: int, shown: str) -> str:
    address = query.encoded(without=("offset",), offset=str(offset))
    return text_element("button", shown, "zp-plain", type="button", data_page=page, data_query=address)


def downloads(page: str, query: Query) -> str:
    """The whole list as files."""
    links = (
        text_element(
            "a", shown, "zp-plain", href=f"pages/{page}.{ending}?{query.encoded(without=('offset',))}", download=""
        )
        for ending, shown in (("xlsx", "下载 XLSX"), ("csv", "下载 CSV"))
    )
    return element("div", "".join(links), "zp-downloads")


def problem(line: str) -> str:
    """What was wrong and what to do."""
    return text_element("p", line, "zp-problem", role="alert")


def note(line: str) -> str:
    """A quiet remark."""
    return text_element("p", line, "zp-note")


def heading(title: str, line: str) -> str:
    """A page's name and one line about it."""
    return element("div", text_element("h2", title) + text_element("p", line), "zp-head")
