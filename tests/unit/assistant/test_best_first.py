from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from answering_samples import frequency_in, hit, question

from assistant.answering.best_first import Group, best_first
from assistant.answering.candidates import CandidatePool
from assistant.model import AnswerKind, Question
from assistant.understanding.kinds import DOCUMENT_NUMBER, TIME

TEXTS = (
    "（二）亩均税收。国家级开发区亩均税收不低于20万元，省级开发区不低于10万元/亩、工业用地30亩。",
    "4.“双百工程”\n2025年入库项目90个，2024年入库项目80个。\n5.“其余工程”\n入库项目30个。",
    "本办法所称“九通一平”是指道路、给水、排水、供电、通信等（包括燃气、热力、通信）配套齐全，由管委会负责。",
    "对研发投入占比达到3.2%的企业，按照（国发〔2017〕7号）给予奖励，自2021年5月1日起施行，有效期为3年，每半年考核一次。",
    "研发投入强度“标准”见附件；对考核不合格的开发区，两年内予以整改。",
)


def opened_for(groups: list[tuple[float, list[float]]], wanted: int) -> tuple[list[float], list[int]]:
    """The first members, and which groups were opened for them."""
    opened: list[int] = []

    def members(number: int) -> Iterator[float]:
        opened.append(number)
        yield from groups[number][1]

    made: list[Group[float]] = [(bound, lambda n=n: members(n)) for n, (bound, _) in enumerate(groups)]  # type: ignore[misc]
    ranked = best_first(made, lambda value: value)
    return [next(ranked) for _ in range(wanted)], opened


def test_members_come_best_first_and_groups_that_cannot_hold_the_next_stay_closed() -> None:
    groups = [(0.5, [0.4, 0.1]), (0.9, [0.2, 0.8]), (0.3, [0.3])]

    assert opened_for(groups, 2) == ([0.8, 0.4], [1, 0])


def test_equal_scores_keep_the_order_of_the_text() -> None:
    groups: list[Group[str]] = [(1.0, lambda: ["first", "second"]), (2.0, lambda: ["third"]), (1.0, lambda: ["last"])]

    assert list(best_first(groups, lambda _: 1.0)) == ["first", "second", "third", "last"]


@pytest.mark.parametrize("kind", AnswerKind)
@pytest.mark.parametrize(
    "demands",
    [
        {},
        {"levels": ("省级",), "years": (2025,)},
        {"units": ("万元",), "stated": ("20万元",)},
        {"units": (TIME,), "text": "何时施行，有什么要求"},
        {"units": (DOCUMENT_NUMBER,)},
        {"text": "实行什么工程，有什么要求"},
        {"text": "有效期多久", "units": (TIME,)},
        {"excluded": ("省级",)},
    ],
)
def test_no_part_scores_above_the_bound_of_its_sentence(kind: AnswerKind, demands: dict[str, tuple[str, ...]]) -> None:
    asked: Question = replace(question(kind=kind, terms=["亩均税收", "“标准”", "入库项目", "研发投入强度"]), **demands)  # type: ignore[arg-type]
    hits = [hit(text, 1 - n / 10) for n, text in enumerate(TEXTS)]
    pool = CandidatePool(asked, hits, frequency_in(hits))

    groups = list(pool.groups(kind))

    assert len(groups) > 5
    for bound, members in groups:
        assert all(found.score <= bound + 1e-9 for found in members())
    scores = [found.score for found in pool.ranked(kind)]
    assert scores == sorted((found.score for _, members in groups for found in members()), reverse=True)
