"""What is written down of what people did. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol


class AuditKind(StrEnum):
    """What was done; the values are those of the command line and of the exports."""

    QUESTION = "question"
    SEARCH = "search"
    UPLOAD = "upload"
    REMOVAL = "removal"
    LOGIN = "login"
    LOGIN_FAILED = "login_failed"
    LOGOUT = "logout"
    ACCOUNT = "account"
    """A user was added, changed or removed."""


KIND_NAMES = {
    AuditKind.QUESTION: "提问",
    AuditKind.SEARCH: "检索",
    AuditKind.UPLOAD: "上传",
    AuditKind.REMOVAL: "移除",
    AuditKind.LOGIN: "登录",
    AuditKind.LOGIN_FAILED: "登录失败",
    AuditKind.LOGOUT: "退出",
    AuditKind.ACCOUNT: "用户变更",
}


def utc_now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One thing that somebody did."""

    kind: AuditKind
    person: str = ""
    """Name; empty where nobody logs in."""
    address: str = ""
    """The network address that it came from."""
    channel: str = ""
    """web, api, v1, mcp or cli."""
    text: str = ""
    """The question, the file's name, or what was done to which user."""
    refused: bool | None = None
    """Of a question: the documents do not say; None where that was not come to."""
    documents: tuple[str, ...] = ()
    """Cited, uploaded or removed."""
    index_version: str = ""
    """`PolicyIndex.version` when it happened; empty where that is unknown."""
    problem: str = ""
    """Why it failed; empty where it did not."""
    at: datetime = field(default_factory=utc_now)


class AuditSink(Protocol):
    """Takes events. Never raises and never waits."""

    def record(self, event: AuditEvent) -> None: ...
