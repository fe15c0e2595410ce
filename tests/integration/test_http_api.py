"""`/api` over a real server: answers as the command line gives them, and refusals in one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from command_line import Zhice
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from assistant.api import Assistant

QUESTION = "九江国家级开发区亩均税收要求是多少"
JIUJIANG = "九江市_开发区争先进位_摘要.txt"


@pytest.fixture(scope="module")
def api(service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service, trust_env=False, timeout=30) as client:
        yield client


def message(reply: httpx.Response) -> str:
    """The one line of a refusal."""
    error = reply.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    line = str(error["message"])
    assert "\n" not in line
    assert any("\u4e00" <= character <= "\u9fff" for character in line)
    return line


def test_an_answer_is_the_one_of_the_command_line(api: httpx.Client, zhice: Zhice, examples_home: object) -> None:
    told = api.post("/api/ask", json={"question": QUESTION}).json()
    printed = zhice("--home", examples_home, "ask", QUESTION, "--json").json
    for record in (told, printed):
        record.pop("latency_ms")
        record.pop("id", None)
    assert told == printed
    assert "20万元" in told["answer"]


def test_citations_slice_back_to_the_clause(api: httpx.Client) -> None:
    citation = api.post("/api/ask", json={"question": QUESTION}).json()["citations"][0]
    place = {"document": citation["doc"], "start": citation["start"], "end": citation["end"]}
    clause = api.get("/api/clause", params=place).json()
    offset = citation["start"] - clause["start"]
    assert clause["text"][offset : offset + len(citation["quote"])] == citation["quote"]


def test_a_follow_up_takes_over_from_the_history(api: httpx.Client) -> None:
    history = [{"question": QUESTION, "answer": "不低于20万元"}]
    told = api.post("/api/ask", json={"question": "那省级的呢？", "history": history}).json()
    assert "10万元" in told["answer"]


@pytest.mark.parametrize("region", ["黔西市", ["黔西市"]])
def test_filters_hold_for_asking_and_searching(api: httpx.Client, region: object) -> None:
    told = api.post("/api/ask", json={"question": "亩均税收要求是多少", "region": region}).json()
    assert {citation["title"][:3] for citation in told["citations"]} <= {"黔西市"}
    hits = api.get("/api/search", params={"query": "开发区", "region": region, "top_k": 20}).json()["hits"]
    assert hits
    assert {hit["region"][-1] for hit in hits} == {"黔西市"}


def test_a_year_may_be_a_number(api: httpx.Client) -> None:
    by_number = api.post("/api/ask", json={"question": QUESTION, "year": 2019})
    assert by_number.status_code == 200
    assert (
        by_number.json()["answer"]
        == api.post("/api/ask", json={"question": QUESTION, "year": ["2019"]}).json()["answer"]
    )


def test_search_explains_itself_when_asked(api: httpx.Client) -> None:
    plain = api.get("/api/search", params={"query": QUESTION, "top_k": 2}).json()
    assert set(plain) == {"hits"}
    assert len(plain["hits"]) == 2
    explained = api.get("/api/search", params={"query": QUESTION, "explain": "true"}).json()
    assert explained["question"]["readings"]
    assert explained["hits"][0]["reasons"]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("（一）", "一、重点任务 > （一）夯实平台"),
        ("夯实平台", "一、重点任务 > （一）夯实平台"),
        ("一、（一）第3条", "一、重点任务 > （一）夯实平台 > 3.升级"),
        ("一、重点任务 > （一）夯实平台 > 3.升级", "一、重点任务 > （一）夯实平台 > 3.升级"),
    ],
)
def test_a_clause_is_found_by_number_heading_or_path(api: httpx.Client, name: str, path: str) -> None:
    clause = api.get("/api/clause", params={"document": "九江市", "clause": name}).json()
    assert clause["clause"] == path
    assert clause["doc"] == JIUJIANG
    assert clause["text"].startswith(path.rpartition(" > ")[2].rstrip("升级夯实平台"))


def test_a_clause_comes_with_those_below_it(api: httpx.Client, assistant: Assistant) -> None:
    clause = api.get("/api/clause", params={"document": JIUJIANG, "clause": "（一）"}).json()
    for number in ("1.", "2.", "3.", "4."):
        assert f"\n{number}" in clause["text"]
    assert "（二）" not in clause["text"]


def test_documents_are_listed_by_region_and_in_pages(api: httpx.Client) -> None:
    everything = api.get("/api/documents").json()
    assert everything["total"] == len(everything["documents"]) == 10
    pages = [api.get("/api/documents", params={"limit": 4, "offset": start}).json()["documents"] for start in (0, 4, 8)]
    assert [record["id"] for page in pages for record in page] == [record["id"] for record in everything["documents"]]
    jiangxi = api.get("/api/documents", params={"region": "江西省"}).json()
    assert jiangxi["total"] == 3
    assert all(record["region"][0] == "江西省" for record in jiangxi["documents"])


def test_health_tells_what_is_served(api: httpx.Client) -> None:
    told = api.get("/api/health").json()
    assert (told["status"], told["documents"], told["answerer"]) == ("ok", 10, "extractive")


BAD = [
    ({}, 400, "question 必须给出"),
    ({"question": ""}, 400, "question 不能是空的"),
    ({"question": "  "}, 400, "问题是空的"),
    ({"question": "亩" * 1001}, 400, "1001 字"),
    ({"question": 5}, 400, "question 应为文本"),
    ({"question": QUESTION, "regoin": "九江"}, 400, "regoin 没有这一项"),
    ({"question": QUESTION, "region": "火星市"}, 400, "不认识地区“火星市”"),
    ({"question": QUESTION, "year": "去年"}, 400, "去年"),
    ({"question": QUESTION, "as_of": "前年"}, 400, "看不懂日期“前年”"),
    ({"question": QUESTION, "history": "以前"}, 400, "history 应为列表"),
    ({"question": QUESTION, "history": [{"answer": "以前"}]}, 400, "history.0.question 必须给出"),
    ({"question": "亩" * 600_000}, 413, "太大"),
]


@pytest.mark.parametrize(("body", "status", "line"), BAD, ids=[line for _, _, line in BAD])
def test_a_bad_request_gets_one_line(api: httpx.Client, body: dict[str, Any], status: int, line: str) -> None:
    reply = api.post("/api/ask", json=body)
    assert reply.status_code == status
    assert line in message(reply)


def test_what_is_no_json_gets_one_line(api: httpx.Client) -> None:
    for content, kind in ((b"{question", "application/json"), (b'"x"', "application/json"), (b"{}", "text/plain")):
        reply = api.post("/api/ask", content=content, headers={"content-type": kind})
        assert reply.status_code == 400
        assert "JSON" in message(reply)


HOSTILE = [
    b'{"question": "\\ud83d"}',
    b'{"question": "x", "region": "\\ud83d"}',
    b'{"question": "x", "document": "\\u0000"}',
    b'{"question": "x", "year": ' + b"9" * 5000 + b"}",
    b'{"question": "x", "year": "' + b"9" * 5000 + b'"}',
    b'{"question": "x", "kind": [' + b'"x",' * 999 + b'"x"]}',
    b'{"question": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    b'{"question": "x", "history": [{"question": "\\ud83d", "answer": "\\u0000"}]}',
    b'{"question": NaN}',
    b'{"question": "x", "level": [null]}',
    b"\xff\xfe",
    b"[]",
    b"null",
    b"",
]


@pytest.mark.parametrize("path", ["/api/ask", "/v1/chat/completions"])
@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_no_input_is_a_failure_of_the_server(api: httpx.Client, path: str, content: bytes) -> None:
    if path.startswith("/v1"):
        head = b'{"model": "zhice", "messages": [{"role": "user", "content": '
        content = content.replace(b'{"question": ', head).replace(b', "', b'}], "', 1)
    reply = api.post(path, content=content, headers={"content-type": "application/json"})
    assert reply.status_code in (200, 400)
    if reply.status_code == 400:
        message(reply)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/api/search", {"query": "\x00"}),
        ("/api/search", {"query": "'\" OR * ~ ( :"}),
        ("/api/clause", {"document": "九江", "start": "9" * 40}),
        ("/api/clause", {"document": "九江", "start": "5", "end": "2"}),
        ("/api/clause", {"document": "../../etc/passwd", "clause": "一"}),
        ("/api/clause", {"document": "九江", "clause": "一" * 200}),
        ("/api/documents", {"offset": "9" * 30}),
        ("/api/documents", {"offset": "9" * 5000}),
    ],
)
def test_no_query_is_a_failure_of_the_server(api: httpx.Client, path: str, asked: dict[str, str]) -> None:
    assert api.get(path, params=asked).status_code in (200, 400, 404)


def test_a_body_that_hides_its_length_is_refused_all_the_same(api: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b" " * 65536

    reply = api.post("/api/ask", content=endless(), headers={"content-type": "application/json"})
    assert reply.status_code == 413


LOOK_UPS = [
    ("/api/clause", {"document": "九江市", "clause": "第九十九条"}, 404, "没有“第九十九条”这一条"),
    ("/api/clause", {"document": "摘要", "clause": "一、"}, 404, "请写明是哪一份"),
    ("/api/clause", {"document": "九江市", "start": 10_000_000}, 404, "不在一个条款里"),
    ("/api/clause", {"document": "九江市"}, 404, "请给出条款"),
    ("/api/clause", {"document": "没有的文件", "clause": "一、"}, 400, "没有文件名或标题含"),
    ("/api/clause", {"document": "九江市", "start": "x"}, 400, "start 应为整数"),
    ("/api/search", {"query": "税收", "top_k": 201}, 400, "top_k 应不大于 200"),
    ("/api/search", {}, 400, "query 必须给出"),
    ("/api/documents", {"limit": 0}, 400, "limit 应不小于 1"),
    ("/api/documents", {"level": "星级"}, 400, "不认识级别“星级”"),
    ("/api/nothing", {}, 404, "没有这个接口"),
    ("/api/ask", {}, 405, "不接受这种请求方法"),
]


@pytest.mark.parametrize(("path", "asked", "status", "line"), LOOK_UPS)
def test_a_look_up_that_finds_nothing_says_why(
    api: httpx.Client, path: str, asked: dict[str, str], status: int, line: str
) -> None:
    reply = api.get(path, params=asked)
    assert reply.status_code == status
    assert line in message(reply)


def test_the_description_is_valid_openapi_and_the_replies_are_as_it_says(api: httpx.Client) -> None:
    openapi = api.get("/api/openapi.json").json()
    validate(openapi)
    replies = [
        ("/api/ask", "post", api.post("/api/ask", json={"question": QUESTION})),
        ("/api/ask", "post", api.post("/api/ask", json={})),
        ("/api/search", "get", api.get("/api/search", params={"query": QUESTION, "explain": "1"})),
        ("/api/documents", "get", api.get("/api/documents")),
        ("/api/clause", "get", api.get("/api/clause", params={"document": "九江", "clause": "（一）"})),
        ("/api/clause", "get", api.get("/api/clause", params={"document": "九江", "clause": "无"})),
        ("/api/health", "get", api.get("/api/health")),
    ]
    for path, method, reply in replies:
        described = openapi["paths"][path][method]["responses"][str(reply.status_code)]
        schema = described["content"]["application/json"]["schema"] | {"components": openapi["components"]}
        assert reply.json()
        Draft202012Validator(schema).validate(reply.json())


def test_the_documentation_names_every_route_and_no_other_host(api: httpx.Client) -> None:
    page = api.get("/api/docs").text
    for path, methods in api.get("/api/openapi.json").json()["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page
    assert "<script" not in page
    assert f"{str(api.base_url).rstrip('/')}/v1" in page
    assert "://" not in page.replace(str(api.base_url).rstrip("/"), "")
    assert "citations[].quote" in page
    assert api.get("/", follow_redirects=False).headers["location"] == "/api/docs"
