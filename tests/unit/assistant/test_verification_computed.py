"""Figures of an answer that no clause holds and that are no error."""

from __future__ import annotations

import pytest

from assistant.model import Answer, CheckedFigure, FigureVerdict, Side
from assistant.verification.computed import with_computed, without_heads

VERIFIED, NOT_FOUND = FigureVerdict.VERIFIED, FigureVerdict.NOT_FOUND


def check(text: str, written: str, verdict: FigureVerdict) -> CheckedFigure:
    start = text.index(written)
    return CheckedFigure(written, start, start + len(written), verdict)


@pytest.mark.parametrize(
    ("computed", "first", "second", "mark", "expected"),
    [
        ("5万元/亩", "不低于25万元/亩", "不低于20万元/亩", "（按引文计算）", VERIFIED),
        ("5万元/亩", "不低于20万元/亩", "不低于25万元/亩", "（按引文计算）", VERIFIED),
        ("2.5个百分点", "12%", "9.5%", "（按引文计算）", VERIFIED),
        ("6万元/亩", "不低于25万元/亩", "不低于20万元/亩", "（按引文计算）", NOT_FOUND),
        ("5万元", "不低于25万元/亩", "不低于20万元/亩", "（按引文计算）", NOT_FOUND),
        ("5万元/亩", "不低于25万元/亩", "不低于20万元/亩", "", NOT_FOUND),
        ("50,000 yuan per mu", "250,000 yuan per mu", "200,000 yuan per mu", " (computed from the quotes)", VERIFIED),
    ],
)
def test_a_computed_difference_is_verified_by_the_figures_that_it_is_of(
    computed: str, first: str, second: str, mark: str, expected: FigureVerdict
) -> None:
    text = f"相差{computed}{mark}。东园：{first}[1]；西园：{second}[2]"
    head = CheckedFigure(computed, 2, 2 + len(computed), NOT_FOUND)
    checks = [head, check(text[8:], first, VERIFIED), check(text[8:], second, VERIFIED)]
    assert with_computed(text, checks)[0].verdict is expected


def test_a_difference_of_figures_that_are_not_verified_is_not_either() -> None:
    text = "相差5间（按引文计算）。东园：12间[1]；西园：7间[2]"
    checks = [check(text, "5间", NOT_FOUND), check(text, "12间", VERIFIED), check(text, "7间", NOT_FOUND)]
    assert with_computed(text, checks) == tuple(checks)


def test_the_head_of_a_row_is_not_checked_and_what_it_says_is() -> None:
    text = "2024年：27亿元[1]；2025年：该文件未规定"
    answer = Answer("", text, False, "", sides=(Side("2024年", "27亿元", (1,)), Side("2025年", "")))
    figure = check(text, "27亿元", NOT_FOUND)
    assert without_heads(answer, [check(text, "2024年", NOT_FOUND), figure, check(text, "2025年", NOT_FOUND)]) == (
        figure,
    )
