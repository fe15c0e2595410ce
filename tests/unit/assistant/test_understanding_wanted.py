"""Several things asked in one question."""

from __future__ import annotations

import pytest
from answering_samples import read

from assistant.model import Wanted
from assistant.understanding.wanted import asked_parts, asks_range
from ingest.normalize import fold


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("园区亩均税收是多少，谁负责？", (Wanted.FIGURE, Wanted.BODY)),
        ("标准厂房要建多少平方米由哪个部门负责", (Wanted.FIGURE, Wanted.BODY)),
        ("改造期限多久，补助多少", (Wanted.TIME, Wanted.FIGURE)),
        ("试点要做什么，什么时候完成？", (Wanted.OPEN, Wanted.TIME)),
        ("What is the tax target and who is responsible?", (Wanted.FIGURE, Wanted.BODY)),
    ],
)
def test_each_thing_that_is_asked_is_wanted_in_its_order(question: str, wanted: tuple[Wanted, ...]) -> None:
    assert read(question).wanted == wanted


def test_two_figures_in_one_question_are_two_things() -> None:
    parts = asked_parts(fold("租金补助一年给多少、最多给几年？"))
    assert [part.words for part in parts] == ["租金补助一年给多少", "最多给几年"]


@pytest.mark.parametrize(
    "question",
    [
        "牵头单位是谁，配合单位是谁？",
        "园区分几级，各多少？",
        "到2030年，亩均税收要求是多少？",
        "最多能收多少由哪个部门核定？",
        "能不能转让，为什么？",
        "Which zones, if any, must report?",
        "窑工资格哪天开始报、哪天截止？",
        "窑炉普查由谁牵头、由谁配合？",
    ],
)
def test_what_is_one_thing_in_several_words_is_not_taken_apart(question: str) -> None:
    assert asked_parts(fold(question)) == ()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("窑炉普查由谁组织、平台由谁维护？", ["窑炉普查由谁组织", "平台由谁维护"]),
        ("窑炉普查由谁负责、每年查多少个？", ["窑炉普查由谁负责", "每年查多少个"]),
    ],
)
def test_bodies_of_two_matters_and_bodies_beside_figures_are_two_things(question: str, words: list[str]) -> None:
    assert [part.words for part in asked_parts(fold(question))] == words


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("窑工资格哪天开始报、哪天截止", True),
        ("窑工普查从什么时候开始到什么时候结束", True),
        ("窑工资格申报的起止时间", True),
        ("窑工资格什么时候截止", False),
        ("窑炉什么时候开始改造，改造到什么程度", False),
    ],
)
def test_both_ends_of_one_span_are_one_thing(question: str, asks: bool) -> None:
    assert asks_range(fold(question)) is asks
