from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import frequency_in, hit, question

from assistant.answering.candidates import CandidatePool
from assistant.answering.likelihood import SentenceLikelihood
from assistant.answering.matching import weigh
from assistant.answering.segments import sentences
from assistant.model import AnswerKind, Language, Question, Wanted

TEXT = "申请人应当提交申请书。设立登记由市场监督管理部门办理。未经登记从事经营活动的，处一万元以下的罚款。"
ASKED = replace(question(kind=AnswerKind.FIGURE, terms=["登记", "罚款"]), text="没登记就开业罚多少")


def gains(asked: Question, *texts: str) -> list[float]:
    hits = [hit(text) for text in texts]
    terms = weigh(asked.terms, list(texts), lambda term: 1)
    likely = SentenceLikelihood(asked, hits, terms)
    return [likely.gain(n, s.span.start) for n, found in enumerate(hits) for s in sentences(found.passage.text)]


def test_of_several_sentences_the_one_that_answers_gains_most() -> None:
    found = gains(ASKED, TEXT)
    assert max(found) == found[2] > 0
    assert min(found) >= 0


@pytest.mark.parametrize(
    "other",
    [
        {"language": Language.ENGLISH},
        {"compares": True},
        {"wanted": (Wanted.FIGURE, Wanted.COMPARISON)},
        {"levels": ("省级",)},
        {"years": (2025,)},
        {"stated": ("20万元",)},
        {"ordinal": "第二年"},
        {"text": "没登记就开业罚多少?登记由哪个部门办理?"},
    ],
)
def test_nothing_is_gained_where_a_constraint_decides_or_the_wording_is_not_what_was_learned_from(
    other: dict[str, object],
) -> None:
    assert set(gains(replace(ASKED, **other), TEXT)) == {0.0}  # type: ignore[arg-type]


def test_a_heading_gains_nothing() -> None:
    asked = question(kind=AnswerKind.OPEN, terms=["绿色制造", "奖励"])
    hits = [hit("3.绿色制造奖励\n给予绿色制造企业优先用能。")]
    best = CandidatePool(asked, hits, frequency_in(hits)).findings(AnswerKind.OPEN)[0]
    assert best.text == "给予绿色制造企业优先用能"
