"""Years and periods that a question names."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.model import Period
from assistant.understanding.periods import find_periods, find_years, periods_of, years
from ingest.normalize import fold

TODAY = date(2024, 5, 6)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("“十四五”末要到多少", [("“十四五”末", "2025")]),
        ("十四五期末的产值", [("十四五期末", "2025")]),
        ("「十四五」期間的目標", [("“十四五”期间", "2021-2025")]),
        ("十三五规划期间", [("十三五规划期间", "2016-2020")]),
        ("“十五五”", [("“十五五”", "2026-2030")]),
        ("十四五开局之年", [("十四五开局之年", "2021")]),
        ("第十四个五年规划末期", [("第十四个五年规划末期", "2025")]),
        ("2018-2020年的目标", [("2018-2020年", "2018-2020")]),
        ("2021年至2023年", [("2021年至2023年", "2021-2023")]),
        ("2021—25年", [("2021—25年", "2021-2025")]),
        ("三年内建几个", [("三年内", "3年内")]),
        ("5个工作日内办完", [("5个工作日内", "5个工作日内")]),
        ("两年之内投产", [("两年之内", "2年内")]),
        ("近三年的税收", [("近三年", "近三年")]),
        ("今年的目标", [("今年", "今年")]),
        ("2023年上半年", [("上半年", "上半年")]),
        ("第三年内外贸", []),
        ("二十四五个人", []),
        ("二十五家", []),
        ("2025-2020年", []),
        ("15家", []),
    ],
)
def test_periods_are_read_with_their_words(question: str, expected: list[tuple[str, str]]) -> None:
    folded = fold(question)
    assert [(folded[item.start : item.end], item.value) for item in find_periods(folded)] == expected


@pytest.mark.parametrize(
    ("question", "value"),
    [("今年的目标", "2024"), ("去年", "2023"), ("明年底", "2025"), ("近三年", "2021-2023"), ("未来五年", "2025-2029")],
)
def test_a_relative_period_means_years_only_where_the_day_is_known(question: str, value: str) -> None:
    assert [item.value for item in find_periods(question, TODAY)] == [value]
    assert periods_of(find_periods(question)) == ()


def test_years_of_a_run_are_no_single_years_but_are_named() -> None:
    folded = "2021-2023年和2025年底"
    assert [(folded[item.start : item.end], item.value) for item in find_years(folded)] == [("2025年", "2025")]
    assert years(folded) == (2021, 2023, 2025)
    assert periods_of([*find_periods(folded), *find_years(folded)]) == (Period(2021, 2023), Period(2025, 2025))
