"""Of a sentence with several coined terms the part with the one asked about."""

from __future__ import annotations

import pytest
from answering_samples import finding, question

from assistant.answering.composing.coined import part_of_term
from assistant.model import AnswerKind

SENTENCE = "夯实土地和电力“两个底座”，推进研发、检测“双轮驱动”，壮大企业和人才“两支队伍”"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("“两支队伍”指什么", "壮大企业和人才“两支队伍”"),
        ("“两个底座”是什么", "夯实土地和电力“两个底座”"),
        ("园区“底座”工程怎么推进", SENTENCE),
        ("“三张清单”是什么", SENTENCE),
    ],
)
def test_the_part_with_the_term_is_the_answer(asked: str, expected: str) -> None:
    found = part_of_term(question(asked, AnswerKind.DEFINITION), finding(SENTENCE))
    assert found.text == expected
    passage = found.hit.passage.text
    assert passage[found.position : found.position + len(found.text)] == found.text


def test_a_term_that_is_explained_behind_it_keeps_its_explanation() -> None:
    words = "推行“三张清单”，即权力清单、责任清单、负面清单"
    found = part_of_term(question("“三张清单”是什么", AnswerKind.DEFINITION), finding(words))
    assert found.text == words
