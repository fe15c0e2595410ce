from __future__ import annotations

from itertools import pairwise

import pytest
from best_time import best_time
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import lines_of
from ingest.model import SourceText
from ingest.pipeline import read_documents
from ingest.relining.flattened import unflatten
from ingest.relining.wrapped import unwrap

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


WRAPPED = """甲市工业项目管理办法
    第一条  为加强工业项目管理，提高土地利用效率，根据有
关规定，结合本市实际，制定本办法。
    第二条  新引进的工业项目投资强度不低于每亩350万元，投
产以后亩均税收不低于20万元，自签约之日起三个月以内开工
建设，并且符合产业规划。
    第三条  项目准入按照以下程序办理：
    （一）由投资促进部门受理申请，在5个工作日以内完成初步
- 2 -
审查。
    第四条  本办法自2023年10月1日起施行，有效期至2028年9
月30日。
"""


def test_lines_broken_at_the_page_s_width_are_one_clause_again() -> None:
    document = read_documents(SourceText("办法.txt", WRAPPED, "text/plain", ""))[0]
    texts = [clause.span.slice(WRAPPED) for clause in document.clauses]
    assert [text.count("\n") for text in texts] == [0, 1, 2, 0, 0, 0, 1]
    assert not any("- 2 -" in text for text in texts)
    assert [(date.kind.value, date.iso) for date in document.details.dates] == [
        ("effective", "2023-10-01"),
        ("expires", "2028-09-30"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一、目标\n二、任务\n责任单位：市商务局\n三、要求\n责任单位：市财政局",
        "\n".join(f"{LONG}{LONG}{LONG}" for _ in range(20)),
        "\n".join(f"第{number}项工作由甲局负责" for number in "一二三四五六七八九"),
        "\n\n".join("关于推动园区高质量发展并且持续优化营商环境的若干说法" for _ in range(9)),
        "\n".join("\t".join(["甲区域的名称", "350", "25", "乙区域的名称以及别称"]) for _ in range(9)),
    ],
)
def test_lines_that_end_where_they_should_stay_apart(text: str) -> None:
    lines = lines_of(text)
    assert unwrap(lines, text) == lines


@given(
    st.lists(
        st.sampled_from(["一、甲乙", "丙" * 20, "丁" * 19 + "。", "  " + "戊" * 19, "𠀀" * 20, "", "x" * 39]),
        max_size=40,
    )
)
def test_put_together_lines_cover_the_text_in_order(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    lines = unwrap(lines_of(text), text)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    assert all(len(line.text) == len(line.span) for line in lines)
    assert all(one.span.end <= other.span.start for one, other in pairwise(lines))


@pytest.mark.parametrize("line", ["甲" * 20 + "\n", "一、" + "乙" * 30 + "。 ", " " * 100 + "丙\n", "第一条 "])
def test_relining_takes_time_in_proportion_to_the_text(line: str) -> None:
    def seconds(size: int) -> float:
        text = line * (size // len(line))
        lines = lines_of(text)
        return best_time(lambda: unwrap(unflatten(lines), text))

    assert seconds(400_000) < 8 * seconds(100_000) + 0.05
