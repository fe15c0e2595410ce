"""The real server with the pages beside the chat, over a copy of the example corpus, with an editor and a reader."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness import Chat, free_port
from keeping import kept_in

from assistant.bootstrap import make_assistant, open_access, open_accounts, open_collection, open_index, open_indexer
from assistant.people.model import Role
from assistant.settings import Settings
from ui.server import ServiceOptions, make_server

CORPUS = Path(__file__).resolve().parents[2] / "examples" / "corpus"
EDITOR, READER = "张三", "李四"
PASSWORD = "Kaifaqu-2026"


@contextmanager
def running_pages(home: Path, upload_mb: int = 1) -> Iterator[str]:
    """The address of a server whose index is made in `home`."""
    settings = Settings(home=home, workers=0, upload_mb=upload_mb)
    index = open_index(settings, create=True)
    try:
        with open_indexer(settings, index) as indexer:
            assert not indexer.run([CORPUS]).failed
        with open_accounts(settings) as accounts:
            accounts.add(EDITOR, Role.EDITOR, PASSWORD)
            accounts.add(READER, Role.READER, PASSWORD)
        with (
            open_collection(settings, index) as collection,
            open_access(settings, lambda: "7") as access,
            kept_in(home) as records,
        ):
            port = free_port()
            options = ServiceOptions(access=access, collection=collection, records=records)
            server = make_server(make_assistant(settings, index), "127.0.0.1", port, len, options)
            thread = threading.Thread(target=server.run, daemon=True)
            thread.start()
            deadline = time.monotonic() + 60
            while not server.started and thread.is_alive() and time.monotonic() < deadline:
                time.sleep(0.05)
            assert server.started
            try:
                yield f"http://127.0.0.1:{port}/"
            finally:
                server.should_exit = True
                thread.join(timeout=20)
    finally:
        index.close()


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
