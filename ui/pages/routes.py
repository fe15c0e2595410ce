"""The addresses under /pages: fragments of HTML and downloads. Starlette only."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.tables.export.writing import WRITERS
from ui.pages.changing import changing_routes
from ui.pages.documents_view import render_job
from ui.pages.ports import PagesBackend
from ui.pages.query import Query
from ui.pages.replies import FRESH, answering, fragment
from ui.pages.showing import PAGES, sheet_of
from ui.people.visitor import visitor_of
from ui.ports import BadRequest

_MIME = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}
_WAIT_SECONDS = 1.0


def page_routes(pages: PagesBackend) -> list[Route]:
    """Who asks is told by the request's visitor; what changes the index is for editors alone."""

    def page(request: Request) -> Response:
        show = PAGES.get(request.path_params["name"])
        if show is None:
            raise BadRequest("没有这个页面。")
        return fragment(show(pages, _query(request), visitor_of(request.scope)))

    def job(request: Request) -> Response:
        worker = pages.collection.worker
        seen = worker.view(int(request.path_params["number"]))
        return fragment(render_job(worker.wait(seen, _WAIT_SECONDS) if seen.running else seen))

    return [
        *changing_routes(pages),
        Route("/pages/job/{number:int}", answering(job)),
        Route("/pages/{name:str}.{ending:str}", answering(lambda request: _downloaded(pages, request))),
        Route("/pages/{name:str}", answering(page)),
    ]


def _downloaded(pages: PagesBackend, request: Request) -> Response:
    name, ending = request.path_params["name"], f".{request.path_params['ending']}"
    if ending not in _MIME:
        raise BadRequest("只能下载 .xlsx 或 .csv。")
    sheet = sheet_of(pages, name, _query(request), visitor_of(request.scope))
    if sheet is None:
        raise BadRequest("没有可下载的内容，请先选好地区和指标。")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(sheet.title + ending)}"} | FRESH
    return Response(WRITERS[ending](sheet), media_type=_MIME[ending], headers=headers)


def _query(request: Request) -> Query:
    return Query(list(request.query_params.multi_items()))
