"""Who may call the programs' interfaces: the key, pages of other sites, and the chat beside them."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from command_line import Zhice
from serving import served

from assistant.api import Assistant

KEY = "k-0123456789"
GUARDED = [
    ("GET", "/api/health"),
    ("GET", "/api/documents"),
    ("GET", "/api/search"),
    ("POST", "/api/ask"),
    ("GET", "/api/nothing"),
    ("GET", "/v1/models"),
    ("POST", "/v1/chat/completions"),
    ("POST", "/mcp"),
    ("GET", "/mcp"),
]


@pytest.fixture(scope="module")
def locked(assistant: Assistant) -> Iterator[str]:
    """A server with a key, with the web chat."""
    with served(assistant, KEY, api_only=False) as address:
        yield address


def call(address: str, method: str = "GET", path: str = "/api/health", **headers: str) -> httpx.Response:
    with httpx.Client(base_url=address, trust_env=False) as client:
        return client.request(method, path, headers=headers, json={} if method == "POST" else None)


@pytest.mark.parametrize(("method", "path"), GUARDED)
@pytest.mark.parametrize("given", ["", KEY, f"Bearer {KEY}x", f"Bearer {KEY[:-1]}", f"Basic {KEY}", "Bearer"])
def test_without_the_key_nothing_is_told(locked: str, method: str, path: str, given: str) -> None:
    reply = call(locked, method, path, **({"authorization": given} if given else {}))
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"] == "Bearer"
    error = reply.json()["error"]
    assert error["code"] == "invalid_api_key"
    assert "密钥不正确或没有给出" in error["message"]
    assert KEY not in reply.text


def test_with_the_key_programs_are_served_and_the_chat_needs_none(locked: str) -> None:
    assert call(locked, authorization=f"bearer {KEY}").json()["status"] == "ok"
    page = call(locked, path="/")
    assert page.status_code == 200
    assert "知策" in page.text
    assert call(locked, path="/api/docs").status_code == 200
    assert call(locked, path="/api/openapi.json").json()["info"]["title"] == "知策接口"


def test_unknown_paths_of_the_interfaces_do_not_reach_the_chat(locked: str) -> None:
    for path in ("/api/predict", "/v1/embeddings", "/api/"):
        reply = call(locked, path=path, authorization=f"Bearer {KEY}")
        assert reply.status_code == 404
        assert "没有这个接口" in reply.json()["error"]["message"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"host": "elsewhere.example"}, 403),
        ({"host": "elsewhere.example", "origin": "http://elsewhere.example"}, 403),
        ({"host": "localhost:80"}, 200),
        ({"host": "localhost:80", "origin": "http://localhost:80"}, 200),
    ],
)
def test_pages_of_other_sites_are_refused(service: str, headers: dict[str, str], status: int) -> None:
    for method, path in (("GET", "/api/health"), ("GET", "/v1/models")):
        reply = call(service, method, path, **headers)
        assert reply.status_code == status
        assert "access-control-allow-origin" not in reply.headers
    if status == 403:
        assert call(service, "POST", "/mcp", **headers).status_code == 403


def test_behind_a_proxy_the_key_decides_and_not_the_name(locked: str) -> None:
    assert call(locked, host="zhice.example", authorization=f"Bearer {KEY}").status_code == 200


def test_everything_served_forbids_the_browser_other_hosts(service: str) -> None:
    for path in ("/api/docs", "/api/health", "/v1/models"):
        assert call(service, path=path).headers["content-security-policy"].startswith("default-src 'self';")


@pytest.mark.parametrize("key", ["两把钥匙", "a b", "a\tb"])
def test_a_key_that_no_header_can_carry_is_refused_at_the_start(
    zhice: Zhice, examples_home: object, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("ZHICE_API_KEY", key)
    problem = zhice("--home", examples_home, "serve").problem
    assert "api_key 应为不含空格的 ASCII 字符" in problem
    assert key not in problem
