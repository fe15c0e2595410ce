"""Levels, years, ordinals, exclusions and figures that a question states."""

from __future__ import annotations

import pytest

from assistant.understanding.constraints import (
    extremes,
    find_exclusions,
    find_figures,
    find_levels,
    find_ordinals,
    levels,
)
from assistant.understanding.periods import years
from assistant.understanding.spans import values
from ingest.normalize import fold


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("上饶国家级开发区的要求", ("国家级",)),
        ("省级以上孵化器有几家", ("省级",)),
        ("國家級與省級園區分別多少", ("国家级", "省级")),
        ("省级的和国家级的", ("省级", "国家级")),
        ("国家开发区和市级园区", ("国家级", "市级")),
        ("国家高新技术产业园", ("国家级",)),
        ("国家级开发区、国家级高新区", ("国家级",)),
        ("“国字号”平台几个", ("国家级",)),
        ("国家高新技术企业几家", ("国家级",)),
        ("国家规定的税率", ()),
        ("升级改造", ()),
        ("", ()),
    ],
)
def test_levels_are_read_in_order_and_once_each(question: str, expected: tuple[str, ...]) -> None:
    assert levels(fold(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2022年的目标", (2022,)),
        ("２０２４年底要建成几个", (2024,)),
        ("目标（2026）", (2026,)),
        ("要到2030", (2030,)),
        ("21年和22年分别多少", (2021, 2022)),
        ("二〇二五年的指标", (2025,)),
        ("二零一九年的指标", (2019,)),
        ("2021年和2021年底", (2021,)),
        ("2021-2023年", (2021, 2023)),
        ("引进2000家企业", ()),
        ("培训2000人", ()),
        ("投资2020万元", ()),
        ("建成2000吨产能", ()),
        ("第10年和近20年", ()),
        ("15年内不得转让", ()),
        ("文号12024", ()),
        ("1850年", ()),
    ],
)
def test_calendar_years_are_told_from_other_numbers(question: str, expected: tuple[int, ...]) -> None:
    assert years(fold(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第二个年度的工业投资", "第二个年度"),
        ("第3年的产值", "第3年"),
        ("第一批试点园区", "第一批"),
        ("第四季度开几次会", "第四季度"),
        ("首年奖励多少", "首年"),
        ("最后一年要到多少", "最后一年"),
        ("最後一個年度的目標", "最后一个年度"),
        ("末年的户数", "末年"),
        ("第三产业增加值", ""),
        ("三年的目标", ""),
    ],
)
def test_an_ordinal_tells_which_of_several_repeats_is_asked_for(question: str, expected: str) -> None:
    assert next(iter(values(find_ordinals(fold(question)))), "") == expected


@pytest.mark.parametrize(
    ("question", "rest", "excluded"),
    [
        ("产值目标（不是新区）是多少", "产值目标 是多少", ("新区",)),
        ("要过多少，不是2020年的", "要过多少 ", ("2020年",)),
        ("除了鹰潭还有哪些城市", " 还有哪些城市", ("鹰潭",)),
        ("除鹰潭外，还有哪些", " ,还有哪些", ("鹰潭",)),
        ("除市开、新区和临港以外其他区几个", " 其他区几个", ("市开", "新区", "临港")),
        ("除鷹潭之外還有哪些", " 还有哪些", ("鹰潭",)),
        ("不含房地产的投资额", " 的投资额", ("房地产",)),
        ("财政收入，不含税收", "财政收入 ", ("税收",)),
        ("非国家级园区的税收", " 园区的税收", ("国家级",)),
        ("园区数，不包括省级，不算新区", "园区数  ", ("省级", "新区")),
        ("除外资企业外有几家", " 有几家", ("外资企业",)),
    ],
)
def test_what_a_question_sets_aside_is_taken_out_of_it(question: str, rest: str, excluded: tuple[str, ...]) -> None:
    left, items = find_exclusions(fold(question))
    assert (left.split(), values(items)) == (rest.split(), excluded)
    assert len(left) == len(question)


@pytest.mark.parametrize(
    "question",
    [
        "亩均税收是不是不低于8万元",
        "这算不算达标",
        "投资额含不含土地款",
        "包不包括设备",
        "化学需氧量去除率",
        "扣除增值税之后有多少",
        "解除警告要多久",
        "免除责任的情形",
        "非化石能源消费比重",
        "是不是非得上平台",
        "除投资强度达标的项目一律清退",
        "不含税销售额要到多少",
        "合同额按不含税收入算",
        "不包括雨水怎么收费",
        "不是规上企业能不能申请",
    ],
)
def test_words_that_only_look_like_an_exclusion_set_nothing_aside(question: str) -> None:
    assert find_exclusions(question) == (question, [])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("亩均税收是12万元吗", ("12万元",)),
        ("增长是不是要到１５％", ("15%",)),
        ("省级要求不低于6家对吗", ("不低于6家",)),
        ("2024年要到30%吗", ("30%",)),
        ("5个月内办完吗", ()),
        ("9月底前验收吗", ()),
        ("三个方面是什么", ()),
        ("“1+3”产业", ()),
        ("要多少家", ()),
    ],
)
def test_figures_with_a_unit_are_stated_and_dates_are_not(question: str, expected: tuple[str, ...]) -> None:
    assert values(find_figures(fold(question))) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("省级以上的研发平台", [("省级以上", "省级以上")]),
        ("市级及以上的", [("市级及以上", "市级以上")]),
        ("国家級和国家园区", [("国家级", "国家级"), ("国家", "国家级")]),
    ],
)
def test_a_level_is_read_with_its_words_and_whether_higher_ones_count(
    question: str, expected: list[tuple[str, str]]
) -> None:
    folded = fold(question)
    assert [(folded[item.start : item.end], item.value) for item in find_levels(folded)] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("亩均税收最低标准", ("最低",)),
        ("至少要引进几家", ("最低",)),
        ("不得少于几户", ("最低",)),
        ("补贴封顶多少", ("最高",)),
        ("最快几天办完，最多补多少", ("最快", "最高")),
        ("最迟哪天报", ("最晚",)),
        ("最后一年的目标", ()),
        ("首位产业是什么", ()),
        ("What is the minimum investment?", ("最低",)),
    ],
)
def test_bounds_and_extremes_are_read_in_one_form(question: str, expected: tuple[str, ...]) -> None:
    assert extremes(fold(question)) == expected
