"""What stands before the programs' interfaces: the key, the origin of the request, and its size. ASGI middleware."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.people.access import is_loopback
from ui.http.errors import error_response
from ui.people.visitor import visitor_of

MOST_BYTES = 1024 * 1024
"""Of one request."""
OPEN_TO_ALL = frozenset({"/api/docs", "/api/openapi.json"})
"""They say how to use the interface and nothing of the documents."""
_NO_KEY = "密钥不正确或没有给出，请在请求头 Authorization 中写 Bearer 加密钥（ZHICE_API_KEY 的值）。"
_FOREIGN = "不接受其他网站的页面发来的请求；请从程序调用，或设置 ZHICE_API_KEY 后由服务器转发。"
_TOO_LARGE = f"请求太大（超过 {MOST_BYTES // 1024} KB），请缩短后重试。"


def is_guarded(path: str) -> bool:
    """Whether a path belongs to the programs' interfaces."""
    return path == "/mcp" or path.startswith(("/api/", "/v1/"))


class Guard:
    """Refuses what may not pass.

    A page of another site can make a browser send requests here, and can even give its own name this machine's
    address. So a request that says which site it comes from must come from this one, and a server without a key
    that listens on this machine alone must be called by this machine's name. Who has logged in needs no key.
    """

    def __init__(self, app: ASGIApp, key: str, host: str) -> None:
        self._app = app
        self._key = key.encode()
        self._own_names_only = not key and is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_guarded(scope["path"]):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["path"] not in OPEN_TO_ALL and not self._has_key(scope, headers):
            await error_response(_NO_KEY, 401, "invalid_api_key")(scope, receive, send)
        elif not self._from_here(headers):
            await error_response(_FOREIGN, 403)(scope, receive, send)
        elif (body := await _body(headers, receive)) is None:
            await error_response(_TOO_LARGE, 413)(scope, receive, send)
        else:
            await self._app(scope, _replayed(body, receive), send)

    def _has_key(self, scope: Scope, headers: Headers) -> bool:
        if not self._key or visitor_of(scope).logged_in:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        matches = hmac.compare_digest(given.strip().encode("utf-8", "replace"), self._key)
        return matches and scheme.lower() == "bearer"

    def _from_here(self, headers: Headers) -> bool:
        host = headers.get("host", "")
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return False
        return not self._own_names_only or is_loopback(urlsplit(f"//{host}").hostname or "")


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """The whole body; None where it is too large."""
    declared = headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > MOST_BYTES:
        return None
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body"):
            return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """The body once more, then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
