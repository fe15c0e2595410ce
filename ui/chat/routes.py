"""What the page's script fetches beside the answers: history, exports, opinions and whole documents. Starlette only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from assistant.history.export.writing import MARKDOWN, WORD, exported, file_name
from assistant.ports import AssistantError
from ui.chat.history import render_history
from ui.chat.keeping import Keeper
from ui.chat.opinions import render_opinion
from ui.chat.reader import render_document
from ui.chat.requested import opinion_of, place, text_of
from ui.people.visitor import visitor_of
from ui.ports import BadRequest, ChatBackend, UserInterfaceError
from vectorstore.ports import VectorStoreError

_MIME = {
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    MARKDOWN: "text/markdown; charset=utf-8",
}
_FRESH = {"cache-control": "no-store"}


def chat_pages(backend: ChatBackend, keeper: Keeper) -> list[Route]:
    """The routes under /chat. Whose conversations they are is told by the request's visitor."""

    def history(request: Request) -> Response:
        words, current = request.query_params.get("words", ""), request.query_params.get("current", "")
        page = keeper.page(_user(request), words)
        return _fragment(render_history(page, words, current, datetime.now(UTC)))

    def export(request: Request) -> Response:
        ending = f".{request.path_params['ending']}"
        if ending not in _MIME:
            raise BadRequest("只能导出 Word（.docx）或 Markdown（.md）。")
        conversation = keeper.conversation(_user(request), request.path_params["conversation"])
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(file_name(conversation, ending))}"}
        return Response(exported(conversation, ending), media_type=_MIME[ending], headers=headers | _FRESH)

    def document(request: Request) -> Response:
        start, end = (place(request.query_params.get(name, "")) for name in ("start", "end"))
        found = backend.whole_document(request.query_params.get("doc", ""), start)
        return _fragment(render_document(found, start, end))

    def rename(user: str, body: object) -> Response:
        keeper.rename(user, text_of(body, "conversation"), text_of(body, "title"))
        return JSONResponse({})

    def delete(user: str, body: object) -> Response:
        keeper.delete(user, text_of(body, "conversation"))
        return JSONResponse({})

    def opinion(user: str, body: object) -> Response:
        said = opinion_of(body)
        given = None
        if said.opinion:
            given = keeper.give(user, said.conversation, said.exchange, said.opinion, said.comment)
        else:
            keeper.withdraw(user, said.conversation, said.exchange)
        return _fragment(render_opinion(said.conversation, said.exchange, given))

    return [
        Route("/chat/history", _read(history)),
        Route("/chat/export/{conversation:str}.{ending:str}", _read(export)),
        Route("/chat/document", _read(document)),
        Route("/chat/rename", _changed(rename), methods=["POST"]),
        Route("/chat/delete", _changed(delete), methods=["POST"]),
        Route("/chat/opinion", _changed(opinion), methods=["POST"]),
    ]


def _read(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return _told(lambda: answer(request))

    return endpoint


def _changed(change: Callable[[str, object], Response]) -> Callable[[Request], asyncio.Future[Response]]:
    async def endpoint(request: Request) -> Response:
        # Another site's page cannot send this type without asking the browser's leave first.
        if not request.headers.get("content-type", "").startswith("application/json"):
            return _problem("请求的内容不对，请刷新页面后重试。")
        try:
            body = await request.json()
        except ValueError:
            return _problem("请求的内容不对，请刷新页面后重试。")
        return await run_in_threadpool(lambda: _told(lambda: change(_user(request), body)))

    return endpoint  # type: ignore[return-value]


def _told(work: Callable[[], Response]) -> Response:
    try:
        return work()
    except (AssistantError, VectorStoreError, UserInterfaceError) as error:
        return _problem(str(error))


def _problem(line: str) -> Response:
    return JSONResponse({"message": line}, 400, headers=_FRESH)


def _fragment(html: str) -> Response:
    return HTMLResponse(html.encode("utf-8", "replace"), headers=_FRESH)


def _user(request: Request) -> str:
    return visitor_of(request.scope).name
