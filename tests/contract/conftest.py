"""The vector back-ends that the contract is checked on."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vectorstore.chroma import ChromaStore
from vectorstore.memory import MemoryStore
from vectorstore.ports import BackendUnavailable, VectorStore
from vectorstore.resident import ResidentVectors

_START_SECONDS = 60.0


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Host and port of a Chroma server on this machine that lives as long as the tests."""
    folder = tmp_path_factory.mktemp("chroma-server")
    port = _free_port()
    executable = Path(sys.executable).with_name("chroma")
    command = [str(executable), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_ready(process, port, folder / "server.log")
        yield "127.0.0.1", port
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


@pytest.fixture(params=["memory", "resident", "chroma-embedded", "chroma-server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    """An empty store of every kind in turn."""
    if request.param == "memory":
        yield MemoryStore()
        return
    if request.param == "resident":
        yield ResidentVectors(MemoryStore, tmp_path, lambda: 0, lambda ids: {})
        return
    if request.param == "chroma-embedded":
        chroma = ChromaStore.embedded(tmp_path / "vectors")
    else:
        chroma = ChromaStore.server(*request.getfixturevalue("chroma_server"))
        chroma.clear()
    yield chroma
    chroma.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"chroma run ended with {process.returncode}: {log.read_text(errors='replace')}", pytrace=False)
        try:
            ChromaStore.server("127.0.0.1", port).close()
        except BackendUnavailable:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"chroma run was not ready in {_START_SECONDS} s", pytrace=False)
