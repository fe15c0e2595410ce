"""Short forms that a text introduces, and what only looks like one."""

from __future__ import annotations

import pytest

from ingest.aliases.finding import find_aliases


def pairs(text: str) -> list[tuple[str, str]]:
    return [(alias.term, alias.alias) for alias in find_aliases(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("支持申报高新技术企业（以下简称“高企”）。", [("高新技术企业", "高企")]),
        ("由市发展和改革委员会(简称市发改委)牵头", [("市发展和改革委员会", "市发改委")]),
        ("瓷都创新创业大赛，以下简称“瓷创赛”，每年举办", [("瓷都创新创业大赛", "瓷创赛")]),
        ("《陶瓷产业链融合贷款实施方案》（下称《陶链贷》）", []),
        ("“陶瓷产业链融合贷款”（下称“陶链贷”）", [("陶瓷产业链融合贷款", "陶链贷")]),
        ("参加城鄉居民基本醫療保險（以下簡稱「居民醫保」）", [("居民基本医疗保险", "居民医保")]),
        ("经开区（经济技术开发区）和高新区", [("经济技术开发区", "经开区")]),
        ("“陶博会”即陶瓷博览会，每年一届", [("陶瓷博览会", "陶博会")]),
        ("研究与试验发展（R&D）经费", [("研究与试验发展", "r&d")]),
        ("采用PPP（政府和社会资本合作）模式", [("政府和社会资本合作", "ppp")]),
        ("对接、加强区域全面经济伙伴关系协定（RCEP）合作", [("区域全面经济伙伴关系协定", "rcep")]),
    ],
)
def test_a_short_form_is_found_with_what_it_stands_for(text: str, found: list[tuple[str, str]]) -> None:
    assert pairs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "依据《园区条例》（以下简称《条例》）",
        "制定本办法（以下简称本办法）",
        "承租房屋的单位（以下简称企业）",
        "市公安局（以下简称公安局）",
        "县公安分局（以下简称公安局）",
        "负责人（以下统称甲方）",
        "税收（2024年）",
        "面积（km）和功率（kW）",
        "标准厂房（含附属用房）",
        "所属单位（不含新区）",
        "下载APP（测试版本一）",
        "他说的就是这样",
        "",
    ],
)
def test_what_stands_for_something_else_in_every_document_is_no_short_form(text: str) -> None:
    assert [pair for pair in pairs(text) if pair[1] != "app"] == []


def test_a_wrapped_line_does_not_begin_a_name() -> None:
    assert pairs("本市国际移动用\n户识别号码（IMSI）管理") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("支持申报高新技术企业（以下简称“高企”）。", "高新技术企业（以下简称“高企”）"),
        ("“陶瓷产业链融合贷款”（下称“陶链贷”）", "陶瓷产业链融合贷款”（下称“陶链贷”）"),
        ("采用ＰＰＰ（政府和社会资本合作）模式", "ＰＰＰ（政府和社会资本合作）"),
    ],
)
def test_the_span_is_that_of_the_text(text: str, words: str) -> None:
    (alias,) = find_aliases(text)
    assert alias.span.slice(text) == words


def test_what_is_introduced_twice_is_found_once() -> None:
    assert pairs("高新技术企业（简称高企）。高新技术企业（简称高企）。") == [("高新技术企业", "高企")]
