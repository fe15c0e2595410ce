"""`zhice ask` and `zhice search`: the contract that other programs rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Zhice

QUESTION = "九江国家级开发区亩均税收要求是多少"
KEYS = ["id", "question", "answer", "refused", "reason", "citations", "latency_ms"]
CITATION_KEYS = ["doc", "title", "clause", "quote", "start", "end", "also_in", "note", "warning"]
POLICY = """测试市开发区管理办法

一、总体要求
开发区应当依法设立，统筹规划，集约用地。

二、税收要求
（一）亩均税收。测试市国家级开发区的亩均税收不低于37万元，𠮷祥镇工业园的亩均税收不低于19万元。
（二）投资强度。新建工业项目的亩均投资强度不低于480万元。
"""
TRADITIONAL = """測試市開發區管理辦法

一、總體要求
開發區應當依法設立，統籌規劃，集約用地，並按照規定報送統計資料。

二、稅收要求
（一）畝均稅收。測試市國家級開發區的畝均稅收不低於37萬元。
（二）投資強度。新建工業項目的畝均投資強度不低於480萬元。
"""


def test_ask_as_json_holds_the_documented_keys_in_order_and_nothing_else_on_stdout(
    zhice: Zhice, examples_home: Path
) -> None:
    ran = zhice("--home", examples_home, "ask", QUESTION, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = ran.json
    assert list(answer) == [*KEYS, "answerer", "notes", "checks", "sides", "corrects"]
    assert [list(citation) for citation in answer["citations"]] == [CITATION_KEYS] * len(answer["citations"])
    assert (answer["question"], answer["refused"], answer["reason"]) == (QUESTION, False, "")
    assert answer["answerer"] == "extractive"
    assert 0 < answer["latency_ms"] < 60_000
    assert "20万元" in answer["answer"]
    assert "10万元" not in answer["answer"]
    assert any("不低于20万元" in citation["quote"] for citation in answer["citations"])


def test_ask_prints_the_answer_and_then_numbered_citations_with_clause_and_quote(
    zhice: Zhice, examples_home: Path
) -> None:
    answer = zhice("--home", examples_home, "ask", QUESTION, "--json").json
    ran = zhice("--home", examples_home, "ask", QUESTION)
    lines = [line.strip() for line in ran.out.splitlines() if line.strip()]
    assert (ran.code, ran.err) == (0, "")
    assert lines[0] == answer["answer"].splitlines()[0]
    for number, citation in enumerate(answer["citations"], start=1):
        at = lines.index(f"[{number}] {citation['note']}")
        assert lines[at + 1] == f"“{' '.join(citation['quote'].split())}”"
        assert lines[at + 2] == f"{citation['doc']}，第 {citation['start']}–{citation['end']} 字"


def test_a_question_without_an_answer_is_refused_and_that_is_no_failure(zhice: Zhice, examples_home: Path) -> None:
    ran = zhice("--home", examples_home, "ask", "火星开发区的登陆补贴是多少？", "--json")
    assert ran.code == 0
    assert ran.json["refused"] is True
    assert ran.json["answer"]
    assert ran.json["reason"]
    assert ran.json["citations"] == []


def test_the_home_folder_counts_before_and_after_the_command_and_from_the_environment(
    zhice: Zhice, examples_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = zhice("--home", examples_home, "documents", "--json")
    after = zhice("documents", "--json", "--home", examples_home)
    monkeypatch.setenv("ZHICE_HOME", str(examples_home))
    named = zhice("documents", "--json")
    assert before.code == after.code == named.code == 0
    assert before.out == after.out == named.out
    assert len(before.json) == 10


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "problem"),
    [("", "问题是空的"), (" \n\u3000", "问题是空的"), ("字" * 10_000, "问题太长（10000 字）")],
)
def test_a_question_that_cannot_be_asked_is_one_line(zhice: Zhice, command: str, question: str, problem: str) -> None:
    assert zhice(command, question).problem.startswith(f"错误：{problem}")


@pytest.mark.parametrize(
    ("text", "encoding", "line_end"),
    [
        (POLICY, "utf-8", "\r\n"),
        (POLICY, "utf-8-sig", "\n"),
        (POLICY, "gb18030", "\r\n"),
        (POLICY, "utf-16", "\r\n"),
        (TRADITIONAL, "utf-8", "\r\n"),
        (TRADITIONAL, "big5", "\n"),
    ],
)
def test_every_quote_is_the_slice_of_the_decoded_file(
    zhice: Zhice, tmp_path: Path, text: str, encoding: str, line_end: str
) -> None:
    decoded = text.replace("\n", line_end)
    folder = tmp_path / "文件"
    (folder / "市级").mkdir(parents=True)
    (folder / "市级" / "办法 1.txt").write_bytes(decoded.encode(encoding))
    assert zhice("ingest", folder).code == 0
    answer = zhice("ask", "测试市国家级开发区亩均税收不低于多少", "--json").json
    assert "37" in answer["answer"]
    assert answer["citations"]
    for citation in answer["citations"]:
        assert citation["doc"] == "市级/办法 1.txt"
        assert citation["quote"] == decoded[citation["start"] : citation["end"]]
    for hit in zhice("search", "亩均投资强度", "--json").json:
        assert hit["text"] == decoded[hit["start"] : hit["end"]]


def test_a_file_given_by_itself_is_cited_by_its_own_name(zhice: Zhice, tmp_path: Path) -> None:
    file = tmp_path / "办法.txt"
    file.write_text(POLICY, encoding="utf-8")
    zhice("ingest", file)
    answer = zhice("ask", "测试市国家级开发区亩均税收不低于多少", "--json").json
    assert {citation["doc"] for citation in answer["citations"]} == {"办法.txt"}


def test_search_gives_at_most_as_many_clauses_as_asked_best_first(zhice: Zhice, examples_home: Path) -> None:
    few = zhice("--home", examples_home, "search", "亩均税收", "--top-k", "3", "--json")
    many = zhice("--home", examples_home, "search", "亩均税收", "--top-k", "8", "--json")
    assert (few.code, few.err) == (0, "")
    assert len(few.json) == 3
    assert len(many.json) == 8
    assert few.json == many.json[:3]
    scores = [hit["score"] for hit in many.json]
    assert scores == sorted(scores, reverse=True)
    assert {"score", "doc", "title", "clause", "text", "start", "end"} <= set(few.json[0])
    assert "亩均税收" in few.json[0]["text"]


def test_search_for_people_numbers_the_clauses(zhice: Zhice, examples_home: Path) -> None:
    hits = zhice("--home", examples_home, "search", "亩均税收", "--top-k", "2", "--json").json
    lines = zhice("--home", examples_home, "search", "亩均税收", "--top-k", "2").out.splitlines()
    heads = [line for line in lines if line[:1].isdigit()]
    assert len(heads) == 2
    for number, (hit, head) in enumerate(zip(hits, heads, strict=True), start=1):
        assert head.startswith(f"{number}. [")
        assert float(head[4 : head.index("]")]) == pytest.approx(hit["score"], abs=0.001)
        assert head.endswith(f"] {hit['title']}　{hit['clause']}")


@pytest.mark.parametrize("count", ["0", "-1", "many"])
def test_search_for_no_clauses_is_a_usage_error(zhice: Zhice, count: str) -> None:
    ran = zhice("search", "税收", "--top-k", count)
    assert (ran.code, ran.out) == (2, "")
    assert "--top-k" in ran.err


def test_bytes_that_are_no_text_do_not_stop_the_answer(zhice: Zhice, examples_home: Path) -> None:
    ran = zhice("--home", examples_home, "ask", "亩均税收\udcff多少", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["question"] == "亩均税收\ufffd多少"


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--region", "火星市"), "不认识地区“火星市”"),
        (("--level", "宇宙级"), "不认识级别“宇宙级”"),
        (("--year", "去年"), "年份“去年”"),
        (("--document", "没有.txt"), "没有文件名或标题含“没有.txt”"),
        (("--kind", "诗"), "没有文种为“诗”"),
    ],
)
def test_a_filter_that_names_nothing_known_fails_with_one_line(
    zhice: Zhice, examples_home: Path, command: str, options: tuple[str, str], message: str
) -> None:
    ran = zhice("--home", examples_home, command, QUESTION, *options)
    assert (ran.code, ran.out) == (1, "")
    assert message in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_filters_limit_what_is_searched_and_answered(zhice: Zhice, examples_home: Path) -> None:
    documents = zhice("--home", examples_home, "documents", "--json").json
    cited = zhice("--home", examples_home, "ask", QUESTION, "--json").json["citations"][0]["doc"]
    others = [document for document in documents if document["doc"] != cited]
    names = [part for document in others for part in ("--document", document["doc"])]
    anywhere = "亩均税收要求是多少"
    kept = zhice("--home", examples_home, "search", anywhere, "--document", cited, "--top-k", 20, "--json").json
    left = zhice("--home", examples_home, "search", anywhere, *names, "--top-k", 20, "--json").json
    assert {hit["doc"] for hit in kept} == {cited}
    assert left
    assert cited not in {hit["doc"] for hit in left}
    answer = zhice("--home", examples_home, "ask", QUESTION, "--document", cited, "--region", "九江", "--json").json
    assert {citation["doc"] for citation in answer["citations"]} == {cited}


def test_without_a_region_nearly_identical_clauses_of_several_are_listed_together(zhice: Zhice, tmp_path: Path) -> None:
    clause = "一、税收要求\n{}国家级开发区的亩均税收不低于{}万元，省级开发区的亩均税收不低于{}万元，三年内全部达到。\n"
    for city, high, low in (("宜春市", 27, 13), ("新余市", 23, 11)):
        text = f"{city}开发区提质增效实施方案\n\n{clause.format(city, high, low)}"
        (tmp_path / f"{city}.txt").write_text(text, encoding="utf-8")
    home = tmp_path / "home"
    zhice("--home", home, "ingest", tmp_path / "宜春市.txt", tmp_path / "新余市.txt")
    group, *_ = zhice("--home", home, "search", "国家级开发区亩均税收要求", "--json").json
    (other,) = group["alike"]
    assert {group["doc"], other["doc"]} == {"宜春市.txt", "新余市.txt"}
    assert "几乎相同：江西省" in zhice("--home", home, "search", "国家级开发区亩均税收要求").out
    sides = zhice("--home", home, "ask", "国家级开发区亩均税收要求是多少？", "--json").json["sides"]
    assert [(side["name"][:3], "27万元" in side["text"], "23万元" in side["text"]) for side in sides] in (
        [("宜春市", True, False), ("新余市", False, True)],
        [("新余市", False, True), ("宜春市", True, False)],
    )
    named = zhice("--home", home, "search", "新余国家级开发区亩均税收要求", "--json").json
    assert {(hit["doc"], "alike" in hit) for hit in named} == {("新余市.txt", False)}
