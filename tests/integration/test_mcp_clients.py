"""The MCP server under the real client: a subprocess on stdio, and streamable HTTP."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from jsonschema import Draft202012Validator
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult
from serving import served

from assistant.api import Assistant

QUESTION = "九江国家级开发区亩均税收要求是多少？"
TOOLS = ["ask", "search", "get_clause"]

Server = Any
Use = Callable[[Client], Awaitable[Any]]


@pytest.fixture(params=["stdio", "http"])
def server(request: pytest.FixtureRequest, examples_home: Path) -> Server:
    """What a client connects to."""
    if request.param == "stdio":
        command = ["-m", "assistant.cli", "--home", str(examples_home), "mcp"]
        return StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))
    return f"{request.getfixturevalue('service')}/mcp"


def used(server: Server, use: Use, mode: str = "auto") -> Any:
    """What `use` gives with a connected client."""

    async def session() -> Any:
        async with Client(server, mode=mode, read_timeout_seconds=60) as client:
            return await use(client)

    return asyncio.run(session())


def text(result: CallToolResult) -> str:
    return "".join(part.text for part in result.content)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_answer_as_the_assistant_does(server: Server, mode: str, assistant: Assistant) -> None:
    async def use(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == TOOLS
        for tool in tools:
            Draft202012Validator.check_schema(tool.input_schema)
            assert tool.description
            assert tool.annotations.read_only_hint
        asked = await client.call_tool("ask", {"question": QUESTION, "region": ["九江市"]})
        answer = assistant.ask(QUESTION)
        assert not asked.is_error
        assert asked.structured_content["answer"] == answer.text
        assert text(asked).startswith(answer.text)
        cited = asked.structured_content["citations"][0]
        place = {"document": cited["doc"], "start": cited["start"], "end": cited["end"]}
        by_place = await client.call_tool("get_clause", place)
        assert cited["quote"] in by_place.structured_content["text"]
        by_name = await client.call_tool("get_clause", {"document": "九江市", "clause": "（一）"})
        assert by_name.structured_content["clause"] == "一、重点任务 > （一）夯实平台"
        found = await client.call_tool("search", {"query": "亩均税收", "top_k": 3})
        assert len(found.structured_content["hits"]) == 3

    used(server, use, mode)


BAD = [
    ("ask", {}, "question 必须给出"),
    ("ask", {"question": " "}, "问题是空的"),
    ("ask", {"question": QUESTION, "region": ["火星市"]}, "火星市"),
    ("search", {"query": "税", "top_k": 0}, "top_k 应不小于 1"),
    ("get_clause", {"document": "九江市", "clause": "第九十九条"}, "没有“第九十九条”这一条"),
    ("forget", {}, "没有工具“forget”"),
]


def test_what_goes_wrong_is_one_line_for_the_model_to_read(server: Server) -> None:
    async def use(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, given) for name, given, _ in BAD]

    for result, (_, _, line) in zip(used(server, use), BAD, strict=True):
        assert result.is_error
        assert line in text(result)
        assert "\n" not in text(result)


def test_over_http_the_key_is_asked_for(assistant: Assistant) -> None:
    async def tools(address: str, headers: dict[str, str]) -> list[str]:
        async with (
            httpx2.AsyncClient(headers=headers, trust_env=False) as http,
            Client(streamable_http_client(f"{address}/mcp", http_client=http)) as client,
        ):
            return [tool.name for tool in (await client.list_tools()).tools]

    with served(assistant, key="open-sesame") as address:
        assert asyncio.run(tools(address, {"authorization": "Bearer open-sesame"})) == TOOLS
        with pytest.raises(BaseException, match=r"401|Unauthorized|unhandled errors"):
            asyncio.run(tools(address, {}))
