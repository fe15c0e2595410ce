"""The real service over the example corpus: chat, pages, history and users, wired as `zhice serve` wires them."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness import DESKTOP, Chat, free_port, open_page, wait_until_started

from assistant.api import Assistant
from assistant.bootstrap import (
    make_assistant,
    make_records,
    open_access,
    open_accounts,
    open_collection,
    open_index,
    open_indexer,
)
from assistant.kept_records import KeptRecords
from assistant.people.model import Role
from assistant.settings import Settings
from ui.ports import AssistantBackend
from ui.server import ServiceOptions, make_server
from vectorstore.index import PolicyIndex

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "corpus"
EDITOR, READER, OTHER = "张三", "李四", "王五"
PASSWORD = "Kaifaqu-2026"
Around = Callable[[Assistant], AssistantBackend]


@dataclass(frozen=True)
class Service:
    """A running service and what stands behind it."""

    url: str
    home: Path
    index: PolicyIndex
    assistant: Assistant
    records: KeptRecords


def make_home(home: Path) -> Path:
    """A home folder with the example corpus indexed, an editor and two readers."""
    settings = Settings(home=home, workers=0)
    with closing(open_index(settings, create=True)) as index, open_indexer(settings, index) as indexer:
        assert not indexer.run([CORPUS]).failed
    with open_accounts(settings) as accounts:
        accounts.add(EDITOR, Role.EDITOR, PASSWORD)
        for name in (READER, OTHER):
            accounts.add(name, Role.READER, PASSWORD)
    return home


def own_home(example_home: Path, folder: Path) -> Path:
    """A copy that a module may change."""
    return Path(shutil.copytree(example_home, folder / "home"))


@contextmanager
def running_service(
    home: Path, port: int = 0, around: Around = lambda assistant: assistant, **settings: Any
) -> Iterator[Service]:
    """The service on `home`, which has an index; `around` may put something around the assistant."""
    chosen = Settings(home=home, workers=0, **{"requests_per_minute": 0, **settings})
    port = port or free_port()
    with ExitStack() as opened:
        index = opened.enter_context(closing(open_index(chosen)))
        collection = opened.enter_context(open_collection(chosen, index))
        access = opened.enter_context(open_access(chosen, lambda: index.version))
        records = opened.enter_context(closing(make_records(chosen, index)))
        options = ServiceOptions(access=access, collection=collection, records=records)
        assistant = make_assistant(chosen, index)
        server = make_server(around(assistant), "127.0.0.1", port, len, options)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        wait_until_started(server, thread)
        try:
            yield Service(f"http://127.0.0.1:{port}/", home, index, assistant, records)
        finally:
            server.should_exit = True
            thread.join(timeout=20)


@contextmanager
def running_pages(home: Path, upload_mb: int = 1) -> Iterator[str]:
    """The address of a service whose index is made in `home`."""
    with running_service(make_home(home), upload_mb=upload_mb) as service:
        yield service.url


@contextmanager
def open_as(
    chromium: str, service: Service, name: str = READER, size: tuple[int, int] = DESKTOP, *, dark: bool = False
) -> Iterator[Chat]:
    """The page of a person who has logged in."""
    with open_page(chromium, f"{service.url}login", size, dark=dark) as chat:
        reply = chat.page.request.post(f"{service.url}login", form={"name": name, "password": PASSWORD})
        assert reply.ok
        chat.page.goto(service.url)
        chat.page.locator("#zc-box textarea").wait_for(timeout=60_000)
        yield chat


def enter(chat: Chat, name: str) -> None:
    """Logs in and waits for the page."""
    chat.page.locator("#name").fill(name)
    chat.page.locator("#password").fill(PASSWORD)
    chat.page.keyboard.press("Enter")
    chat.page.locator("#zc-box textarea").wait_for(timeout=60_000)


def open_tab(chat: Chat, title: str, name: str) -> None:
    """Opens a tab, out of the menu of those that a phone has no room for, and waits for its page."""
    tab = chat.page.get_by_role("tab", name=title, exact=True)
    if tab.is_visible():
        tab.click()
    else:
        chat.page.locator(".overflow-menu > button").click()
        chat.page.locator(".overflow-dropdown button", has_text=title).click()
    chat.page.locator(f'section[data-tab="{name}"][aria-busy="false"]').wait_for(timeout=30_000)


def eventually(holds: Callable[[], bool], seconds: float = 15) -> None:
    """Waits for what another thread of the service does."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
