"""The real server on 127.0.0.1 in a thread of this process, around any backend."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from assistant.kept_records import KeptRecords
from assistant.people.access import Access
from ui.ports import AssistantBackend
from ui.server import ServiceOptions, make_server

SECONDS_TO_START = 60


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    backend: AssistantBackend,
    key: str = "",
    api_only: bool = True,
    most_waiting: int = 64,
    access: Access | None = None,
    records: KeptRecords | None = None,
) -> Iterator[str]:
    """The server's address, 'http://127.0.0.1:PORT', while the block runs. A token is a character."""
    port = free_port()
    options = ServiceOptions(key, api_only, most_waiting, access, records=records)
    server = make_server(backend, "127.0.0.1", port, len, options)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + SECONDS_TO_START
    while not server.started:
        assert thread.is_alive()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(SECONDS_TO_START)
