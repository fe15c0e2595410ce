"""A conversation to a file whose ending names the format."""

from __future__ import annotations

import os
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from assistant.history.export.layout import lay_out
from assistant.history.export.markdown import to_markdown
from assistant.history.export.word import to_word
from assistant.history.model import Conversation
from assistant.ports import AssistantError

WORD, MARKDOWN = ".docx", ".md"


class BadExport(AssistantError):
    """The file cannot be written under this name."""


def exported(conversation: Conversation, ending: str, zone: tzinfo | None = None) -> bytes:
    """The bytes of a file: '.docx' with Word's own footnotes, or '.md' with [^1].

    `zone` is that of the times shown, by default this machine's. Raises BadExport for another ending.
    """
    report = lay_out(conversation, zone)
    if ending.lower() == WORD:
        return to_word(report, datetime.now(UTC))
    if ending.lower() in (MARKDOWN, ".markdown"):
        return to_markdown(report).encode("utf-8")
    raise BadExport(f"不认识的文件类型“{ending}”。请用 {WORD}（Word）或 {MARKDOWN}（Markdown）结尾的文件名。")


def export_file(conversation: Conversation, path: Path) -> None:
    """Writes `path`, whole or not at all. Raises BadExport, or OSError where the disk refuses."""
    if path.is_dir():
        raise BadExport(f"{path} 是文件夹。请用 --output 给出文件名。")
    if not path.absolute().parent.is_dir():
        raise BadExport(f"文件夹不存在：{path.absolute().parent}。请先建立它。")
    content = exported(conversation, path.suffix)
    draft = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        draft.write_bytes(content)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def file_name(conversation: Conversation, ending: str) -> str:
    """A name for a download, from the title, without characters that file systems refuse."""
    kept = "".join(sign if sign.isalnum() or sign in "-_—（）()《》“”" else " " for sign in conversation.head.title)
    return (" ".join(kept.split())[:60].strip() or "对话") + ending
