"""The HTTP application of the programs' interfaces, onto which the web chat is mounted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request, Security
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.security import HTTPBearer
from starlette.routing import Route
from starlette.types import ASGIApp

from ui.answering_queue import AnsweringQueue
from ui.http.docs_page import EXAMPLE_ADDRESS, render_docs
from ui.http.errors import STATUS_LINES, add_error_handlers, error_response
from ui.http.routes_api import api_routes
from ui.http.routes_chat import chat_routes

_DESCRIPTION = f"""
政策文件检索问答，逐条引用原文，文件没有规定就说没有。偏移按字（Unicode 码点）计，与原文逐字对应。

设置了 ZHICE_API_KEY 时，每个请求都要带请求头 Authorization: Bearer 密钥。有用户（zhice users add）而没有设置密钥时，
只有已登录网页的人可以调用。问题太长得到 422，提问太快得到 429，请按 Retry-After 所说的秒数等候。

出错时返回 {{"error": {{"message": …}}}}，一句话说明错在哪里。

```
curl {EXAMPLE_ADDRESS}/api/ask -H 'content-type: application/json' \\
  -d '{{"question": "九江国家级开发区亩均税收要求是多少？", "region": ["九江市"]}}'
```

兼容 OpenAI 的聊天程序把地址设为 {EXAMPLE_ADDRESS}/v1，模型设为 zhice；支持 MCP 的程序连接 {EXAMPLE_ADDRESS}/mcp。
"""

Lifespan = Callable[[], AbstractAsyncContextManager[None]]


def make_api(
    queue: AnsweringQueue, count_tokens: Callable[[str], int], mcp: tuple[ASGIApp, Lifespan] | None = None
) -> FastAPI:
    """`/api`, `/v1` and with `mcp`, an endpoint and what runs it, `/mcp`. Closes `queue` when it ends."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.callback(queue.close)
            if mcp is not None:
                await stack.enter_async_context(mcp[1]())
            yield

    zhice_version = version("zhice")
    app = FastAPI(
        title="知策接口",
        version=zhice_version,
        description=_DESCRIPTION.strip(),
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    add_error_handlers(app)
    key = [Security(HTTPBearer(auto_error=False, description="ZHICE_API_KEY 的值；没有设置时不需要"))]
    for routes in (api_routes(queue, zhice_version), chat_routes(queue, count_tokens)):
        app.include_router(routes, dependencies=key)
    app.add_api_route("/api/docs", _docs, include_in_schema=False)
    if mcp is not None:
        app.router.routes.append(Route("/mcp", endpoint=mcp[0]))
    _refuse_the_rest(app)
    return app


def send_home_to_docs(app: FastAPI) -> None:
    """Without the chat, the address of the server leads to the documentation."""
    app.add_api_route("/", lambda: RedirectResponse("/api/docs"), include_in_schema=False)


def _refuse_the_rest(app: FastAPI) -> None:
    """What begins as an interface and is none must not fall through to the chat."""
    for path in ("/api/{rest:path}", "/v1/{rest:path}"):
        app.add_api_route(path, _unknown, methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)


async def _docs(request: Request) -> HTMLResponse:
    return HTMLResponse(render_docs(request.app.openapi(), str(request.base_url).rstrip("/")))


async def _unknown(request: Request) -> JSONResponse:
    if request.url.path in request.app.openapi()["paths"]:
        return error_response(STATUS_LINES[405], 405)
    return error_response(STATUS_LINES[404], 404)
