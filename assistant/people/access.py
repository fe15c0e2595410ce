"""All that a server needs to know whom it serves, in one value."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assistant.people.audit import AuditSink
from assistant.people.limits import Limits, RateLimiter
from assistant.people.login import Login
from assistant.people.model import PeopleError
from assistant.people.sessions import Sessions
from assistant.people.users import UserStore


@dataclass(frozen=True, slots=True)
class Access:
    """Made by `assistant.bootstrap.open_access`."""

    users: UserStore
    login: Login
    sessions: Sessions
    audit: AuditSink
    limits: Limits
    rate: RateLimiter
    index_version: Callable[[], str]
    """Gives `PolicyIndex.version`: which index answers now, in which state."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`, a name or an address without a port."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class HasUsers(Protocol):
    """Knows the users."""

    def any(self) -> bool: ...


def require_users(users: HasUsers, host: str, keyed_programs_only: bool) -> None:
    """Raises PeopleError where a server that others reach would let everybody in.

    `keyed_programs_only`: there is no page, and every program must give a key.
    """
    if is_loopback(host) or keyed_programs_only or users.any():
        return
    raise PeopleError(
        f"监听地址 {host} 其他机器也能访问，但还没有用户。请先运行 zhice users add 用户名 --role editor 添加用户，"
        "或只在本机使用：zhice serve --host 127.0.0.1。"
    )
