from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import lines_of
from ingest.model import ClauseKind, TextSpan
from ingest.structure import parse_clauses

LONG = "依托现有基础，完善配套设施，健全服务体系，推动项目建设取得实效。"


def outline(text: str) -> list[tuple[str, ...]]:
    return [clause.path for clause in parse_clauses(lines_of(text))]


def test_levels_nest_and_numbers_may_run_on_or_start_again() -> None:
    first = f"一、任务\n（一）强化服务\n1.优化流程。{LONG}\n2．下放权限。{LONG}"
    text = f"{first}\n二、保障\n（二）加强领导。{LONG}\n1、落实责任。{LONG}"
    assert outline(text) == [
        ("一、任务",),
        ("一、任务", "（一）强化服务"),
        ("一、任务", "（一）强化服务", "1.优化流程"),
        ("一、任务", "（一）强化服务", "2．下放权限"),
        ("二、保障",),
        ("二、保障", "（二）加强领导"),
        ("二、保障", "（二）加强领导", "1、落实责任"),
    ]


def test_regulations_have_chapters_articles_and_items_and_their_contents_are_no_clauses() -> None:
    contents = "目　录\n第一章　总则\n第二章　附则\n"
    articles = f"第一条　为了发展，制定本办法。\n（一）企业；\n第二条【范围】{LONG}\n"
    text = f"{contents}第一章　总　则\n{articles}第二章　附则"
    assert outline(text) == [
        (),
        (),
        (),
        ("第一章 总则",),
        ("第一章 总则", "第一条"),
        ("第一章 总则", "第一条", "（一）"),
        ("第一章 总则", "第二条 范围"),
        ("第二章 附则",),
    ]


def test_headings_without_numbers_stand_under_the_numbered_clause() -> None:
    text = f"一、任务\n打造特色园区。{LONG}\n提升链条。{LONG}\n二、保障\n{LONG}\n（一）领导。{LONG}"
    assert outline(text) == [
        ("一、任务",),
        ("一、任务", "打造特色园区"),
        ("一、任务", "提升链条"),
        ("二、保障",),
        ("二、保障",),
        ("二、保障", "（一）领导"),
    ]


def test_a_first_sentence_before_numbered_clauses_is_no_heading() -> None:
    assert outline(f"一、环境\n要当好表率。{LONG}\n（一）放权。{LONG}")[1:] == [
        ("一、环境",),
        ("一、环境", "（一）放权"),
    ]


@pytest.mark.parametrize("word", ["统筹单位", "责任单位", "牵头部门", "責任單位"])
def test_a_line_of_responsible_bodies_after_several_items_belongs_to_the_clause_above_them(word: str) -> None:
    text = f"一、任务\n（一）服务\n1.甲事。{LONG}\n2.乙事。{LONG}\n{word}：某局\n（二）用地"
    assert outline(text)[4] == ("一、任务", "（一）服务")


def test_a_line_of_responsible_bodies_after_each_item_belongs_to_that_item() -> None:
    text = f"（一）服务\n1.甲事。{LONG}\n责任单位：某局\n2.乙事。{LONG}\n责任单位：某委"
    assert outline(text)[2] == ("（一）服务", "1.甲事")
    assert outline(text)[4] == ("（一）服务", "2.乙事")


def test_points_annexes_and_a_heading_whose_stop_is_missing() -> None:
    unstopped = f"（一）拓宽渠道充分发挥基金的作用，通过多种方式拉动一批项目，{LONG}{LONG}"
    text = f"一、原则\n——坚持引领。{LONG}\n{unstopped}\n附件1\n分解表"
    clauses = parse_clauses(lines_of(text))
    assert [c.label for c in clauses] == ["一、", "——", "（一）", "附件1"]
    assert clauses[1].kind is ClauseKind.POINT
    assert clauses[2].heading == ""
    assert (clauses[3].path, clauses[3].heading) == (("附件1 分解表",), "分解表")


def test_closing_words_and_signatures_belong_to_no_clause() -> None:
    ending = "各区要加强协作，确保落实。\n某某市人民政府办公室\n2021年2月23日"
    text = f"一、环境\n（一）放权\n{LONG}（责任单位：某局）\n{ending}"
    assert outline(text)[-3:] == [(), (), ()]


def test_a_run_of_short_lines_with_figures_is_one_table() -> None:
    cells = ["序号", "产业", "收入", "1", "光电", "1000", "2", "新材料", "500", "-"]
    text = "附件：\n\n目标表\n\n\n\n" + "\n\n".join(cells) + "\n\n\n\n网站栏目"
    clauses = parse_clauses(lines_of(text))
    tables = [c for c in clauses if c.kind is ClauseKind.TABLE]
    assert [c.span.slice(text).split() for c in tables] == [cells]
    assert [c.path for c in clauses] == [("附件 目标表",)] * 3


def test_a_table_that_the_reader_marked_is_one_clause() -> None:
    text = "一、标准\n名称\t金额\n甲\t100\n乙\t200\n二、其他"
    clauses = parse_clauses(lines_of(text), [TextSpan(5, 23)])
    assert [c.kind for c in clauses] == [ClauseKind.ITEM, ClauseKind.TABLE, ClauseKind.ITEM]
    assert clauses[1].parent == 0


def test_signs_that_nobody_sees_hide_no_number() -> None:
    text = "\u3000\u200b一、\ufeff任\u200b务\n\u200b\u3000（\u200b一）\uf0b7强化服务\n\uf06c（二）下放权限\u200b"
    assert [clause.label for clause in parse_clauses(lines_of(text))] == ["一、", "（\u200b一）", "（二）"]
    assert outline(text)[1][1].endswith("）强化服务")


@pytest.mark.parametrize(
    ("rows", "is_table"),
    [
        ("区域\t投资（万元/亩）\t税收\n甲区\t350\t25\n乙区\t300\t20", True),
        ("序号\t企业\t金额\n1\t甲公司\t20\n2\t乙公司\t15\n合计\t\t35", True),
        ("区域\t税收\n甲区\t25\n乙区\t20", True),
        ("甲\t25\n乙\t20", False),
        ("1.\t第一件事要办好。\n2.\t第二件事要办好。\n3.\t第三件事要办好。", False),
        ("甲\t乙\t丙", False),
        ("甲\t乙\t丙\n丁\t戊\n己\t庚\t辛\t壬\n癸\t子\t丑\t寅\t卯", False),
    ],
)
def test_rows_of_equally_many_cells_are_a_table_in_plain_text_too(rows: str, is_table: bool) -> None:
    text = f"第一条 按下表执行：\n{rows}\n第二条 略。"
    tables = [c.span.slice(text) for c in parse_clauses(lines_of(text)) if c.kind is ClauseKind.TABLE]
    assert tables == ([rows] if is_table else [])


@given(
    st.lists(
        st.sampled_from(
            [
                "一、甲",
                "（一）乙",
                "1.丙。丁戊己庚",
                "——辛",
                "责任单位：某局",
                "壬癸。" + LONG,
                "12",
                "附件：",
                "😀",
                "2021年1月1日",
                "第一条 略",
                "# 标题",
            ]
        ),
        max_size=30,
    )
)
def test_every_line_is_in_exactly_one_clause_and_parents_come_first(lines: list[str]) -> None:
    text = "\n".join(lines)
    clauses = parse_clauses(lines_of(text))
    assert "".join(c.span.slice(text) for c in clauses).replace("\n", "") == "".join(lines)
    for clause in clauses:
        above = clauses[clause.parent].path if clause.parent is not None else ()
        assert clause.parent is None or clause.parent < clause.ordinal
        assert clause.path[: len(above)] == above


def test_scraps_of_a_table_with_broken_cells_are_no_clauses_and_end_where_the_next_part_begins() -> None:
    scraps = ["序号", "数据项", "说明", *["1.国家项目", "支持的", "设计", "图纸", "2.出口", "管制的"] * 4]
    text = "\n".join(["附件1", "数据表", *scraps, "附件2", "二、说明", LONG])
    clauses = parse_clauses(lines_of(text))
    assert [(c.kind, c.path[-1]) for c in clauses] == [
        (ClauseKind.HEADING, "附件1 数据表"),
        (ClauseKind.TABLE, "附件1 数据表"),
        (ClauseKind.HEADING, "附件2"),
        (ClauseKind.ITEM, "二、说明"),
        (ClauseKind.PARAGRAPH, "二、说明"),
    ]


def test_an_annex_behind_a_flattened_table_is_no_cell_of_it() -> None:
    text = "\n".join(["园区", "户数", "东园", "12", "西园", "7", "南园", "9", "附件2", "名单", LONG])
    assert [c.kind for c in parse_clauses(lines_of(text))] == [
        ClauseKind.TABLE,
        ClauseKind.HEADING,
        ClauseKind.PARAGRAPH,
    ]
