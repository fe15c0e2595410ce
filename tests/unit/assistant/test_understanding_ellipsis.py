"""Follow-ups that swap one thing of the question before."""

from __future__ import annotations

import pytest

from assistant.understanding.ellipsis import rewrite
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer

TAX = "宜春国家级开发区亩均税收2021年要求是多少?"


@pytest.mark.parametrize(
    ("follow_up", "before", "whole"),
    [
        ("那萍乡呢？", TAX, "萍乡国家级开发区亩均税收2021年要求是多少?"),
        ("換成萍鄉呢", TAX, "萍乡国家级开发区亩均税收2021年要求是多少?"),
        ("萍乡又是多少？", TAX, "萍乡国家级开发区亩均税收2021年要求是多少?"),
        ("那省级的呢？", TAX, "宜春省级开发区亩均税收2021年要求是多少?"),
        ("那省級的", TAX, "宜春省级开发区亩均税收2021年要求是多少?"),
        ("如果是市级呢", TAX, "宜春市级开发区亩均税收2021年要求是多少?"),
        ("省级呢", "宜春国家高新区几家", "宜春省级高新区几家"),
        ("２０２２年呢？", TAX, "宜春国家级开发区亩均税收2022年要求是多少?"),
        ("那23年呢", TAX, "宜春国家级开发区亩均税收23年要求是多少?"),
        ("第三年呢", "抚州第一年工业投资多少亿", "抚州第三年工业投资多少亿"),
        ("第二季度呢", "第一季度开几次会", "第二季度开几次会"),
        ("进口总额呢", "新余出口总额增长多少", "新余进口总额增长多少"),
        ("东湖组团呢", "西湖组团2023年目标多少亿", "东湖组团2023年目标多少亿"),
        ("那滨江呢", "高淳经开区主导产业是什么", "滨江经开区主导产业是什么"),
        ("那整个新区一共多少？", "东湖组团陶瓷要做到多少亿", "整个新区陶瓷要做到多少亿"),
        ("全市呢", "东湖组团陶瓷要做到多少亿", "全市陶瓷要做到多少亿"),
        ("一般违约的呢", "严重违约行为最长公示多久", "一般违约行为最长公示多久"),
        ("高新区呢", "宜春的经开区归谁管", "宜春的高新区归谁管"),
        ("那工业园区呢", "宜春的高新区归谁管", "宜春的工业园区归谁管"),
        ("萍乡呢", "宜春市级开发区有几家", "萍乡市级开发区有几家"),
        ("和省级比差多少？", TAX, "宜春国家级和省级开发区亩均税收2021年差多少"),
        ("跟萍乡相比谁更高", TAX, "宜春和萍乡国家级开发区亩均税收2021年谁更高"),
        ("比2020年高多少？", TAX, "宜春国家级开发区亩均税收2021年和2020年高多少"),
        ("那和萍乡一样吗", TAX, "宜春和萍乡国家级开发区亩均税收2021年一样吗"),
        ("换成赣州", "宜春和新余的税收各是多少", "宜春和赣州的税收各是多少"),
    ],
)
def test_what_a_follow_up_names_takes_the_place_of_its_kind(follow_up: str, before: str, whole: str) -> None:
    assert rewrite(fold(follow_up), fold(before), Gazetteer.load()) == whole


@pytest.mark.parametrize(
    ("follow_up", "before"),
    [
        ("萍乡国家级开发区的投资强度是多少？", TAX),
        ("萍乡", TAX),
        ("由谁牵头呢？", TAX),
        ("那谁负责", "宜春哪些部门负责亩均税收"),
        ("那什么时候完成", TAX),
        ("和上年比呢", TAX),
        ("他们的税收怎么样", TAX),
        ("2022年呢", "宜春亩均税收是多少"),
        ("省级呢", "宜春亩均税收是多少"),
        ("第二年呢", "宜春亩均税收是多少"),
        ("那萍乡呢", "亩均税收是多少"),
        ("那萍乡和新余呢", TAX),
        ("", TAX),
        ("呢", TAX),
    ],
)
def test_what_takes_nothings_place_is_left_to_be_merged(follow_up: str, before: str) -> None:
    assert rewrite(fold(follow_up), fold(before), Gazetteer.load()) is None
