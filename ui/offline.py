"""A wall around the web framework: only the chat's and the programs' own routes, and nothing that names another host.

The framework's server also offers uploads, a proxy and calls to hosted services, and its page describes itself
with addresses of its makers. None of that is reachable or visible through this wall.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_PAGES = frozenset(
    {
        "/",
        "/config",
        "/theme.css",
        "/favicon.ico",
        "/gradio_api/startup-events",
        "/mcp",
        "/login",
        "/logout",
        "/session",
    }
)
_FOLDERS = (
    "/api/",
    "/v1/",
    "/pages/",
    "/chat/",
    "/assets/",
    "/static/",
    "/gradio_api/queue/",
    "/gradio_api/heartbeat/",
    "/gradio_api/cancel",
    "/gradio_api/reset",
)
_POLICY = "; ".join(
    (
        "default-src 'self'",
        # The framework compiles its templates in the page and writes inline styles.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_DESCRIPTION = re.compile(r"<meta\s+(?:property=\"og:|name=\"twitter:)[^>]*>\s*")
_MANIFEST = re.compile(r"<link rel=\"manifest\"[^>]*>\s*")


def clean_page(page: str) -> str:
    """The framework's page in Chinese and without the tags that advertise it to other sites."""
    page = _MANIFEST.sub("", _DESCRIPTION.sub("", page))
    return page.replace('lang="en"', 'lang="zh-CN"', 1)


def is_served(path: str) -> bool:
    """Whether a path belongs to the chat or to a programs' interface."""
    return path in _PAGES or path.startswith(_FOLDERS)


class OfflineWall:
    """ASGI middleware: answers 404 to foreign routes, cleans the page, forbids the browser other hosts."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            return
        elif not is_served(scope["path"]):
            await PlainTextResponse("没有这个页面。", status_code=404)(scope, receive, send)
        elif scope["path"] == "/":
            # Uncompressed, because the page is rewritten on its way.
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self._app({**scope, "headers": plain}, receive, _PageSender(send))
        else:
            await self._app(scope, receive, _with_policy(send))


def _with_policy(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            _forbid_other_hosts(message)
        await send(message)

    return sender


def _forbid_other_hosts(start: Message) -> None:
    headers = MutableHeaders(raw=start["headers"])
    headers["content-security-policy"] = _POLICY
    # Not "no-referrer", with which a browser does not say that a form comes from this server.
    headers["referrer-policy"] = "same-origin"
    headers["x-content-type-options"] = "nosniff"
    start["headers"] = headers.raw


class _PageSender:
    """Holds the page back until it is whole, then sends it cleaned."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message = {}
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        _forbid_other_hosts(self._start)
        body = bytes(self._body)
        if Headers(raw=self._start["headers"]).get("content-type", "").startswith("text/html"):
            body = clean_page(body.decode()).encode()
        headers = MutableHeaders(raw=self._start["headers"])
        if "content-length" in headers and body:
            headers["content-length"] = str(len(body))
        await self._send({**self._start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})
