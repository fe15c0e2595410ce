"""The wall around the framework."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from ui.offline import OfflineWall, clean_page, is_served

PAGE = (
    '<!doctype html><html\n\tlang="en"><head><meta\n\tproperty="og:image"\n\tcontent="https://elsewhere.example/x.jpg"\n/>'
    '<meta name="twitter:card" content="x" /><meta name="viewport" content="y" />'
    '<link rel="manifest" href="/manifest.json" /></head><body lang="en">亩</body></html>'
)


async def framework(scope: Scope, receive: Receive, send: Send) -> None:
    """Sends the page in two pieces, or its path."""
    page = scope["path"] == "/"
    body = PAGE.encode() if page else scope["path"].encode()
    kind = b"text/html; charset=utf-8" if page else b"text/plain"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body[:-20], "more_body": True})
    await send({"type": "http.response.body", "body": body[-20:]})


def get(path: str) -> tuple[int, dict[str, str], bytes]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"br")]}
    asyncio.run(OfflineWall(framework)(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("/", True),
        ("/assets/index.js", True),
        ("/gradio_api/queue/join", True),
        ("/gradio_api/upload", False),
        ("/gradio_api/proxy=https://elsewhere.example/", False),
        ("/gradio_api/file=/etc/passwd", False),
        ("/gradio_api/info", False),
        ("/docs", False),
        ("/openapi.json", False),
        ("/api/ask", True),
        ("/v1/models", True),
        ("/mcp", True),
        ("/mcp/messages", False),
        ("/monitoring", False),
    ],
)
def test_only_the_routes_of_the_chat_are_served(path: str, served: bool) -> None:
    assert is_served(path) is served
    assert (get(path)[0] == 200) is served


def test_the_page_names_no_other_host_and_says_it_is_chinese() -> None:
    page = clean_page(PAGE)
    assert "elsewhere" not in page
    assert "twitter" not in page
    assert "manifest" not in page
    assert '<meta name="viewport" content="y" />' in page
    assert page.count('lang="zh-CN"') == 1


def test_the_rewritten_page_states_its_own_length() -> None:
    status, headers, body = get("/")
    assert status == 200
    assert body.decode() == clean_page(PAGE)
    assert int(headers["content-length"]) == len(body)


@pytest.mark.parametrize("path", ["/", "/assets/a.js"])
def test_every_answer_forbids_the_browser_other_hosts(path: str) -> None:
    assert get(path)[1]["content-security-policy"].startswith("default-src 'self';")
