"""`/api`: ask, search, read documents and clauses."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from ui import operations
from ui.answering_queue import AnsweringQueue
from ui.http.gone import while_there
from ui.http.replies import AnswerReply, ClauseReply, DocumentsReply, HealthReply, SearchReply, failures
from ui.requests import AskRequest, ClauseRequest, DocumentsRequest, SearchRequest


def api_routes(queue: AnsweringQueue, version: str) -> APIRouter:
    """The routes around the assistant behind `queue`."""
    routes = APIRouter(prefix="/api", tags=["问答与检索"])

    @routes.post("/ask", summary="提问", responses=_documented(AnswerReply))
    async def ask(request: Request, body: AskRequest) -> JSONResponse:
        """回答一个问题，附引文。文件没有规定的，refused 为 true。"""
        return JSONResponse(await while_there(request, operations.answer(queue, body)))

    @routes.get("/search", summary="检索条款", responses=_documented(SearchReply))
    async def search(request: Request, query: Annotated[SearchRequest, Query()]) -> JSONResponse:
        """按得分列出条款；没有写明地区时，几个地区几乎相同的条款并在一条的 alike 里。"""
        return JSONResponse(await while_there(request, operations.search(queue, query)))

    @routes.get("/documents", summary="列出文件", responses=_documented(DocumentsReply))
    async def documents(query: Annotated[DocumentsRequest, Query()]) -> JSONResponse:
        """已索引的文件：标题、文号、发文机关、日期、效力、地区、级别。"""
        return JSONResponse(await operations.documents(queue, query))

    @routes.get("/clause", summary="读一条", responses=_documented(ClauseReply, 404))
    async def clause(query: Annotated[ClauseRequest, Query()]) -> JSONResponse:
        """一条连同它下面各级的原文，按编号、标题或路径，或按引文的位置。"""
        return JSONResponse(await operations.clause(queue, query))

    @routes.get("/health", summary="是否就绪", responses=_documented(HealthReply))
    async def health() -> JSONResponse:
        """服务在运行，索引能读。"""
        return JSONResponse(
            {
                "status": "ok",
                "version": version,
                "documents": len(queue.documents()),
                "answerer": queue.backend.answerer,
            }
        )

    return routes


def _documented(reply: type[Any], *statuses: int) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": reply, "description": "成功"}, **failures(*statuses)}
