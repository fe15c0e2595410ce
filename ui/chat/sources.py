"""The citations beside an answer: path, the marked quote among its neighbours, and what can be done with it. Pure."""

from __future__ import annotations

from assistant.clause_view import ClauseView
from assistant.model import Answer, Citation
from ui.chat.figures import citation_id
from ui.markup import element, text_element
from ui.tabled import passage

NEIGHBOUR_CHARACTERS = 100
"""How much of a neighbouring passage is shown: enough to judge the context, and the mark stays on a phone's screen."""


def render_sources(answer: Answer, clauses: tuple[ClauseView | None, ...], number: int) -> str:
    """All citations of exchange `number`; empty where there are none."""
    if not answer.citations:
        return ""
    views = clauses + (None,) * (len(answer.citations) - len(clauses))
    last = len(answer.citations)
    items = "".join(
        _citation(citation, view, number, position, last)
        for position, (citation, view) in enumerate(zip(answer.citations, views, strict=False), start=1)
    )
    heading = text_element("h3", "相关条款（供参考）" if answer.refused and not answer.corrects else "出处")
    return element("section", heading + items, "zc-citations", aria_label="出处")


def _citation(citation: Citation, view: ClauseView | None, number: int, position: int, last: int) -> str:
    title = view.title if view else citation.title
    where = " · ".join(filter(None, (view.region if view else "", view.clause if view else citation.clause)))
    head = text_element("span", title, "zc-title") + text_element("span", where, "zc-where")
    preview = text_element("span", citation.quote, "zc-preview")
    summary = element(
        "summary", text_element("span", str(position), "zc-number") + element("span", head + preview, "zc-head")
    )
    body = _clause(view) if view else _block(passage(citation.quote, 0, len(citation.quote)), "zc-clause")
    held = text_element("p", citation.warning, "zc-warning", role="note")
    note = text_element("p", f"脚注：{citation.note}" if citation.note else "", "zc-footnote")
    others = "、".join(place.doc for place in citation.also_in)
    source = text_element("p", f"来源文件：{citation.doc}" + (f"（同文另见 {others}）" if others else ""), "zc-small")
    tools = _tools(citation, view, position, last)
    return element(
        "details",
        summary + element("div", held + body + note + source + tools, "zc-body"),
        "zc-citation",
        id=citation_id(number, position),
    )


def _tools(citation: Citation, view: ClauseView | None, position: int, last: int) -> str:
    buttons = [
        _tool("复制引文", "copy", data_text=citation.quote),
        _tool("复制脚注", "copy", data_text=citation.note) if citation.note else "",
        _whole(citation) if view else "",
        _tool("上一条", "step", data_step="-1") if position > 1 else "",
        _tool("下一条", "step", data_step="1") if position < last else "",
    ]
    return element("div", "".join(buttons), "zc-tools")


def _whole(citation: Citation) -> str:
    return _tool(
        "查看全文", "document", data_doc=citation.doc, data_start=str(citation.start), data_end=str(citation.end)
    )


def _tool(text: str, does: str, **attributes: str) -> str:
    return text_element("button", text, "zc-tool", type="button", data_zc=does, **attributes)


def _clause(view: ClauseView) -> str:
    before = "…" + view.before[-NEIGHBOUR_CHARACTERS:] if len(view.before) > NEIGHBOUR_CHARACTERS else view.before
    after = view.after[:NEIGHBOUR_CHARACTERS] + "…" if len(view.after) > NEIGHBOUR_CHARACTERS else view.after
    return (
        text_element("p", before, "zc-neighbour")
        + _block(passage(view.text, view.quote_start, view.quote_end), "zc-clause")
        + text_element("p", after, "zc-neighbour")
    )


def _block(content: str, css: str) -> str:
    """A division, because a table may stand in no paragraph."""
    return element("div", content, css)
