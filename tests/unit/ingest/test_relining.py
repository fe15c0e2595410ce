from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import lines_of
from ingest.relining.flattened import unflatten

LONG = "各部门要加强协调，按照分工抓好落实，定期报告进展情况，对工作中的重大问题及时研究解决，确保取得实效。"


def unflattened(text: str) -> list[str]:
    return [line.text for line in unflatten(lines_of(text))]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (
            "甲市人民政府关于春耕的通知 甲府发〔2020〕3号 各县（市、区）： 现就有关事项通知如下： "
            f"一、{LONG} 二、{LONG * 3} 甲市人民政府 2020年2月3日",
            [
                "甲市人民政府关于春耕的通知",
                "甲府发〔2020〕3号",
                "各县（市、区）：",
                "现就",
                "一、",
                "二、",
                "甲市人民政府",
                "2020年2月3日",
            ],
        ),
        (
            f"用地办法 第一条 {LONG}第二条 {LONG * 2}（一）企业；（二）{LONG}",
            ["用地办法", "第一条 各", "第二条", "（一）企业；", "（二）"],
        ),
        (f"来源：某网 点击：56 各乡镇、街道： {LONG * 5}", ["来源：某网", "点击：56", "各乡镇", "各部门"]),
        (
            f"甲部关于减税的通知甲部发〔2020〕1号 各省： {LONG * 5}",
            ["甲部关于减税的通知", "甲部发〔2020〕1号", "各省", "各部门"],
        ),
        (f"到 2025 年 GDP 增长 5 % 左右，建成 10 个园区。{LONG * 4}", ["到 2025 年"]),
    ],
)
def test_a_text_in_one_line_is_cut_where_its_lines_ended(text: str, starts: list[str]) -> None:
    found = unflattened(text)
    assert len(found) == len(starts)
    assert all(line.startswith(start) for line, start in zip(found, starts, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        f"短文 一、{LONG} 二、{LONG}",
        "\n".join(f"{number}、{LONG} 另有 规定的除外。 {LONG * 4}" for number in "一二三"),
    ],
)
def test_a_text_in_lines_keeps_them(text: str) -> None:
    assert unflattened(text) == text.split("\n")


@given(
    st.lists(
        st.sampled_from(["一、甲。", " ", "（一）", "第一条 ", "各县：", "2020年", "\n", "\u3000", "x", "甲" * 40]),
        max_size=60,
    )
)
def test_the_lines_hold_all_that_is_no_white_space_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    lines = unflatten(lines_of(text))
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    assert all(line.span.slice(text) == line.text and line.text.strip() == line.text for line in lines)
