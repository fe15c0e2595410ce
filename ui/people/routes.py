"""`/login`, `/logout` and `/session`: the routes with which people come and go."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.people.access import Access
from assistant.people.audit import AuditKind
from assistant.people.model import LockedOut, LoginRefused, NoSession, Person, may_edit
from ui.people.pages import NOTICES, login_page, logout_page
from ui.people.visitor import Visitor, visitor_of

_MOST_BYTES = 16 * 1024
_AT_ONCE = 2
"""Logins; each takes 64 MB and a core for a moment."""
_LONGEST_FIELD = 256
_NO_STORE = {"cache-control": "no-store"}


def login_routes(access: Access) -> list[Route]:
    """The routes. The gate lets everybody come to the first two."""
    doorkeeper = _Doorkeeper(access)
    return [
        Route("/login", doorkeeper.login, methods=["GET", "POST"]),
        Route("/logout", doorkeeper.logout, methods=["GET", "POST"]),
        Route("/session", doorkeeper.session, methods=["GET"]),
    ]


def nobody_routes() -> list[Route]:
    """`/session` where nobody logs in: the page asks it who is there."""

    async def session(request: Request) -> Response:
        return JSONResponse({"login": False, "name": ""}, headers=_NO_STORE)

    return [Route("/session", session, methods=["GET"])]


def safe_path(path: str) -> str:
    """A path of this server to go on to; '/' for anything that could lead elsewhere."""
    plain = path.isprintable() and "\\" not in path
    return path if plain and path.startswith("/") and not path.startswith(("//", "/login", "/logout")) else "/"


class _Doorkeeper:
    def __init__(self, access: Access) -> None:
        self._access = access
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="zhice-login")

    async def login(self, request: Request) -> Response:
        visitor = visitor_of(request.scope)
        if request.method == "POST":
            return await self._checked(request, visitor)
        target = safe_path(request.query_params.get("next", "/"))
        if visitor.logged_in or visitor.is_local:
            return RedirectResponse(target, 303)
        notice = NOTICES.get(request.query_params.get("notice", ""), "")
        return HTMLResponse(login_page(target, notice), headers=_NO_STORE)

    async def logout(self, request: Request) -> Response:
        visitor = visitor_of(request.scope)
        if not visitor.logged_in:
            return RedirectResponse("/", 303)
        if request.method == "GET":
            return HTMLResponse(logout_page(visitor.name), headers=_NO_STORE)
        self._access.sessions.end(request.cookies.get(self._access.sessions.cookie, ""))
        visitor.record(AuditKind.LOGOUT)
        reply = RedirectResponse("/login?notice=out", 303)
        reply.delete_cookie(self._access.sessions.cookie, path="/", httponly=True, samesite="lax")
        return reply

    async def session(self, request: Request) -> Response:
        """{"login", "name", "role", "may_edit", "seconds_left"}; without a login the name is ''."""
        visitor = visitor_of(request.scope)
        told: dict[str, object] = {
            "login": visitor.logged_in,
            "name": visitor.name,
            "role": str(visitor.person.role),
            "may_edit": may_edit(visitor.person),
            "seconds_left": visitor.seconds_left,
        }
        return JSONResponse(told, headers=_NO_STORE)

    async def _checked(self, request: Request, visitor: Visitor) -> Response:
        form = await _form(request)
        if form is None:
            return HTMLResponse(login_page("/", problem="请求太大，请重新登录。"), 413, headers=_NO_STORE)
        name, target = form.get("name", ""), safe_path(form.get("next", "/"))
        loop = asyncio.get_running_loop()
        given = name, form.get("password", ""), visitor.address
        try:
            person = await loop.run_in_executor(self._threads, self._access.login.authenticate, *given)
            token = self._access.sessions.start(person)
        except (LoginRefused, NoSession) as error:
            replace(visitor, person=Person(name)).record(AuditKind.LOGIN_FAILED, problem=str(error))
            return _refused(error, target, name)
        replace(visitor, person=person).record(AuditKind.LOGIN)
        return self._admitted(request, token, target)

    def _admitted(self, request: Request, token: str, target: str) -> Response:
        reply = RedirectResponse(target, 303)
        sessions = self._access.sessions
        secure = request.url.scheme == "https"
        reply.set_cookie(
            sessions.cookie, token, sessions.seconds, path="/", secure=secure, httponly=True, samesite="lax"
        )
        return reply


def _refused(error: Exception, target: str, name: str) -> Response:
    headers = dict(_NO_STORE)
    status = 401
    if isinstance(error, LockedOut):
        status = 429
        headers["retry-after"] = str(error.seconds)
    return HTMLResponse(login_page(target, problem=str(error), name=name), status, headers=headers)


async def _form(request: Request) -> dict[str, str] | None:
    """The fields of the form; None where it is too large."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_BYTES:
            return None
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=10)
    except ValueError:
        return None
    return {name: values[0][:_LONGEST_FIELD] for name, values in fields.items()}
