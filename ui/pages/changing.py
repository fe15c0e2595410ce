"""What editors change under /pages: uploads, removals, files read anew, the test of the model. Starlette only."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.collection.changing import Upload
from assistant.collection.model import FileProgress
from assistant.people.audit import AuditKind
from assistant.people.model import require_editor
from assistant.ports import AssistantError
from ui.pages.ports import PagesBackend
from ui.pages.replies import FRESH, answering, fragment, refused, told
from ui.pages.settings_view import render_test
from ui.people.visitor import Visitor, visitor_of
from ui.ports import BadRequest, UserInterfaceError

_MOST_NAMES = 100_000


def changing_routes(pages: PagesBackend) -> list[Route]:
    """For editors alone."""

    def tested(request: Request) -> Response:
        return _tested(pages, request)

    async def upload(request: Request) -> Response:
        return await _uploaded(pages, request)

    async def change(request: Request) -> Response:
        names = await _names(request)
        if names is None:
            return refused(BadRequest("请求的内容不对，请刷新页面后重试。"))
        return await run_in_threadpool(lambda: told(lambda: _changed(pages, request, names)))

    return [
        Route("/pages/upload", upload, methods=["POST"]),
        Route("/pages/remove", change, methods=["POST"]),
        Route("/pages/reread", change, methods=["POST"]),
        Route("/pages/test-model", answering(tested), methods=["POST"]),
    ]


def _changed(pages: PagesBackend, request: Request, names: list[str]) -> Response:
    visitor = visitor_of(request.scope)
    require_editor(visitor.person)
    worker, again = pages.collection.worker, request.url.path.endswith("/reread")
    names = names or (sorted({source.name for source in pages.collection.index.sources()}) if again else [])
    kind = AuditKind.UPLOAD if again else AuditKind.REMOVAL
    start = worker.reread if again else worker.remove
    return _begun(start(names, _recorder(visitor, kind)))


def _tested(pages: PagesBackend, request: Request) -> Response:
    require_editor(visitor_of(request.scope).person)
    try:
        return fragment(render_test(pages.collection.test_model(), True))
    except AssistantError as error:
        return fragment(render_test(str(error), False))


async def _uploaded(pages: PagesBackend, request: Request) -> Response:
    visitor, name = visitor_of(request.scope), request.query_params.get("name", "").strip() or "未命名"
    try:
        require_editor(visitor.person)
        return _begun(await _taken(pages, request, visitor, name))
    except (AssistantError, UserInterfaceError) as error:
        visitor.record(AuditKind.UPLOAD, name, problem=str(error))
        return refused(error)
    except ClientDisconnect:
        return Response(status_code=400)


async def _taken(pages: PagesBackend, request: Request, visitor: Visitor, name: str) -> int:
    """The number of the job that reads the file of the request; the file is gone when the job has ended."""
    folder = tempfile.TemporaryDirectory(prefix="zhice-")
    path = Path(folder.name) / "upload"
    try:
        await _received(request, path, name, pages)
        finished = _recorder(visitor, AuditKind.UPLOAD, folder.cleanup)
        return pages.collection.worker.upload([Upload(path, name)], finished)
    except (AssistantError, UserInterfaceError, ClientDisconnect):
        folder.cleanup()
        raise


def _begun(job: int) -> Response:
    return JSONResponse({"job": job}, headers=FRESH)


def _recorder(
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
