"""The list of kept conversations as HTML. Pure."""

from __future__ import annotations

from datetime import datetime, tzinfo

from assistant.history.model import ConversationHead, ConversationPage
from ui.markup import element, text_element

_UNNAMED = "未命名对话"


def render_history_frame() -> str:
    """The side bar around the list, which the page's script fills."""
    fresh = text_element("button", "新对话", "zc-tool", type="button", id="zc-fresh", data_zc="fresh")
    toggle = text_element(
        "button", "历史对话", "zc-tool", type="button", id="zc-history-toggle", data_zc="toggle-history",
        aria_expanded="false", aria_controls="zc-history-panel",
    )  # fmt: skip
    search = '<input type="search" id="zc-history-search" placeholder="搜索历史对话" aria-label="搜索历史对话">'
    listed = '<div id="zc-history-list" aria-live="polite"></div>'
    panel = element("div", search + listed, id="zc-history-panel")
    return element("nav", element("div", fresh + toggle, "zc-side-top") + panel, "zc-history", aria_label="历史对话")


def render_history(page: ConversationPage, words: str, current: str, now: datetime, zone: tzinfo | None = None) -> str:
    """The conversations of `page`, that of id `current` standing out; times in `zone`, by default this machine's."""
    if not page.heads:
        return text_element("p", "没有找到相符的对话。" if words.strip() else "还没有对话。", "zc-empty")
    rows = "".join(_row(head, head.id == current, now, zone) for head in page.heads)
    more = page.total - len(page.heads)
    rest = text_element("p", f"另有 {more} 个对话，可用搜索查找。" if more else "", "zc-small")
    return element("ul", rows, "zc-conversations") + rest


def _row(head: ConversationHead, current: bool, now: datetime, zone: tzinfo | None) -> str:
    title = head.title or _UNNAMED
    words = text_element("span", title, "zc-row-title") + text_element("span", _when(head, now, zone), "zc-where")
    here = {"aria_current": "true"} if current else {}
    opening = element("button", words, "zc-row-open", type="button", data_zc="open", data_id=head.id, **here)
    return element("li", opening + _menu(head, title), "zc-row")


def _menu(head: ConversationHead, title: str) -> str:
    actions = text_element(
        "button", "改名", "zc-tool", type="button", data_zc="rename", data_id=head.id, data_title=title
    )
    actions += text_element(
        "button", "删除", "zc-tool", type="button", data_zc="delete", data_id=head.id, data_title=title
    )
    for ending, name in ((".docx", "导出 Word"), (".md", "导出 Markdown")):
        actions += text_element("a", name, "zc-tool", href=f"chat/export/{head.id}{ending}", download="")
    summary = element("summary", "⋯", aria_label=f"更多操作：{title}")
    return element("details", summary + element("div", actions, "zc-row-actions"), "zc-row-menu")


def _when(head: ConversationHead, now: datetime, zone: tzinfo | None) -> str:
    changed, today = head.changed_at.astimezone(zone), now.astimezone(zone)
    if changed.date() == today.date():
        day = f"{changed:%H:%M}"
    else:
        day = f"{changed.month}月{changed.day}日" if changed.year == today.year else f"{changed:%Y-%m-%d}"
    return f"{day} · {head.questions} 问"
