"""Questions made from documents for the ranker to learn from."""

from __future__ import annotations

from decimal import Decimal

import pytest

from evals.ranker.generated import GeneratedQuestion, generate
from ingest.model import Fact, TextSpan
from vectorstore.model import DocumentRecord, FactRecord, Passage

_REGION = ("江西省", "九江市")
_TEXT = (
    "到2025年，亩均税收达到20万元。本办法所称标准厂房是指多层厂房。"
    "对入驻标准厂房的企业按照规定给予一次性租金补助和装修补助。（市工信局牵头，市财政局配合）"
)


class _Documents:
    """One document of two clauses, of which the first holds a fact."""

    def __init__(self) -> None:
        self.texts = (_TEXT, "支持企业引进高层次人才并按照规定兑现安家补助和生活补助。")
        ends = [0, len(self.texts[0]), len(self.texts[0]) + len(self.texts[1])]
        self.passages = [
            Passage(
                f"p{i}", "f", "f#0", "措施", _REGION, (f"{i + 1}.{heading}",), i, TextSpan(ends[i], ends[i + 1]), text
            )
            for i, (heading, text) in enumerate(zip(("建设标准厂房", "引进高端人才"), self.texts, strict=True))
        ]

    def documents(self) -> list[DocumentRecord]:
        return [DocumentRecord("f#0", "f", 0, "措施", _REGION, False, 2, TextSpan(0, 200))]

    def passages_of(self, document: str) -> list[Passage]:
        return self.passages

    def facts(self, document: str | None = None) -> list[FactRecord]:
        at = _TEXT.index("20万元")
        fact = Fact(
            0, TextSpan(at, at + 4), TextSpan(0, at + 4), "", "", "亩均税收", "exact", "", Decimal(200_000),
            Decimal(200_000), "元", "20万元", "2025年",
        )  # fmt: skip
        return [FactRecord("f#0", "措施", _REGION, "一", fact)]


def of_kind(kind: str) -> list[GeneratedQuestion]:
    found = [question for seed in range(12) for question in generate(_Documents(), 20, seed)]
    return [question for question in found if question.kind == kind]


@pytest.mark.parametrize(
    ("kind", "passage"), [("figure", "p0"), ("body", "p0"), ("definition", "p0"), ("sentence", "p1"), ("topic", "p1")]
)
def test_every_kind_of_question_is_asked_of_the_passage_that_answers_it(kind: str, passage: str) -> None:
    assert any(question.answers == {passage} for question in of_kind(kind))


def test_a_figure_is_asked_for_and_never_told() -> None:
    asked = of_kind("figure")
    assert asked
    assert all("20" not in question.text.replace("2025", "") for question in asked)


def test_a_definition_is_asked_for_by_its_term() -> None:
    assert all("标准厂房" in question.text and "所称" not in question.text for question in of_kind("definition"))


def test_most_questions_name_the_region_and_some_do_not() -> None:
    named = ["九江" in question.text for question in of_kind("topic")]
    assert len(named) / 2 < sum(named) < len(named)


def test_the_same_seed_gives_the_same_questions() -> None:
    assert generate(_Documents(), 20, 3) == generate(_Documents(), 20, 3)


def test_no_kind_has_more_questions_than_asked_for() -> None:
    kinds = [question.kind for question in generate(_Documents(), 4, 3)]
    assert kinds.count("topic") == 1
    assert max(map(kinds.count, kinds)) <= 4
