"""The Model Context Protocol: `ask`, `search` and `get_clause` as tools, on stdio and over HTTP. The only file that
imports mcp."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import anyio
from mcp.server import Server, ServerRequestContext  # noqa: TID251
from mcp.server.stdio import stdio_server  # noqa: TID251
from mcp.server.transport_security import TransportSecuritySettings  # noqa: TID251
from mcp_types import (  # noqa: TID251
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import BaseModel
from starlette.types import ASGIApp

from assistant.ports import AssistantError
from ui import operations
from ui.answering_queue import AnsweringQueue
from ui.footnotes import message_text
from ui.ports import AssistantBackend, BadRequest, UserInterfaceError
from ui.requests import AskRequest, ClauseRequest, SearchRequest, parsed
from vectorstore.ports import VectorStoreError

_LOG = logging.getLogger(__name__)
_INSTRUCTIONS = (
    "知策检索中国开发区政策文件。要答案用 ask，要条款用 search，要读整条原文用 get_clause。"
    "回答与引文逐字出自文件；refused 为 true 表示文件没有规定，不要自行补充。"
)
_UNEXPECTED = "系统内部出错，未能完成。请重试；若仍出错，请管理员查看服务日志。"

Given = dict[str, Any]
Told = tuple[str, dict[str, Any]]
"""What a tool says as text, and as JSON."""


@dataclass(frozen=True, slots=True)
class _ToolKind:
    """One tool: its description, the form of its arguments, and what it does with them."""

    title: str
    description: str
    request: type[BaseModel]
    run: Callable[[AnsweringQueue, Given], Awaitable[Told]]


async def _ask(queue: AnsweringQueue, given: Given) -> Told:
    answer = await operations.ask(queue, parsed(AskRequest, given))
    return message_text(answer), operations.told(answer)


async def _search(queue: AnsweringQueue, given: Given) -> Told:
    found = await operations.search(queue, parsed(SearchRequest, given))
    return json.dumps(found, ensure_ascii=False), found


async def _get_clause(queue: AnsweringQueue, given: Given) -> Told:
    clause = await operations.clause(queue, parsed(ClauseRequest, given))
    return f"《{clause['title']}》{clause['clause']}\n{clause['text']}", clause


_TOOLS = {
    "ask": _ToolKind("提问", "回答一个关于政策文件的问题，附编号引文；文件没有规定的就说没有。", AskRequest, _ask),
    "search": _ToolKind("检索条款", "按相关程度列出条款原文及其所在文件、条款路径和位置。", SearchRequest, _search),
    "get_clause": _ToolKind(
        "读一条",
        "一条连同它下面各级的原文：给出文件和条款编号（或标题、路径），或引文的位置。",
        ClauseRequest,
        _get_clause,
    ),
}


def make_mcp_server(queue: AnsweringQueue) -> Server[Any]:
    """The server around the assistant behind `queue`, not yet connected to anything."""

    async def list_tools(_: ServerRequestContext[Any], __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_described(name, kind) for name, kind in _TOOLS.items()])

    async def call_tool(_: ServerRequestContext[Any], params: CallToolRequestParams) -> CallToolResult:
        return await _called(queue, params.name, params.arguments or {})

    return Server(
        "zhice",
        title="知策",
        version=version("zhice"),
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve_stdio(backend: AssistantBackend) -> None:
    """Serves one client on standard input and output until it hangs up."""
    queue = AnsweringQueue(backend)
    try:
        anyio.run(_on_stdio, make_mcp_server(queue))
    finally:
        queue.close()


def http_endpoint(queue: AnsweringQueue) -> tuple[ASGIApp, Callable[[], AbstractAsyncContextManager[None]]]:
    """The endpoint `/mcp` (streamable HTTP), and the context in which it runs.

    Each request stands for itself, so that no session is lost when the server starts anew. Who may call is
    decided before a request comes here.
    """
    app = make_mcp_server(queue).streamable_http_app(
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )

    @asynccontextmanager
    async def running() -> AsyncIterator[None]:
        async with app.router.lifespan_context(app):
            yield

    return app, running


async def _on_stdio(server: Server[Any]) -> None:
    async with stdio_server() as (requests, replies):
        await server.run(requests, replies, server.create_initialization_options())


async def _called(queue: AnsweringQueue, name: str, arguments: Given) -> CallToolResult:
    """What a tool says; its failures are for the client's model to read and mend, in one line."""
    try:
        kind = _TOOLS.get(name)
        if kind is None:
            raise BadRequest(f"没有工具“{name[:60]}”，可用：{'、'.join(_TOOLS)}。")
        text, record = await kind.run(queue, arguments)
    except (AssistantError, VectorStoreError, UserInterfaceError) as error:
        return _said(" ".join(str(error).split()), failed=True)
    except Exception:
        _LOG.exception("the tool %s failed", name)
        return _said(_UNEXPECTED, failed=True)
    return CallToolResult(content=[TextContent(text=text)], structured_content=record)


def _said(line: str, failed: bool) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=line)], is_error=failed)


def _described(name: str, kind: _ToolKind) -> Tool:
    return Tool(
        name=name,
        title=kind.title,
        description=kind.description,
        input_schema=kind.request.model_json_schema(),
        annotations=ToolAnnotations(
            title=kind.title, read_only_hint=True, idempotent_hint=True, destructive_hint=False, open_world_hint=False
        ),
    )
