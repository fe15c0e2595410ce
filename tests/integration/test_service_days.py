"""Answers from what was in force on a day, by every way in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from command_line import run_main
from mcp import Client
from openai import DefaultHttpxClient, OpenAI
from serving import served

from assistant import open_assistant

QUESTION = "测试市工业项目亩均税收要求是多少？"
OLD = """测试市工业用地管理办法
测政发〔2018〕5号
第一条 为节约用地，制定本办法。
第二条 工业项目亩均税收不低于8万元。
第三条 本办法自2018年3月1日起施行，有效期至2020年12月31日。
"""
NEW = """测试市工业用地管理办法（新版）
测政发〔2021〕2号
第一条 为节约用地，制定本办法。
第二条 工业项目亩均税收不低于15万元。
第三条 本办法自2021年1月1日起施行。
"""
DAYS = [("2019-06-30", "8万元"), ("2019年", "8万元"), ("2022-01", "15万元")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("days")
    (folder / "files").mkdir()
    for name, text in (("2018.txt", OLD), ("2021.txt", NEW)):
        (folder / "files" / name).write_text(text, encoding="utf-8")
    home: Path = folder / "home"
    assert run_main(["--home", str(home), "ingest", str(folder / "files")]) == 0
    with open_assistant(home) as assistant, served(assistant) as address:
        yield address


@pytest.mark.parametrize(("day", "figure"), DAYS)
def test_a_question_is_answered_from_what_held_on_that_day(address: str, day: str, figure: str) -> None:
    body = {"question": QUESTION, "as_of": day}
    assert figure in httpx.post(f"{address}/api/ask", json=body, trust_env=False).json()["answer"]
    with OpenAI(base_url=f"{address}/v1", api_key="x", http_client=DefaultHttpxClient(trust_env=False)) as client:
        messages = [{"role": "user", "content": QUESTION}]
        told = client.chat.completions.create(model="zhice", messages=messages, extra_body={"as_of": day})
        assert figure in told.model_extra["zhice"]["answer"]
    assert figure in asyncio.run(by_mcp(address, body))


@pytest.mark.parametrize(("day", "figure"), DAYS)
def test_a_search_finds_what_held_on_that_day(address: str, day: str, figure: str) -> None:
    asked = {"query": QUESTION, "as_of": day}
    hits = httpx.get(f"{address}/api/search", params=asked, trust_env=False).json()["hits"]
    files = {hit["doc"] for hit in hits} | {alike["doc"] for hit in hits for alike in hit.get("alike", [])}
    assert files == {"2018.txt" if figure == "8万元" else "2021.txt"}


def test_the_formal_note_stands_in_the_footnotes(address: str) -> None:
    body = {"model": "zhice", "messages": [{"role": "user", "content": QUESTION}]}
    told = httpx.post(f"{address}/v1/chat/completions", json=body, trust_env=False).json()
    (citation,) = told["zhice"]["citations"]
    assert "测政发〔2021〕2号" in citation["note"]
    assert f"[1] {citation['note']}" in told["choices"][0]["message"]["content"]


async def by_mcp(address: str, asked: dict[str, str]) -> str:
    async with Client(f"{address}/mcp") as client:
        told = await client.call_tool("ask", asked)
    return str(told.structured_content["answer"])
