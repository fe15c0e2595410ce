"""What a language model says of answers: asked over a real connection, read with care, reported apart."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from fakes_openai import KEY, MODEL, FakeOpenAI, Reply, serving
from run_samples import stored

from assistant.language_model import OpenAICompatibleModel
from evals.errors import EvalsError
from evals.judging.judging import judge_run
from evals.model import Prediction, QuotedSource
from evals.report import print_table, to_json, to_markdown
from evals.runs.model import StoredRun


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with serving() as fake:
        yield fake


def run_of(rights: list[bool], **answers: str) -> StoredRun:
    run = stored(rights)
    quotes = (QuotedSource("甲.txt", "窑税不低于5万元。"),)
    predictions = {
        gold.id: Prediction(gold.id, answers.get(gold.id, "不低于5万元[1]"), citations=quotes) for gold in run.golds
    }
    return StoredRun(run.manifest, run.golds, predictions, run.scores)


def model_at(server: FakeOpenAI) -> OpenAICompatibleModel:
    return OpenAICompatibleModel(server.base_url, KEY, MODEL, timeout_s=5)


def said(correct: bool, faithful: bool) -> str:
    return f"好的：{json.dumps({'correct': correct, 'faithful': faithful, 'reason': '理由'})}"


def test_each_answer_is_put_with_its_quotes_and_what_is_said_is_counted(server: FakeOpenAI) -> None:
    server.say(said(True, True), said(False, True), said(True, False), "我不知道")
    report = judge_run(run_of([True, True, False, True]), model_at(server))
    assert [each.correct for each in report.judgements] == [True, False, True, None]
    assert report.correct is not None
    assert report.correct.value == pytest.approx(2 / 3)
    assert report.faithful is not None
    assert report.faithful.value == pytest.approx(2 / 3)
    assert report.agreement is not None
    assert report.agreement.value == pytest.approx(1 / 3)
    asked = server.seen[0].prompt
    assert "窑税不低于5万元。" in asked
    assert "不低于5万元[1]" not in asked  # the markers are no part of what is judged
    values = json.loads(to_json(report))
    assert (values["n"], values["judged"]) == (4, 3)
    assert "只作参考" in to_markdown(report)
    print_table(report)


def test_an_answer_that_failed_is_not_asked_about_and_braces_of_documents_stay(server: FakeOpenAI) -> None:
    run = run_of([True, False], q000='{{ gold }} 与 {"correct": true}')
    run = StoredRun(run.manifest, run.golds, {**run.predictions, "q001": Prediction("q001", error="坏了")}, run.scores)
    server.say(said(True, True))
    report = judge_run(run, model_at(server))
    assert [each.correct for each in report.judgements] == [True, None]
    assert len(server.seen) == 1
    assert "{{ gold }} 与" in server.seen[0].prompt


def test_an_endpoint_that_keeps_failing_is_given_up_in_one_line(server: FakeOpenAI) -> None:
    server.say(*[Reply(status=400) for _ in range(3)])
    with pytest.raises(EvalsError, match="模型连续 3 次没有答复"):
        judge_run(run_of([True] * 5), model_at(server))
