"""What the figures of two sides tell of one another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import question

from assistant.answering.verdict import asked_of, verdict
from assistant.model import Citation, Language, Side


def told(asked: str, *texts: str, language: Language = Language.SIMPLIFIED, quotes: tuple[str, ...] = ()) -> str:
    quotes = quotes or texts
    citations = [Citation("方案.txt", "方案", "", quote, 0, len(quote)) for quote in quotes]
    names = ("东园", "西园", "北园") if language is not Language.ENGLISH else ("East Park", "West Park", "North Park")
    sides = [Side(name, text, (n,)) for n, (name, text) in enumerate(zip(names, texts, strict=False), start=1)]
    return verdict(replace(question(asked), language=language), sides, citations)


HIGH, LOW = "亩均税收不低于25万元/亩", "亩均税收不低于20万元/亩"


@pytest.mark.parametrize(
    ("asked", "texts", "expected"),
    [
        ("亩均税收一样吗", (HIGH, LOW), "不一样。"),
        ("亩均税收一样吗", (LOW, LOW), "一样。"),
        ("亩均税收谁更高", (HIGH, LOW), "东园更高。"),
        ("亩均税收谁更高", (LOW, LOW), "一样。"),
        ("亩均税收哪个更低", (HIGH, LOW), "西园更低。"),
        ("亩均税收差多少", (HIGH, LOW), "相差5万元/亩（按引文计算）。"),
        ("亩均税收谁更高，高多少", (LOW, HIGH), "西园更高，相差5万元/亩（按引文计算）。"),
        ("占比差多少", ("占比达到12%", "占比达到9.5%"), "相差2.5个百分点（按引文计算）。"),
        ("主导产业谁更多", ("重点发展2—3个主导产业", "重点发展3—4个主导产业"), "西园更多。"),
        ("产值哪个最高", ("产值达到3亿元", "产值达到5亿元", "产值达到4亿元"), "西园最高。"),
        ("亩均税收分别是多少", (HIGH, LOW), ""),
    ],
)
def test_how_sides_compare_is_said_first_where_it_is_asked(asked: str, texts: tuple[str, ...], expected: str) -> None:
    assert told(asked, *texts) == expected
    assert asked_of(question(asked)) == ("分别" not in asked)


@pytest.mark.parametrize(
    ("asked", "texts", "expected"),
    [
        ("Is the tax the same in both?", (HIGH, LOW), "Not the same. "),
        ("Which requires a higher tax?", (HIGH, LOW), "East Park is higher. "),
        (
            "What is the difference in tax?",
            (HIGH, LOW),
            "Not the same, the difference is 50,000 yuan per mu (computed from the quotes). ",
        ),
    ],
)
def test_english_questions_are_told_in_english(asked: str, texts: tuple[str, ...], expected: str) -> None:
    said = told(asked, *texts, language=Language.ENGLISH)
    assert said == expected or said == expected.replace("Not the same, the", "The")


@pytest.mark.parametrize(
    "texts",
    [
        (HIGH, "亩均税收稳步提高"),
        (HIGH, "亩均税收增长5%"),
        ("亩均税收不低于25万元/亩", "亩均税收不超过20万元/亩"),
        ("入园三年后亩均税收20万元，五年后25万元", LOW),
        ("拟注销公告满二十日", "部门十日内没有异议的办理登记"),
        ("亩均税收20至30万元", "亩均税收15至40万元"),
    ],
    ids=["no figure", "another unit", "bounds of two kinds", "two figures", "of two things", "ranges across"],
)
def test_nothing_is_concluded_from_figures_that_do_not_compare(texts: tuple[str, ...]) -> None:
    assert told("谁更高", *texts) == ""


def test_nothing_is_concluded_from_a_figure_that_the_quote_does_not_hold() -> None:
    assert told("谁更高", HIGH, LOW, quotes=(HIGH, "亩均税收不低于22万元/亩")) == ""
