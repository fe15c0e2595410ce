"""What English questions ask for."""

from __future__ import annotations

import pytest

from assistant.model import AnswerKind
from assistant.understanding.english import asked
from assistant.understanding.spans import blanked


@pytest.mark.parametrize(
    ("question", "kind", "units"),
    [
        ("By what year should the spot market run?", AnswerKind.FIGURE, ("时间",)),
        ("When must the report be filed?", AnswerKind.FIGURE, ("时间",)),
        ("How long are records kept?", AnswerKind.FIGURE, ("时间",)),
        ("At what age do people ride for free?", AnswerKind.FIGURE, ("岁",)),
        ("By how much should output grow in 2025?", AnswerKind.FIGURE, ("%", "个百分点", "倍")),
        ("How many people must be on duty?", AnswerKind.FIGURE, ("人", "名", "位", "人次")),
        ("How many high-tech companies are wanted?", AnswerKind.FIGURE, ("家", "户", "个")),
        ("How much is the start-up grant?", AnswerKind.FIGURE, ("元",)),
        ("What is the monthly rent of a flat?", AnswerKind.FIGURE, ("元",)),
        ("What is the validity period of the rules?", AnswerKind.FIGURE, ("时间",)),
        ("What is the minimum investment intensity?", AnswerKind.FIGURE, ()),
        ("Which institution keeps the register?", AnswerKind.BODY, ()),
        ("Who heads the leading group?", AnswerKind.BODY, ()),
        ("Who can apply for a flat?", AnswerKind.LIST, ()),
        ("What is a zombie enterprise?", None, ()),
        ("Is a licence needed?", AnswerKind.YES_NO, ()),
        ("If I move, must I tell the office?", AnswerKind.YES_NO, ()),
        ("What fine applies to a shop without a licence?", AnswerKind.FIGURE, ("元",)),
        ("How large is the subsidy for a patent?", AnswerKind.FIGURE, ("元", "%")),
        ("How large is the fine for someone who lies?", AnswerKind.FIGURE, ("元",)),
        ("Within how many working days is it decided?", AnswerKind.FIGURE, ("个工作日", "工作日")),
        ("What is the maximum number of months of pay?", AnswerKind.FIGURE, ("个月", "月")),
        ("At least how many staff must be present?", AnswerKind.FIGURE, ("人", "名", "位", "人次")),
        ("By how much does the allowance rise?", AnswerKind.FIGURE, ("元", "%")),
        ("Below what floor space may a family apply?", AnswerKind.FIGURE, ("平方米", "亩", "平方公里")),
        ("What is the most that a family can get?", AnswerKind.FIGURE, ()),
        ("What counts as a start-up?", AnswerKind.DEFINITION, ()),
        ("Which documents must be handed in?", AnswerKind.LIST, ()),
        ("Under what circumstances is aid refused?", AnswerKind.LIST, ()),
        ("What happens to zones when they come last?", None, ()),
    ],
)
def test_the_asking_words_tell_kind_and_unit(question: str, kind: AnswerKind | None, units: tuple[str, ...]) -> None:
    found = asked(question)
    assert (found.kind, found.units) == (kind, units)


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("By what year should the market run?", "should the market run?"),
        ("How many people must be on duty?", "must be on duty?"),
        ("Which bureau leads this work?", "leads this work?"),
        ("For how long is it kept at least?", "is it kept         ?"),
        ("How many companies are wanted?", "How many companies are wanted?"),
    ],
)
def test_words_that_only_ask_are_no_topic(question: str, left: str) -> None:
    assert blanked(question, asked(question).silent).strip() == left


def test_of_a_compound_its_last_noun_is_counted_and_of_a_plural_the_plural_itself() -> None:
    assert asked("How many talent apartments are offered?").units[:1] == ("套",)
    assert asked("How many companies bases aside may apply?").units[:1] == ("家",)
