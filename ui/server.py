"""Serves the chat and the programs' interfaces on this machine or its network, and on nothing else."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from assistant.collection.collection import PolicyCollection
from assistant.kept_records import KeptRecords
from assistant.people.access import Access
from assistant.people.limits import Limits
from ui.answering_queue import AnsweringQueue
from ui.http.app import make_api, send_home_to_docs
from ui.http.guard import Guard
from ui.offline import OfflineWall
from ui.pages.ports import PagesBackend
from ui.people.gate import Gate
from ui.people.recorded import recorded
from ui.people.routes import login_routes, nobody_routes
from ui.ports import AssistantBackend, PortInUse

_PORTS_TO_TRY = 100
_LAST_PORT = 65535
_SECONDS_TO_CLOSE = 2


@dataclass(frozen=True, slots=True)
class ServiceOptions:
    """What is served beside the chat, and to whom."""

    key: str = ""
    """That programs must give; empty lets every program in."""
    api_only: bool = False
    """Without the web chat."""
    most_waiting: int = 64
    """Questions that may wait for their turn; the next one is told to come back."""
    access: Access | None = None
    """Who may come; None lets everybody in and writes nothing down."""
    collection: PolicyCollection | None = None
    """The documents for the pages beside the chat; None leaves these pages out."""
    records: KeptRecords | None = None
    """Where conversations and opinions are kept; None keeps none."""


def serve(
    backend: AssistantBackend,
    host: str,
    port: int,
    count_tokens: Callable[[str], int],
    options: ServiceOptions = ServiceOptions(),
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serves until interrupted. Calls `on_ready` with the address just before the first request can come in.

    `count_tokens` counts what the chat protocol reports. Raises `PortInUse` before anything is built where
    `host:port` cannot be bound.
    """
    require_free_port(host, port)
    server = make_server(backend, host, port, count_tokens, options)
    if on_ready:
        on_ready(f"http://{_url_host(host)}:{port}/")
    # The server has closed in good order by the time it passes the interrupt on.
    with suppress(KeyboardInterrupt):
        server.run()


def make_server(
    backend: AssistantBackend,
    host: str,
    port: int,
    count_tokens: Callable[[str], int],
    options: ServiceOptions = ServiceOptions(),
) -> uvicorn.Server:
    """The server, wired and not yet running."""
    from ui.mcp_server import http_endpoint

    access = options.access
    if access is not None:
        backend = recorded(backend, access.limits)
    queue = AnsweringQueue(backend, options.most_waiting)
    app = make_api(queue, count_tokens, http_endpoint(queue))
    if access is not None:
        app.router.routes.extend(login_routes(access))
    if options.api_only:
        send_home_to_docs(app)
    else:
        from ui.mounting import mount_chat

        if access is None:
            app.router.routes.extend(nobody_routes())
        mount_chat(app, queue, options.records, _pages(options, queue))
    guarded: ASGIApp = Guard(app, options.key, host)
    if access is not None:
        guarded = Gate(guarded, access, host, has_key=bool(options.key))
    config = uvicorn.Config(
        OfflineWall(guarded),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_SECONDS_TO_CLOSE,
    )
    return uvicorn.Server(config)


def _pages(options: ServiceOptions, queue: AnsweringQueue) -> PagesBackend | None:
    if options.collection is None:
        return None
    limits = options.access.limits if options.access is not None else Limits()
    return PagesBackend(options.collection, lambda work: queue.submit(work).result(), limits)


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
