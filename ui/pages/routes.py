"""The addresses under /pages: fragments of HTML, downloads, uploads and changes. Starlette only."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from assistant.collection.changing import Upload
from assistant.collection.model import FileProgress
from assistant.people.audit import AuditKind
from assistant.people.model import NotAllowed, TooManyRequests, UploadTooLarge, require_editor
from assistant.ports import AssistantError
from assistant.tables.export.writing import WRITERS
from ui.pages.documents_view import render_job
from ui.pages.parts import problem
from ui.pages.ports import PagesBackend
from ui.pages.query import Query
from ui.pages.settings_view import render_test
from ui.pages.showing import PAGES, sheet_of
from ui.people.visitor import Visitor, visitor_of
from ui.ports import BadRequest, UserInterfaceError
from vectorstore.ports import VectorStoreError

_MIME = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}
_FRESH = {"cache-control": "no-store"}
_STATUS: tuple[tuple[type[Exception], int], ...] = ((NotAllowed, 403), (UploadTooLarge, 413), (TooManyRequests, 429))
_MOST_NAMES = 100_000
_WAIT_SECONDS = 1.0


def page_routes(pages: PagesBackend) -> list[Route]:
    """Who asks is told by the request's visitor; what changes the index is for editors alone."""
    worker = pages.collection.worker

    def page(request: Request) -> Response:
        show = PAGES.get(request.path_params["name"])
        if show is None:
            raise BadRequest("没有这个页面。")
        return _html(show(pages, _query(request), visitor_of(request.scope)))

    def download(request: Request) -> Response:
        name, ending = request.path_params["name"], f".{request.path_params['ending']}"
        if ending not in _MIME:
            raise BadRequest("只能下载 .xlsx 或 .csv。")
        sheet = sheet_of(pages, name, _query(request), visitor_of(request.scope))
        if sheet is None:
            raise BadRequest("没有可下载的内容，请先选好地区和指标。")
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(sheet.title + ending)}"} | _FRESH
        return Response(WRITERS[ending](sheet), media_type=_MIME[ending], headers=headers)

    def job(request: Request) -> Response:
        seen = worker.view(int(request.path_params["number"]))
        return _html(render_job(worker.wait(seen, _WAIT_SECONDS) if seen.running else seen))

    def changed(request: Request, names: list[str]) -> Response:
        visitor = visitor_of(request.scope)
        require_editor(visitor.person)
        again = request.url.path.endswith("/reread")
        names = names or (sorted({source.name for source in pages.collection.index.sources()}) if again else [])
        kind = AuditKind.UPLOAD if again else AuditKind.REMOVAL
        start = worker.reread if again else worker.remove
        return JSONResponse({"job": start(names, recorder(visitor, kind))}, headers=_FRESH)

    def tested(request: Request) -> Response:
        require_editor(visitor_of(request.scope).person)
        try:
            return _html(render_test(pages.collection.test_model(), True))
        except AssistantError as error:
            return _html(render_test(str(error), False))

    async def upload(request: Request) -> Response:
        visitor, name = visitor_of(request.scope), request.query_params.get("name", "").strip() or "未命名"
        try:
            require_editor(visitor.person)
        except NotAllowed as error:
            visitor.record(AuditKind.UPLOAD, name, problem=str(error))
            return _refused(error)
        folder = tempfile.TemporaryDirectory(prefix="zhice-")
        path = Path(folder.name) / "upload"
        try:
            await _received(request, path, name, pages)
            finished = recorder(visitor, AuditKind.UPLOAD, folder.cleanup)
            number = worker.upload([Upload(path, name)], finished)
        except (AssistantError, UserInterfaceError) as error:
            folder.cleanup()
            visitor.record(AuditKind.UPLOAD, name, problem=str(error))
            return _refused(error)
        except ClientDisconnect:
            folder.cleanup()
            return Response(status_code=400)
        return JSONResponse({"job": number}, headers=_FRESH)

    async def change(request: Request) -> Response:
        names = await _names(request)
        if names is None:
            return _refused(BadRequest("请求的内容不对，请刷新页面后重试。"))
        return await run_in_threadpool(lambda: _told(lambda: changed(request, names)))

    return [
        Route("/pages/upload", upload, methods=["POST"]),
        Route("/pages/remove", change, methods=["POST"]),
        Route("/pages/reread", change, methods=["POST"]),
        Route("/pages/test-model", _answering(tested), methods=["POST"]),
        Route("/pages/job/{number:int}", _answering(job)),
        Route("/pages/{name:str}.{ending:str}", _answering(download)),
        Route("/pages/{name:str}", _answering(page)),
    ]


def recorder(
    visitor: Visitor, kind: AuditKind, after: Callable[[], None] = lambda: None
) -> Callable[[FileProgress], None]:
    """Writes down what became of each file, and who asked for it."""

    def finished(file: FileProgress) -> None:
        visitor.record(kind, file.name, documents=() if file.line else (file.name,), problem=file.line)
        after()

    return finished


async def _received(request: Request, path: Path, name: str, pages: PagesBackend) -> None:
    """Keeps the body at `path`. Raises UploadTooLarge as soon as that is known."""
    declared = request.headers.get("content-length", "0")
    pages.limits.check_upload(name, int(declared) if declared.isdecimal() else 0)
    size = 0
    with path.open("wb") as file:
        async for piece in request.stream():
            size += len(piece)
            pages.limits.check_upload(name, size)
            file.write(piece)


async def _names(request: Request) -> list[str] | None:
    """{"names": […]}; None for anything else. Another site's page cannot send this type unasked."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        body = await request.json()
    except ValueError:
        return None
    names = body.get("names") if isinstance(body, dict) else None
    if not isinstance(names, list) or len(names) > _MOST_NAMES or not all(isinstance(name, str) for name in names):
        return None
    return names


def _query(request: Request) -> Query:
    return Query(list(request.query_params.multi_items()))


def _answering(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return _told(lambda: answer(request))

    return endpoint


def _told(work: Callable[[], Response]) -> Response:
    try:
        return work()
    except (AssistantError, VectorStoreError, UserInterfaceError) as error:
        return _refused(error)


def _refused(error: Exception) -> Response:
    """The line as a fragment to show."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 400)
    return HTMLResponse(problem(str(error)).encode("utf-8", "replace"), status, headers=_FRESH)


def _html(fragment: str) -> Response:
    return HTMLResponse(fragment.encode("utf-8", "replace"), headers=_FRESH)
