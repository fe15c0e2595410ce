"""Serves the chat on this machine or its network, and on nothing else."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from importlib import resources

import gradio as gr  # noqa: TID251
import uvicorn
from fastapi import FastAPI

from ui.app import build_app
from ui.offline import OfflineWall
from ui.ports import ChatBackend, PortInUse
from ui.theme import chat_theme, page_head

_PORTS_TO_TRY = 100
_LAST_PORT = 65535
_SECONDS_TO_CLOSE = 2


def serve(backend: ChatBackend, host: str, port: int, on_ready: Callable[[str], None] | None = None) -> None:
    """Serves until interrupted. Calls `on_ready` with the address just before the first request can come in.

    Raises `PortInUse` before anything is built where `host:port` cannot be bound.
    """
    require_free_port(host, port)
    server = make_server(backend, host, port)
    if on_ready:
        on_ready(f"http://{_url_host(host)}:{port}/")
    # The server has closed in good order by the time it passes the interrupt on.
    with suppress(KeyboardInterrupt):
        server.run()


def make_server(backend: ChatBackend, host: str, port: int) -> uvicorn.Server:
    """The server, wired and not yet running."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    outer = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    # Mounted, not launched: launching calls its own address through whatever proxy the environment names.
    app = gr.mount_gradio_app(
        outer,
        build_app(backend),
        path="/",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        ssr_mode=False,
        show_error=False,
        favicon_path=str(resources.files("ui") / "assets" / "favicon.svg"),
        theme=chat_theme(),
        head=page_head(),
    )
    config = uvicorn.Config(
        OfflineWall(app),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_SECONDS_TO_CLOSE,
    )
    return uvicorn.Server(config)


def require_free_port(host: str, port: int) -> None:
    """Raises `PortInUse`, naming a free port where there is one, if `host:port` cannot be bound."""
    if _is_free(host, port):
        return
    others = range(port + 1, min(port + _PORTS_TO_TRY, _LAST_PORT) + 1)
    free = next((other for other in others if _is_free(host, other)), None)
    hint = f"请改用端口 {free}" if free else "请检查监听地址，或改用另一个端口"
    raise PortInUse(f"无法在 {host} 的端口 {port} 上启动（已被占用或无权使用）。{hint}。")


def _is_free(host: str, port: int) -> bool:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with closing(socket.socket(family, kind, protocol)) as probe:
            if os.name != "nt":  # There the option would let two programs share the port.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError:
        return False
    return True


def _url_host(host: str) -> str:
    if host in {"0.0.0.0", "::", ""}:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
