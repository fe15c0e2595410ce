from __future__ import annotations

from decimal import Decimal

import pytest
from quantity_samples import EXACT, LEAST, SINGLE, UP

from ingest.figures.quantities import Direction, find_quantities

NOTHING = [
    "同时填报附件3《申请表》",
    "见附表2",
    *(
        "5.放大效益",
        "（1）材料",
        "1、材料",
        "3)材料",
        "(一)材料",
        "一、总则",
        "二十一、保障",
        "①材料",
        "2.1适用范围",
        "3.2.1范围",
    ),
    *(
        "包括：甲；2.乙",
        "“5.放大效益”",
        "国办发〔2017〕7号",
        "国发[2019]11号",
        "國發201911號",
        "（2019）7号文",
        "3号楼",
    ),
    *(
        "5G基站",
        "ISO14000认证",
        "ISO 9001",
        "GB/T 19001-2016",
        "B2B平台",
        "PM2.5",
        "COVID-19",
        "A4纸",
        "20xx年",
        "工业4.0时代",
    ),
    *(
        "“1+2+3+X”产业",
        "一+三+N",
        "“3个300”工程",
        "“5511”工程",
        "“三个一”工程",
        "“五个转型”",
        "“28条”",
        "世界500强",
        "21世纪",
    ),
    *(
        "三中全会",
        "一带一路",
        "三同时",
        "一票否决",
        "十四五",
        "“十四五”末",
        "一站式",
        "五位一体",
        "三次产业",
        "二次开发",
        "一次性补贴",
    ),
    *(
        "千方百计",
        "十分重要",
        "一件事",
        "一企一策",
        "两化融合",
        "最后一公里",
        "七通一平",
        "倍增计划",
        "上一年度",
        "四个意识",
    ),
    *(
        "第十二条",
        "第12条",
        "第34次会议",
        "第三季度",
        "十九届",
        "二期工程",
        "一批企业",
        "新一轮",
        "几十家",
        "数百家",
        "上千家",
    ),
    *(
        "核心零部件",
        "半导体",
        "上半年",
        "三部门",
        "陆家嘴",
        "15:24:21",
        "0791-8888888",
        "3·15",
        "7×24小时",
        "12345热线",
        "80后",
        "",
    ),
]


@pytest.mark.parametrize(("text", "amount", "low", "high", "unit", "direction"), SINGLE)
def test_a_figure_has_a_value_a_normal_unit_and_a_direction(
    text: str, amount: str, low: Decimal, high: Decimal, unit: str, direction: Direction
) -> None:
    (found,) = find_quantities(text)
    assert found.amount.slice(text) == amount
    assert (found.value, found.normal_unit, found.direction) == ((Decimal(low), Decimal(high)), unit, direction)


@pytest.mark.parametrize("text", NOTHING)
def test_labels_names_and_idioms_are_no_figures(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("100，200家", [100, 200]),
        ("从5%提高到10%", [5, 10]),
        ("由20%到30%", [20, 30]),
        ("500\n\n-\n\n330", [500, 330]),
        ("20\t家", [20]),
        ("5.2%以上\n3.5", [Decimal("5.2"), Decimal("3.5")]),
        ("指数71。其中5家", [71, 5]),
        ("国家级20万元，省级15万元", [200_000, 150_000]),
        ("一次性奖励5万元", [50_000]),
        ("世界500强企业3家", [3]),
    ],
)
def test_figures_that_stand_apart_are_not_joined(text: str, values: list[Decimal]) -> None:
    assert [found.value for found in find_quantities(text)] == [(Decimal(value), Decimal(value)) for value in values]


def test_a_change_holds_for_a_whole_list() -> None:
    found = find_quantities("分别增长8%、10%和12%以上，占20%")
    assert [(each.change, each.bound) for each in found] == [(UP, EXACT), (UP, EXACT), (UP, LEAST), (None, EXACT)]


@pytest.mark.parametrize(
    ("text", "span", "number", "unit", "comparator"),
    [
        ("税收不低于20万元/亩以上", "不低于20万元/亩以上", "20", "万元/亩", "不低于以上"),
        ("百分之六十左右", "百分之六十左右", "百分之六十", "%", "左右"),
        ("二十万元", "二十万元", "二十", "万元", ""),
        ("2—3个", "2—3个", "2-3", "个", ""),
        ("突破 1,200家", "突破 1,200家", "1,200", "家", "突破"),
        ("15 percent", "15 percent", "15", "", ""),
    ],
)
def test_what_is_written_is_kept_beside_the_value(
    text: str, span: str, number: str, unit: str, comparator: str
) -> None:
    (found,) = find_quantities(text)
    assert (found.span.slice(text), found.number, found.unit, found.comparator) == (span, number, unit, comparator)
