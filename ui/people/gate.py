"""The gate before everything that the server serves: who comes, whether they may pass, and how often. ASGI."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.people.access import Access, is_loopback
from assistant.people.model import LOCAL, PROGRAM, NoSession, Person, SessionExpired, TooManyRequests
from assistant.ports import AssistantError
from ui.http.errors import error_response
from ui.http.guard import OPEN_TO_ALL, is_guarded
from ui.people.pages import message_page
from ui.people.uploads import is_upload, measured, upload_problem
from ui.people.visitor import Visitor, attach, working_for

LOGIN_HEADER = "x-zhice-login"
"""Marks the refusal of a request of the page, so that the page can send people to the login."""
_WITHOUT_LOGIN = frozenset({"/login", "/favicon.ico", "/theme.css"}) | OPEN_TO_ALL
_FRAMEWORK = ("/assets/", "/static/")
"""The page's program; it holds nothing of the documents."""
_COUNTED = frozenset({"/api/ask", "/api/search", "/v1/chat/completions", "/mcp"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FOREIGN = "不接受其他网站的页面发来的请求，请从本页面操作。"
_OTHER_NAME = "没有登录的服务只接受以本机地址访问。要从别处访问，请先用 zhice users add 添加用户。"
_EXPIRED = "登录已过期，请重新登录。"
_NOBODY = "请先登录。"
_NO_KEY = "请先登录；程序要用密钥调用，请管理员设置 ZHICE_API_KEY 后，在请求头 Authorization 中写 Bearer 加密钥。"


class Gate:
    """Lets pass: everybody where there are no users and only this machine comes; else who has logged in.

    The programs' interfaces are also open to whoever gives the key, which `Guard` looks at behind this gate. Users
    may be added, changed and removed while the server runs; each request is judged anew.
    """

    def __init__(self, app: ASGIApp, access: Access, host: str, has_key: bool) -> None:
        self._app = app
        self._access = access
        self._only_this_machine = is_loopback(host)
        self._has_key = has_key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            visitor, refusal = self._judged(scope)
        except AssistantError as error:  # the file of the users cannot be read: nobody passes
            visitor, refusal = Visitor(), _refused(scope, str(error), 503)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        attach(scope, visitor)
        if is_upload(scope["path"]):
            receive = measured(receive, self._access.limits.upload_bytes)
        with working_for(visitor):
            await self._app(scope, receive, send)

    def _judged(self, scope: Scope) -> tuple[Visitor, Response | None]:
        """Who comes, and what they are told where they may not pass."""
        headers = Headers(scope=scope)
        nobody = Visitor(Person(""), _address(scope), _channel(scope["path"]), access=self._access)
        if scope["method"] not in _SAFE and not _from_here(headers):
            return nobody, _refused(scope, _FOREIGN, 403)
        if not self._access.users.any() and self._only_this_machine:
            return self._judged_alone(scope, headers, nobody)
        visitor, expired = self._logged_in(headers, nobody)
        if not visitor.logged_in:
            if is_guarded(scope["path"]) and scope["path"] not in OPEN_TO_ALL:
                if not self._has_key:
                    return nobody, error_response(_NO_KEY, 401, "login_required")
                visitor = _as(nobody, PROGRAM)
            elif not _is_open(scope["path"]):
                return nobody, _to_login(scope, expired)
        return visitor, self._limited(scope, headers, visitor)

    def _judged_alone(self, scope: Scope, headers: Headers, nobody: Visitor) -> tuple[Visitor, Response | None]:
        """Without users. A page of another site can give its own name this machine's address: see `Guard`."""
        visitor = _as(nobody, LOCAL)
        named = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if not is_guarded(scope["path"]) and not is_loopback(named):
            return visitor, _refused(scope, _OTHER_NAME, 403)
        return visitor, self._limited(scope, headers, visitor)

    def _logged_in(self, headers: Headers, nobody: Visitor) -> tuple[Visitor, bool]:
        """The visitor by the cookie, and whether a login has expired."""
        sessions = self._access.sessions
        token = cookie_parser(headers.get("cookie", "")).get(sessions.cookie, "")
        if not token:
            return nobody, False
        try:
            session = sessions.read(token)
        except SessionExpired:
            return nobody, True
        except NoSession:
            return nobody, False
        left = sessions.seconds_left(session)
        return Visitor(session.person, nobody.address, nobody.channel, True, left, self._access), False

    def _limited(self, scope: Scope, headers: Headers, visitor: Visitor) -> Response | None:
        path = scope["path"]
        if is_upload(path) and (problem := upload_problem(visitor.person, headers, self._access.limits)):
            return _refused(scope, *problem)
        if path not in _COUNTED:
            return None
        try:
            visitor.count_request()
        except TooManyRequests as error:
            reply = error_response(str(error), 429, "rate_limit_exceeded")
            reply.headers["retry-after"] = str(error.seconds)
            return reply
        return None


def _as(visitor: Visitor, person: Person) -> Visitor:
    return Visitor(person, visitor.address, visitor.channel, access=visitor.access)


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _channel(path: str) -> str:
    if path == "/mcp":
        return "mcp"
    return path.split("/")[1] if is_guarded(path) else "web"


def _is_open(path: str) -> bool:
    return path in _WITHOUT_LOGIN or path.startswith(_FRAMEWORK)


def _from_here(headers: Headers) -> bool:
    """Whether a request that changes something comes from this server's page, or from no page at all."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _to_login(scope: Scope, expired: bool) -> Response:
    """The page is led to the login; what the page's program asks for is refused, and the page says why."""
    if scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", ""):
        notice = "expired" if expired else "required"
        return RedirectResponse(
            f"/login?notice={notice}&next={quote(scope['path'])}", 303, {"cache-control": "no-store"}
        )
    return _refused(scope, _EXPIRED if expired else _NOBODY, 401)


def _refused(scope: Scope, line: str, status: int) -> Response:
    """One line, in the form that the caller reads."""
    if is_guarded(scope["path"]):
        return error_response(line, status)
    headers = {"cache-control": "no-store"} | ({LOGIN_HEADER: "/login"} if status == 401 else {})
    if "text/html" in Headers(scope=scope).get("accept", ""):
        return HTMLResponse(message_page("未能完成", line), status, headers)
    # "detail" is what the chat's framework shows.
    return JSONResponse({"detail": line, "error": {"message": line}}, status, headers)
