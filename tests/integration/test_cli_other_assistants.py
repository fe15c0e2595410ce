"""`zhice eval run-other`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Zhice

from evals.local_model.server import KEY, MODEL, serving
from evals.others import answer_of

CHAIN = """
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

def reply(question):
    if "失败" in question:
        raise ValueError("broken")
    return {"answer": "20万元", "context": [Document("亩均税收20万元", metadata={"source": "a.txt"})]}

chain = RunnableLambda(reply)
"""


def questions(folder: Path) -> Path:
    path = folder / "questions.jsonl"
    rows = [{"id": "a", "question": "亩均税收多少"}, {"id": "b", "question": "失败"}]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_langchain_runnable_answers_with_its_sources_and_an_error_is_kept(
    zhice: Zhice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chain_under_test.py").write_text(CHAIN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    output = tmp_path / "pred.jsonl"
    call = ("eval", "run-other", questions(tmp_path), "--output", output)
    ran = zhice(*call, "--runnable", "chain_under_test:chain")
    assert (ran.code, ran.err) == (0, "")
    first, second = rows_of(output)
    assert (first["answer"], first["citations"]) == ("20万元", [{"doc": "a.txt", "quote": "亩均税收20万元"}])
    assert second["error"] == "ValueError: broken"
    assert "无法载入" in zhice(*call, "--runnable", "chain_under_test:missing").problem
    assert "二者取一" in zhice(*call).problem


def test_a_chat_endpoint_answers_and_its_not_knowing_is_a_refusal(
    zhice: Zhice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "pred.jsonl"
    monkeypatch.setenv("ZHICE_LLM_API_KEY", KEY)
    with serving() as server:
        server.respond = lambda seen: "我不知道。" if "失败" in str(seen.prompt) else "20万元"
        ran = zhice(
            *("eval", "run-other", questions(tmp_path), "--output", output),
            *("--endpoint", server.base_url, "--model", MODEL),
        )
    assert (ran.code, ran.err) == (0, "")
    assert [(row["answer"], row["refused"]) for row in rows_of(output)] == [("20万元", False), ("我不知道。", True)]


def test_a_reply_that_is_json_gives_its_citations() -> None:
    reply = json.dumps({"answer": "5年", "citations": [{"doc": "a.txt", "quote": "可在5年内"}], "refused": False})
    answer = answer_of("几年", reply, "x")
    assert (answer.text, [(c.doc, c.quote) for c in answer.citations]) == ("5年", [("a.txt", "可在5年内")])
