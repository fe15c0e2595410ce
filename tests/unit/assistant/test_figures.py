from __future__ import annotations

import pytest

from assistant.figures import figures_in, is_supported


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


def test_one_with_a_comparator_is_a_figure() -> None:
    assert [figure.number for figure in figures_in("至少建立一个基金，翻一番")] == ["一", "一"]


@pytest.mark.parametrize(
    ("sentence", "passage", "supported"),
    [
        ("20万元", "亩均税收不低于20万元/亩", True),
        ("20万元/亩", "亩均税收不低于20万元", True),
        ("20万元", "不低於二十萬元", True),
        ("1.2亿元", "12,000万元", True),
        ("20家", "20户以上", True),
        ("20家", "20个", True),
        ("20家", "20人", False),
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
        ("不超过20万元", "不低于20万元", False),
        ("20万元以上", "不低于20万元", True),
        ("20万元", "不低于20万元", True),
        ("增长8%", "下降8%", False),
        ("增长8%", "8%", True),
        ("提高3个百分点", "提高3%", False),
        ("20万元至30万元", "20—30万元", True),
        ("20万元", "20—30万元", False),
        ("不低于20万元", "20—30万元", True),
        ("不超过30万元", "20—30万元", True),
        ("不超过20万元", "20—30万元", False),
        ("百分之二十", "20%", True),
        ("两成", "20%", True),
        ("翻一番", "力争翻番", True),
        ("翻一番", "增长1倍", True),
        ("翻两番", "增长3倍", True),
        ("翻两番", "增长2倍", False),
        ("2025年", "到2025年底", True),
        ("2024年", "到2025年底", False),
        ("2021年", "2021—2023年", True),
        ("2022年", "2021—2023年", False),
        ("2021—2023年", "2021—2023年", True),
        ("2021—2023年", "2021年", False),
        ("2019年", "2019年9月26日", True),
        ("9月26日", "2019年9月26日", True),
        ("2019年9月", "2019年9月26日", True),
        ("2019年9月26日", "2019年9月", False),
        ("9月25日", "2019年9月26日", False),
        ("二〇一九年九月二十六日", "2019-09-26", True),
        ("26", "2019年9月26日", True),
        ("9家", "2019年9月26日", False),
        ("〔2017〕7号", "国办发[2017]7号", True),
        ("〔2017〕7号", "国办发〔2017〕17号", False),
        ("7家", "国办发〔2017〕7号", False),
        ("３００個", "達300個", True),
        ("30天", "30日内", True),
    ],
)
def test_a_figure_is_supported_only_by_its_value_and_unit(sentence: str, passage: str, supported: bool) -> None:
    (figure,) = figures_in(sentence)
    assert is_supported(figure, passage) is supported
