from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.figures import figures_in, is_supported


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不低于20万元/亩", [("20万元/亩", 200_000, "元/亩")]),
        ("不低於２０萬元／畝。", [("２０萬元／畝", 200_000, "元/亩")]),
        ("二十万元", [("二十万元", 200_000, "元")]),
        ("一万二千零五户", [("一万二千零五户", 12_005, "户")]),
        ("百亿元", [("百亿元", 10**10, "元")]),
        ("1,200家", [("1,200家", 1200, "家")]),
        ("１，２００家", [("１，２００家", 1200, "家")]),
        ("3个百分点", [("3个百分点", 3, "百分点")]),
        ("百分之三十", [("百分之三十", 30, "%")]),
        ("二〇二五年", [("二〇二五年", 2025, "年")]),
        ("𠀀20％", [("20％", 20, "%")]),
        ("3.5 million yuan", [("3.5 million yuan", 3_500_000, "元")]),
        ("15 percent", [("15 percent", 15, "%")]),
        ("指数达到71", [("71", 71, "")]),
    ],
)
def test_a_figure_is_read_with_its_value_and_unit(text: str, expected: list[tuple[str, int, str]]) -> None:
    found = figures_in(text)
    assert [(f.text, f.value, f.unit) for f in found] == [(t, Decimal(v), u) for t, v, u in expected]
    assert all(f.span.slice(text).strip() == f.text for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "5.放大综合效益",
        "（1）甲\n2、乙",
        "“5.放大综合效益”",
        "建立一个产业引导基金",
        "依照第十二条、第12条",
        "十四五末",
        "千方百计",
        "",
        "两化融合",
    ],
)
def test_names_and_labels_and_a_lone_one_are_no_figures(text: str) -> None:
    assert figures_in(text) == ()


def test_a_decimal_at_the_start_of_a_line_is_a_figure() -> None:
    assert [f.text for f in figures_in("5.2%以上\n3.5")] == ["5.2%", "3.5"]


def test_the_ends_of_a_range_share_the_unit_of_its_last() -> None:
    assert [(f.value, f.unit) for f in figures_in("20—30万元/亩")] == [(200_000, "元/亩"), (300_000, "元/亩")]


def test_a_full_width_comma_divides_two_numbers() -> None:
    assert [f.value for f in figures_in("100，200家")] == [100, 200]


@pytest.mark.parametrize(
    ("sentence", "passage", "supported"),
    [
        ("20万元", "亩均税收不低于20万元/亩", True),
        ("20万元/亩", "亩均税收不低于20万元", True),
        ("20万元", "不低於二十萬元", True),
        ("1.2亿元", "12,000万元", True),
        ("20家", "20户以上", False),
        ("20万元", "20亿元", False),
        ("2万元", "20万元", False),
        ("20万元", "120万元", False),
        ("20%", "20个百分点", False),
        ("20家", "指标（家）\t20", True),
        ("20万元", "税收（万元）\t20", True),
        ("20家", "指标\t20", False),
        ("20家", "| 指标（家） | 20 |", True),
        ("5家", "5.放大效益。新增10家以上", False),
        ("5家", "新增10家，指数5。", False),
        ("300个", "达300个", True),
        ("九百万元", "20万元", False),
        ("RMB 200,000", "不低于20万元", True),
    ],
)
def test_a_figure_is_supported_only_by_its_value_and_unit(sentence: str, passage: str, supported: bool) -> None:
    (figure,) = figures_in(sentence)
    assert is_supported(figure, passage) is supported
