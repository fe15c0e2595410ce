"""What holds for the check of figures whatever the numbers are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.model import FigureVerdict
from assistant.verification.checking import check_answer
from assistant.verification.model import Evidence

AMOUNTS = st.integers(min_value=2, max_value=9999)
UNITS = st.sampled_from(["万元", "亿元", "亩", "%", "家", "平方公里", "吨", "个月"])
BOUNDS = st.sampled_from([("不低于", ""), ("不超过", ""), ("", "以上"), ("", "以下"), ("", "")])
DIGITS = "零一二三四五六七八九"


def holds(answer: str, clause: str) -> bool:
    """Whether every figure of the answer is verified, and there is one."""
    checks = check_answer(f"{answer}[1]", [Evidence(clause)])
    return bool(checks) and all(check.verdict is FigureVerdict.VERIFIED for check in checks)


def numeral(number: int) -> str:
    """A number up to 9999 in Chinese: 二百零五."""
    text, zero = "", False
    for power, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + place
        zero = digit == 0
    return text


@given(AMOUNTS, UNITS, BOUNDS)
def test_a_figure_written_as_in_the_clause_is_verified(number: int, unit: str, bound: tuple[str, str]) -> None:
    words = f"年度指标为{bound[0]}{number}{unit}{bound[1]}"
    assert holds(words, f"全区{words}。")


@given(AMOUNTS, AMOUNTS, UNITS, BOUNDS)
def test_another_value_is_never_verified(number: int, other: int, unit: str, bound: tuple[str, str]) -> None:
    clause = f"全区年度指标为{bound[0]}{number}{unit}{bound[1]}。"
    assert holds(f"年度指标为{bound[0]}{other}{unit}{bound[1]}", clause) == (number == other)


@given(AMOUNTS)
def test_a_chinese_numeral_is_the_same_as_digits(number: int) -> None:
    assert holds(f"投资{numeral(number)}万元", f"全区投资{number}万元。")
    assert not holds(f"投资{numeral(number)}万元", f"全区投资{number + 1}万元。")


@given(st.integers(min_value=1, max_value=10**8))
def test_money_is_the_same_in_every_scale(number: int) -> None:
    clause = f"全区投资{number}万元。"
    assert holds(f"投资{Decimal(number) / 10_000:f}亿元", clause)
    assert holds(f"投资{number * 10_000}元", clause)
    assert holds(f"Investment: {number * 10_000:,} yuan", clause)


@given(AMOUNTS, st.permutations(["万元", "亿元", "%", "个百分点", "亩", "平方米", "家", "人次"]))
def test_another_unit_is_never_verified(number: int, units: list[str]) -> None:
    assert not holds(f"指标为{number}{units[0]}", f"全区指标为{number}{units[1]}。")


@given(AMOUNTS, UNITS)
def test_the_opposite_direction_is_never_verified(number: int, unit: str) -> None:
    clause = f"全区指标不低于{number}{unit}。"
    assert holds(f"指标为{number}{unit}以上", clause)
    assert not holds(f"指标不超过{number}{unit}", clause)
    assert not holds(f"指标为{number}{unit}以下", clause)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_the_check_and_places_are_exact(answer: str, clause: str) -> None:
    for check in check_answer(answer, [Evidence(clause)]):
        assert answer[check.start : check.end] == check.written


@pytest.mark.parametrize("number", [1, 2])
def test_a_marker_that_names_no_citation_counts_as_none(number: int) -> None:
    (check,) = check_answer(f"投资20万元[{number}]", [Evidence("投资20万元。")])
    assert check.verdict is FigureVerdict.VERIFIED
