"""A server with users, and people who log in to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from serving import served

from assistant.bootstrap import open_access, open_accounts
from assistant.people.audit import AuditEvent
from assistant.people.audit_file import AuditFile
from assistant.people.model import Role
from assistant.settings import Settings
from ui.ports import AssistantBackend

EDITOR, READER = "张三", "李四"
PASSWORDS = {EDITOR: "Kaifaqu-2026", READER: "Lisi#reads-88"}


def add_users(home: Path) -> None:
    with open_accounts(Settings(home=home)) as accounts:
        accounts.add(EDITOR, Role.EDITOR, PASSWORDS[EDITOR])
        accounts.add(READER, Role.READER, PASSWORDS[READER])


@contextmanager
def serving_people(
    backend: AssistantBackend, home: Path, key: str = "", api_only: bool = False, **settings: Any
) -> Iterator[str]:
    """The address of a server whose users are those of `home`."""
    with (
        open_access(Settings(home=home, **settings), lambda: "7") as access,
        served(backend, key, api_only, access=access) as address,
    ):
        yield address


def browser(address: str) -> httpx.Client:
    """A client with cookies of its own that asks for pages."""
    return httpx.Client(base_url=address, trust_env=False, timeout=60, headers={"accept": "text/html"})


def log_in(client: httpx.Client, name: str, password: str | None = None, **more: str) -> httpx.Response:
    form = {"name": name, "password": PASSWORDS[name] if password is None else password, **more}
    return client.post("/login", data=form)


@contextmanager
def logged_in(address: str, name: str) -> Iterator[httpx.Client]:
    with browser(address) as client:
        assert log_in(client, name).status_code == 303
        yield client


def audited(home: Path) -> list[AuditEvent]:
    file = AuditFile(home)
    try:
        return file.read()
    finally:
        file.close()
