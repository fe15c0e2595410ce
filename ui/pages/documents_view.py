"""The list of documents and the progress of work on them, as HTML. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.collection.model import DocumentRow, FileProgress, FileState, JobView
from assistant.document_view import first_date, level_name, region_name
from ingest.normalize import fold
from ui.markup import element, escape, text_element
from ui.pages.parts import PAGE_ROWS, cell, form, heading, note, pager, table, text_input, words
from ui.pages.query import Query

STANDINGS = {
    "in_force": "现行有效",
    "not_yet": "尚未施行",
    "expired": "已过期",
    "repealed": "已废止",
    "unknown": "未写明",
}
_STATES = {
    FileState.WAITING: "等待处理",
    FileState.READING: "正在读取",
    FileState.INDEXING: "正在建立索引",
    FileState.ADDED: "已收录",
    FileState.CHANGED: "已更新",
    FileState.UNCHANGED: "内容未变",
    FileState.REMOVED: "已移除",
    FileState.FAILED: "未收录",
}
_HEADS = ("标题", "地区", "级别", "日期", "效力", "条款", "状态")


def render_documents_page(rows: Sequence[DocumentRow], query: Query, editor: bool, upload_mb: int) -> str:
    """The page: the list, and for an editor the ways to change it."""
    wanted = fold(query.one("find"))
    found = [row for row in rows if not wanted or wanted in fold(f"{row.record.title} {row.record.source}")]
    offset = min(query.number("offset"), max(0, len(found) - 1))
    shown = found[offset : offset + PAGE_ROWS]
    heads = (*_HEADS, "操作") if editor else _HEADS
    files = len({row.record.source for row in rows})
    head = heading("文件", f"已收录 {files} 个文件、{len(rows)} 篇正文，点标题查看条款")
    fields = text_input("find", "标题或文件名", query.one("find"), "输入其中几个字")
    listed = (
        table(heads, (_row(row, editor) for row in shown), "已收录的文件") if shown else note("没有符合条件的文件。")
    )
    upload = _upload(upload_mb) if editor else ""
    return (
        head
        + upload
        + form("documents", fields, "查找")
        + listed
        + pager("documents", query, offset, len(shown), len(found))
    )


def render_job(job: JobView) -> str:
    """How far each file of a job has come; the list says whether there is more to come."""
    items = "".join(render_file(file) for file in job.files) or text_element("li", job.line)
    return element("ol", items, "zp-files", data_running="yes" if job.running else "no")


def render_file(file: FileProgress) -> str:
    """A file with its state, a bar while it is worked on, and its line."""
    bar = "" if file.state.is_final else _bar(file)
    line = text_element("p", file.line, "zp-problem" if file.state is FileState.FAILED else "zp-note")
    state = text_element("span", _STATES[file.state], f"zp-state zp-{file.state}")
    return element("li", text_element("span", file.name, "zp-name zc-original") + state + bar + line)


def _bar(file: FileProgress) -> str:
    known = {"max": str(file.total), "value": str(file.done)} if file.total else {}
    return element("progress", "", aria_label=_STATES[file.state], **known)


def _upload(upload_mb: int) -> str:
    """`input type=file` is the keyboard's way; the area takes dropped files too."""
    chooser = '<input type="file" id="zp-files" multiple>'
    label = element("label", text_element("span", "上传文件", "zp-strong") + chooser, "zp-choose")
    hint = text_element("span", f"可一次选多个，或拖到这里；每个不超过 {upload_mb} MB", "zp-note")
    everything = text_element("button", "全部重新索引", "zp-plain", type="button", data_reread="")
    progress = element("div", "", "zp-progress", id="zp-progress", aria_live="polite")
    return element("div", label + hint + everything, "zp-upload", id="zp-upload") + progress


def _row(row: DocumentRow, editor: bool) -> str:
    record = row.record
    title = text_element(
        "button", record.title or record.source, "zp-link zc-original", type="button", data_tree=record.id
    )
    number = record.details.number.text if record.details.number else ""
    below = text_element("span", " · ".join(filter(None, (number, record.source))), "zp-small zc-original")
    validity = text_element("span", STANDINGS.get(row.standing, "未写明"), f"zp-standing zp-{row.standing}")
    said = text_element("span", row.validity, "zp-small zc-original")
    state = text_element("span", "已收录" if row.present else "已收录，原文件已移走")
    cells = (
        cell("标题", title + below, "zp-wide-cell"),
        words("地区", region_name(record)),
        cell("级别", escape(level_name(record) or "—"), "zp-short"),
        words("日期", first_date(record)),
        cell("效力", validity + said),
        cell("条款", str(record.clauses)),
        cell("状态", state, "zp-short" if row.present else ""),
        _actions(record.source) if editor else "",
    )
    return element("tr", "".join(cells))


def _actions(source: str) -> str:
    again = text_element(
        "button", "重新索引", "zp-plain", type="button", data_reread=source, aria_label=f"重新索引 {source}"
    )
    away = text_element("button", "移除", "zp-plain", type="button", data_remove=source, aria_label=f"移除 {source}")
    return cell("操作", again + away, "zp-actions")
