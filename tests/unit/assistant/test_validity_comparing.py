"""When an answer out of documents in force says as much as one out of others."""

from __future__ import annotations

import pytest

from assistant.model import Answer, AnswerKind, Citation, Language, Question, Term
from assistant.retrieval import Retrieved
from assistant.validity.comparing import coverage, says_as_much
from ingest.model import TextSpan
from vectorstore.model import Hit, Passage

QUESTION = Question(
    "见习基地的补贴标准",
    Language.SIMPLIFIED,
    AnswerKind.FIGURE,
    "见习基地 补贴标准",
    terms=(Term("见习基地"), Term("补贴标准", alternatives=("补助标准",))),
)


def passage(source: str, text: str, title: str = "办法") -> Passage:
    return Passage(source, source, f"{source}#0", title, ("广东省", "广州市"), (), 0, TextSpan(5, 5 + len(text)), text)


def answer(*passages: Passage, refused: bool = False) -> tuple[Answer, Retrieved]:
    cited = tuple(Citation(p.source, p.title, "", p.text, p.span.start, p.span.end) for p in passages)
    return Answer("", "", refused, "", cited), Retrieved(QUESTION, tuple(Hit(p, 1.0) for p in passages))


OLD = passage("旧", "见习基地的补贴标准为每月500元。")


@pytest.mark.parametrize(
    ("text", "as_much"),
    [
        ("见习基地的补贴标准为每月800元。", True),
        ("见习基地的补助标准为每月800元。", True),
        ("护理人员的补贴标准为每月200元。", False),
        ("见习基地应当具备场地。", False),
    ],
)
def test_a_clause_on_another_subject_does_not_stand_in(text: str, as_much: bool) -> None:
    assert says_as_much(*answer(passage("新", text)), *answer(OLD)) == as_much


def test_what_the_headings_say_counts_and_a_refusal_or_fewer_sides_do_not() -> None:
    new = passage("新", "补贴标准为每月800元。", title="见习基地管理办法")
    assert says_as_much(*answer(new), *answer(OLD))
    assert not says_as_much(*answer(new, refused=True), *answer(OLD))
    assert not says_as_much(*answer(new), *answer(OLD, passage("旁", "见习基地的补贴标准另定。")))


def test_coverage_counts_a_term_as_far_as_its_characters_stand_there() -> None:
    assert coverage(QUESTION, [OLD]) == 1.0
    assert coverage(QUESTION, [passage("半", "见习岗位的补贴标准")]) == pytest.approx((1 / 3 + 1) / 2)
    assert coverage(QUESTION, []) == 0.0
