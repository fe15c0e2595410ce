"""What users say of answers, kept and turned into rows of a question set."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from history_samples import COMPARED, DOUBTFUL, FIGURE, REFUSED, Clock

from assistant.feedback.giving import answered
from assistant.feedback.model import AnsweredQuestion, Opinion
from assistant.feedback.ports import BadFeedback
from assistant.feedback.rows import evaluation_row
from assistant.feedback.store import LONGEST_COMMENT, SqliteFeedback
from assistant.history.store import SqliteHistory
from assistant.model import Answer
from evals.errors import EvalsError
from evals.model import GoldQuestion
from evals.questions import read_batch, read_questions

HELPFUL, WRONG = Opinion.HELPFUL, Opinion.WRONG


def about(answer: Answer, exchange: int = 1, earlier: tuple[str, ...] = ()) -> AnsweredQuestion:
    return AnsweredQuestion(answer.question, answer, "abc", exchange, earlier, "v1 #3")


@pytest.fixture
def store(tmp_path: Path) -> SqliteFeedback:
    return SqliteFeedback(tmp_path, Clock())


def gold(tmp_path: Path, *rows: dict[str, object]) -> list[GoldQuestion]:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return read_questions(file)


def test_an_opinion_keeps_all_that_it_is_about(store: SqliteFeedback, tmp_path: Path) -> None:
    given = store.give("张三", about(DOUBTFUL, 7, ("先问",)), WRONG, " 面积不对\n")
    store.close()
    (kept,) = SqliteFeedback(tmp_path).all()
    assert kept == given
    assert (kept.about, kept.comment, kept.user) == (about(DOUBTFUL, 7, ("先问",)), "面积不对", "张三")


def test_an_opinion_may_be_changed_and_stands_once(store: SqliteFeedback) -> None:
    first = store.give("", about(FIGURE), HELPFUL)
    second = store.give("", about(FIGURE), WRONG, "改主意了")
    assert store.all() == [second]
    assert (second.id, second.given_at, second.opinion) == (first.id, first.given_at, WRONG)
    assert second.changed_at > first.changed_at


def test_an_opinion_may_be_taken_back(store: SqliteFeedback) -> None:
    store.give("", about(FIGURE), HELPFUL)
    assert store.withdraw("", "abc", 1) is True
    assert store.withdraw("", "abc", 1) is False
    assert store.all() == []


def test_each_user_has_an_own_opinion_and_sees_no_other(store: SqliteFeedback) -> None:
    store.give("张三", about(FIGURE), HELPFUL)
    store.give("李四", about(FIGURE), WRONG)
    assert {n: f.opinion for n, f in store.given("张三", "abc").items()} == {1: HELPFUL}
    assert store.withdraw("王五", "abc", 1) is False
    assert len(store.all()) == 2


def test_all_can_be_limited_by_opinion_user_and_time(store: SqliteFeedback) -> None:
    store.give("张三", about(FIGURE, 1), HELPFUL)
    late = store.give("李四", about(FIGURE, 2), WRONG)
    assert [f.user for f in store.all()] == ["李四", "张三"]
    assert [f.user for f in store.all(HELPFUL)] == ["张三"]
    assert [f.user for f in store.all(user="张三")] == ["张三"]
    assert store.all(since=late.changed_at) == [late]
    assert store.all(since=datetime(2027, 1, 1, tzinfo=UTC)) == []


def test_a_comment_that_is_too_long_is_refused(store: SqliteFeedback) -> None:
    with pytest.raises(BadFeedback, match=str(LONGEST_COMMENT)):
        store.give("", about(FIGURE), WRONG, "长" * (LONGEST_COMMENT + 1))
    assert store.all() == []


def test_feedback_outlives_the_conversation_it_came_from(tmp_path: Path, store: SqliteFeedback) -> None:
    history = SqliteHistory(tmp_path, Clock())
    conversation = history.create("")
    history.append("", conversation, "先问", REFUSED)
    exchange = history.append("", conversation, FIGURE.question, FIGURE, "v1 #9")
    store.give("", answered(history.open("", conversation), exchange), HELPFUL)
    history.delete("", conversation)
    (kept,) = store.all()
    assert kept.about == AnsweredQuestion(FIGURE.question, FIGURE, conversation, exchange, ("先问",), "v1 #9")


def test_an_exchange_that_the_conversation_lacks_cannot_be_judged(tmp_path: Path) -> None:
    history = SqliteHistory(tmp_path)
    conversation = history.create("")
    with pytest.raises(BadFeedback):
        answered(history.open("", conversation), 1)


def test_a_helpful_answer_is_a_gold_row_with_its_quotes_and_verified_figures(
    store: SqliteFeedback, tmp_path: Path
) -> None:
    (row,) = gold(tmp_path, evaluation_row(store.give("张三", about(DOUBTFUL, 1, ("先问",)), HELPFUL, "好")))
    assert (row.question, row.turns, row.type) == (DOUBTFUL.question, ("先问", DOUBTFUL.question), "feedback")
    assert row.gold_docs == row.evidence_docs == ("doc1.txt", "doc2.txt")
    assert row.evidence == tuple(citation.quote for citation in DOUBTFUL.citations)
    assert row.must == (("200万",),)
    assert row.answerable


def test_a_helpful_refusal_is_a_row_without_an_answer(store: SqliteFeedback, tmp_path: Path) -> None:
    (row,) = gold(tmp_path, evaluation_row(store.give("", about(REFUSED), HELPFUL)))
    assert not row.answerable


def test_a_helpful_correction_demands_the_figures_it_corrects_with(store: SqliteFeedback, tmp_path: Path) -> None:
    corrected = replace(FIGURE, refused=True, corrects=True)
    (row,) = gold(tmp_path, evaluation_row(store.give("", about(corrected), HELPFUL)))
    assert (row.answerable, row.correction) == (False, (("不低于20万元",),))


@pytest.mark.parametrize("answer", [FIGURE, COMPARED, REFUSED])
def test_a_wrong_answer_has_no_gold_and_is_refused_by_line_until_it_is_reviewed(
    store: SqliteFeedback, tmp_path: Path, answer: Answer
) -> None:
    good = evaluation_row(store.give("", about(FIGURE, 1), HELPFUL))
    bad = evaluation_row(store.give("", about(answer, 2), WRONG, "不对"))
    assert not {"gold_doc", "evidence", "answer", "answer_must", "answerable"} & bad.keys()
    with pytest.raises(EvalsError, match=r"rows\.jsonl 第 2 行：.*尚未复核"):
        gold(tmp_path, good, bad)
    reviewed = {**bad, "gold_doc": "a.txt", "evidence": ["原文"], "needs_review": False}
    assert len(gold(tmp_path, good, reviewed)) == 2


def test_a_row_to_review_without_gold_is_refused_even_without_its_mark(store: SqliteFeedback, tmp_path: Path) -> None:
    row = evaluation_row(store.give("", about(FIGURE), WRONG))
    del row["needs_review"]
    with pytest.raises(EvalsError, match="第 1 行"):
        gold(tmp_path, row)


def test_every_row_can_be_asked_again_as_a_batch_and_names_no_user(store: SqliteFeedback, tmp_path: Path) -> None:
    rows = [
        evaluation_row(store.give("张三丰", about(FIGURE, n, ("先问",)), opinion))
        for n, opinion in enumerate((HELPFUL, WRONG))
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    assert [row.turns for row in read_batch(file)] == [("先问", FIGURE.question)] * 2
    assert "张三丰" not in file.read_text(encoding="utf-8")
