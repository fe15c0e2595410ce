"""A question that asks several things gets each of them, with evidence of its own."""

from __future__ import annotations

import pytest
from composing_samples import OneFile

TEXT = """宜春市示范集聚区行动要点

一、提升效益
国家级集聚区亩均税收不低于18万元，省级集聚区亩均税收不低于9万元。（市税务局牵头，市统计局配合）
二、厂房租补
租用标准厂房的企业，租金补助标准为每年5000元，租金补助期限不超过3年。
三、冷链改造
冷链改造由市发展改革委负责，2027年6月底前完成。
"""


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> OneFile:
    return OneFile(tmp_path_factory.mktemp("points"), TEXT)


def test_how_much_and_by_whom_are_both_answered(points: OneFile) -> None:
    given = points.answer("宜春国家级集聚区亩均税收要求是多少，由谁牵头？")
    assert given.text.startswith("不低于18万元（")
    assert "牵头：市税务局" in given.text
    assert "9万元" not in given.text
    assert given.text.count("[1]") == given.text.count("[2]") == 1


def test_two_figures_are_both_answered(points: OneFile) -> None:
    given = points.answer("宜春租金补助一年给多少、最多给几年？")
    assert "5000元" in given.text
    assert "不超过3年" in given.text


def test_one_level_keeps_the_others_figure_out_and_none_tells_both_apart(points: OneFile) -> None:
    one = points.answer("宜春省级集聚区亩均税收要求是多少？")
    assert one.text == "不低于9万元（省级集聚区亩均税收）[1]"
    both = points.answer("宜春亩均税收要求是多少？")
    assert "不低于18万元（国家级集聚区" in both.text
    assert "不低于9万元（省级集聚区" in both.text


def test_nothing_is_answered_where_no_part_can_be(points: OneFile) -> None:
    assert points.answer("宜春火箭发射场要建多少个，由谁牵头？").refused
