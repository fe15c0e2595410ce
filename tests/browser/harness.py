"""Helpers of the browser tests: a server on a free loopback port, and a page that lets nothing out.

A test of another assistant needs `running_chat(backend)` and `open_chat(chromium, url)` only.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Browser, Locator, Page, Playwright, Request, sync_playwright

from assistant.kept_records import KeptRecords
from assistant.people.access import Access
from ui.ports import ChatBackend
from ui.server import ServiceOptions, make_server

DESKTOP = (1280, 900)
PHONE = (390, 844)
NARROW = (360, 740)
_HOST = "127.0.0.1"
_START_SECONDS = 60
_ANSWER_MS = 60_000
_LOCAL_SCHEMES = {"data", "blob", "about"}
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
    "--force-color-profile=srgb",
    # Nothing but this machine has an address. Playwright's own routing would take every file of the page through
    # this process and turn the browser's cache off, which trebles the time of a test.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {_HOST}",
]
_RUNNING: dict[str, tuple[Playwright, Browser]] = {}
"""The browser that all tests share, by the path of its program; each page has a context of its own."""


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_chat(
    backend: ChatBackend, access: Access | None = None, records: KeptRecords | None = None
) -> Iterator[str]:
    """The real server around `backend`, in a thread; gives its address.

    With `access` people log in to it; with `records` it keeps their conversations.
    """
    port = free_port()
    server = make_server(backend, _HOST, port, len, ServiceOptions(access=access, records=records))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_until_started(server, thread)
    try:
        yield f"http://{_HOST}:{port}/"
    finally:
        server.should_exit = True
        thread.join(timeout=20)


def wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    """Raises RuntimeError where the server, running in `thread`, does not come up."""
    deadline = time.monotonic() + _START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the chat server did not start")
        time.sleep(0.05)


@dataclass
class Chat:
    """The open page, and every request that it tried to send to another host."""

    page: Page
    outside: list[str] = field(default_factory=list)
    requests: int = 0

    @property
    def current(self) -> Locator:
        """The exchange asked last."""
        return self.page.locator("#zc-live .zc-exchange")

    @property
    def earlier(self) -> Locator:
        return self.page.locator("#zc-transcript .zc-exchange")

    def ask(self, question: str) -> Locator:
        """Types a question, sends it and waits for the finished answer, refusal or error."""
        self.page.locator("#zc-box textarea").fill(question)
        self.page.locator("#zc-box textarea").press("Enter")
        return self.wait_for_answer(question)

    def wait_for_answer(self, question: str) -> Locator:
        """The exchange of `question` once it is finished."""
        exchange = self.current.filter(has=self.page.locator(".zc-question", has_text=question))
        exchange.locator(".zc-small, .zc-error").first.wait_for(timeout=_ANSWER_MS)
        return exchange

    def open_citation(self, exchange: Locator, number: int) -> Locator:
        """Opens the citation with this number and gives it."""
        citation = exchange.locator(".zc-citation").nth(number - 1)
        citation.locator("summary").click()
        citation.locator(".zc-body").wait_for(state="visible")
        return citation

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@contextmanager
def open_chat(chromium: str, url: str, size: tuple[int, int] = DESKTOP, *, dark: bool = False) -> Iterator[Chat]:
    """The chat in a fresh browser session. Requests to any other host are recorded and fail."""
    with open_page(chromium, url, size, dark=dark) as chat:
        chat.page.locator("#zc-box textarea").wait_for(timeout=_ANSWER_MS)
        yield chat


@contextmanager
def open_page(chromium: str, url: str, size: tuple[int, int] = DESKTOP, *, dark: bool = False) -> Iterator[Chat]:
    """As `open_chat`, with whatever the server shows first. Fails where the page asked another host for anything."""
    context = _browser(chromium).new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        locale="zh-CN",
    )
    try:
        chat = Chat(context.new_page())
        context.on("request", lambda request: _watch(chat, request))
        chat.page.goto(url)
        yield chat
        assert chat.outside == []
    finally:
        context.close()


def close_browser() -> None:
    """Ends the shared browser; a later page starts another."""
    while _RUNNING:
        playwright, browser = _RUNNING.popitem()[1]
        browser.close()
        playwright.stop()


def _browser(chromium: str) -> Browser:
    if chromium not in _RUNNING:
        playwright = sync_playwright().start()
        _RUNNING[chromium] = playwright, playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
    return _RUNNING[chromium][1]


def _watch(chat: Chat, request: Request) -> None:
    chat.requests += 1
    if not _is_local(request.url):
        chat.outside.append(request.url)


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in _LOCAL_SCHEMES or parts.hostname == _HOST
