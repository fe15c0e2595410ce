"""Paragraphs as plans of development zones have them, with what a careful official reads out of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.ingest.facts_samples import as_rows, facts_in, facts_of_file

DATA = Path(__file__).parents[2] / "data"
PARAGRAPHS = [
    (text, [row.strip() for row in rows])
    for text, *rows in (
        block.split("\n") for block in (DATA / "facts_plans.txt").read_text(encoding="utf-8").strip().split("\n\n")
    )
]
"""A text, then each fact as 'subject | indicator | comparator | change | value unit | period'."""
NO_FACTS = [
    # Who is in which class, and what follows from it.
    "亩均税收低于3万元的企业列为D类，D类企业用电价格每千瓦时加价0.1元。",
    "评价分A、B、C、D四类，其中A类企业占比不超过20%，D类企业占比不低于5%。",
    "得分90分以上为优秀，80—90分为良好，低于60分为不合格。",
    "亩均税收5万元以下且亩均增加值20万元以下的企业，直接列为D类。",
    # Fines bind nobody's plans.
    "违反规定的，处以罚款的，罚款数额为五万元以下。",
    # More grants than tiers that can be told apart.
    "对首次纳入统计的批发、零售、住宿企业，分别给予10万元、8万元奖励。",
    # Whose figures they are is said in a way that is not understood.
    "有关部门出动执法人员40人次，检查经营户100个。",
    "在建项目若干，其中航道类项目7项。",
]


@pytest.mark.parametrize(("text", "rows"), PARAGRAPHS, ids=[text[:24] for text, _ in PARAGRAPHS])
def test_an_official_reads_the_same_out_of_a_paragraph(text: str, rows: list[str]) -> None:
    assert as_rows(facts_in(text)) == rows


@pytest.mark.parametrize("text", NO_FACTS, ids=[text[:24] for text in NO_FACTS])
def test_what_leaves_open_who_or_what_gives_no_fact(text: str) -> None:
    assert as_rows(facts_in(text)) == []


def test_every_word_of_a_fact_has_its_place() -> None:
    for text, _ in PARAGRAPHS:
        for fact in facts_in(text):
            assert fact.span.slice(text) == fact.written
            named = ((fact.subject, fact.subject_span), (fact.indicator, fact.indicator_span))
            assert all((span is None) == (words == "") for words, span in named)


def test_the_run_in_heading_names_whose_figures_follow() -> None:
    text = (
        "产业发展方案\n一、重点任务\n1.做强新能源汽车产业链。到2027年，整车产能达到50万辆，本地配套率提高到60%。\n"
        "2.东湖片区。引进规上企业60家。\n3.壮大产业集群。新增规上企业50家。\n"
    )
    found = [(f.subject, f.indicator, f.subject_span and f.subject_span.slice(text)) for f in facts_of_file(text)]
    assert found == [
        ("新能源汽车产业链", "整车产能", "新能源汽车产业链"),
        ("新能源汽车产业链", "本地配套率", "新能源汽车产业链"),
        ("东湖片区", "引进规上企业", "东湖片区"),
        ("", "新增规上企业", None),
    ]


def test_a_heading_on_its_own_line_names_whose_figures_its_paragraph_states() -> None:
    text = "发展规划\n一、产业布局\n（一）新能源汽车产业\n到2030年，整车产量突破60万辆，引进零部件企业50家。\n"
    assert as_rows(facts_of_file(text)) == [
        "新能源汽车产业 | 整车产量 | at_least |  | 600000 辆 | 到2030年",
        "新能源汽车产业 | 引进零部件企业 | exact |  | 50 家 | 到2030年",
    ]


def test_the_words_before_a_list_name_whose_aims_follow() -> None:
    text = (
        "发展规划\n一、发展目标\n到2030年，全市开发区主要发展目标如下：\n——研发投入强度达到4%，建成创新平台50个。\n"
        "——高新区工业总产值达到900亿元。\n"
    )
    assert as_rows(facts_of_file(text)) == [
        "全市开发区 | 研发投入强度 | exact |  | 4 % | 到2030年",
        "全市开发区 | 建成创新平台 | exact |  | 50 个 | 到2030年",
        "高新区 | 工业总产值 | exact |  | 90000000000 元 | 到2030年",
    ]


def test_the_region_of_a_paragraph_holds_for_its_later_sentences_but_not_for_grants() -> None:
    text = "2025年，园区实现税收12亿元。新引进亿元以上项目23个。对新认定的示范企业，给予50万元奖励。"
    assert as_rows(facts_in(text)) == [
        "园区 | 税收 | exact |  | 1200000000 元 | 2025年",
        "园区 | 新引进亿元以上项目 | exact |  | 23 个 |",
        "新认定的示范企业 | 奖励 | exact |  | 500000 元 |",
    ]


def test_rows_in_clauses_of_their_own_are_one_table_with_the_line_above_as_caption() -> None:
    text = (
        "指标计划\n一、目标\n附件：2026年度主要指标表\n园区\t税收（亿元）\t工业增加值（亿元）\n"
        "东园\t12\t90\n西园\t8\t60\n"
    )
    found = [(f.subject, f.indicator, int(f.low), f.unit, f.period) for f in facts_of_file(text)]
    assert found == [
        ("东园", "税收", 1_200_000_000, "元", "2026年度"),
        ("东园", "工业增加值", 9_000_000_000, "元", "2026年度"),
        ("西园", "税收", 800_000_000, "元", "2026年度"),
        ("西园", "工业增加值", 6_000_000_000, "元", "2026年度"),
    ]


def test_a_column_of_growth_says_how_the_indicator_of_its_row_changes() -> None:
    text = "指标\t单位\t2025年\t2030年\t年均增长（%）\n地区生产总值\t亿元\t800\t1300\t8.5\n税收收入\t亿元\t50\t80\t9\n"
    rows = as_rows(facts_of_file(f"发展规划\n一、主要目标\n{text}"))
    assert "| 地区生产总值 | exact | increase | 8.5 % | 年均" in rows
    assert "| 税收收入 | exact |  | 8000000000 元 | 2030年" in rows


def test_the_lines_above_a_table_give_unit_and_year_and_an_aim_or_a_part_is_no_measure() -> None:
    text = (
        "东园区产业计划\n一、目标\n2027年产业目标分解表\n单位：亿元\n"
        "产业\t营业收入目标 总计\t营业收入目标 其中：北区\n光电\t120\t80\n新材料\t90\t-\n"
    )
    found = [(f.subject, f.indicator, int(f.low), f.unit, f.period) for f in facts_of_file(text)]
    assert found == [
        ("光电 总计", "营业收入", 12_000_000_000, "元", "2027年"),
        ("光电 北区", "营业收入", 8_000_000_000, "元", "2027年"),
        ("新材料 总计", "营业收入", 9_000_000_000, "元", "2027年"),
    ]
