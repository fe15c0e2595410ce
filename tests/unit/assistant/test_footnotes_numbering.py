"""Clause paths as officials write them."""

from __future__ import annotations

import pytest

from assistant.footnotes.note import formal_note, table_label
from assistant.footnotes.numbering import spoken_path
from ingest.lines import lines_of
from ingest.model import ClauseKind, DocumentDetails, Reading, TextSpan
from ingest.structure import clause_at, parse_clauses
from vectorstore.model import DocumentRecord

LAW = """第一章 总则
第一条 为了规范用地，制定本办法。
第二条 按需供地。
用地应当集约。
有下列情形之一的，不予供地：
（一）闲置两年的；
（二）手续不全的：
1.没有立项；
2.没有环评。
（三）其他情形。
前款规定由商务局解释。
第二章 附则
第三条 有下列情形之一的，从其规定：
（一）法律有规定的；
（二）法规有规定的。
"""
PLAN = """一、总体要求
坚持规划先行。
二、重点任务
（一）夯实平台
搭建平台。
（二）放大效益
1.提高亩均税收。
2.降低能耗：
（1）单位能耗下降3%；
（2）单位水耗下降4%。
三、保障措施
1.加强领导。
2.加强考核。
"""
TRADITIONAL = PLAN.replace("总体", "總體").replace("重点", "重點").replace("亩均税收", "畝均稅收")


def path_of(text: str, quote: str, title: str = "") -> str:
    start = text.index(quote)
    span = TextSpan(start, start + len(quote))
    clauses = parse_clauses(lines_of(text))
    clause = clause_at(clauses, span)
    return spoken_path(clauses, clause, span, title) if clause else ""


@pytest.mark.parametrize(
    ("quote", "path"),
    [
        ("为了规范用地", "第一章第一条"),
        ("按需供地", "第一章第二条第一款"),
        ("用地应当集约", "第一章第二条第二款"),
        ("不予供地", "第一章第二条第三款"),
        ("闲置两年的", "第一章第二条第三款第（一）项"),
        ("没有环评", "第一章第二条第三款第（二）项第2目"),
        ("前款规定由商务局解释", "第一章第二条第四款"),
        ("按需供地。\n用地应当集约", "第一章第二条"),
        ("法规有规定的", "第二章第三条第（二）项"),
        ("从其规定：\n（一）法律", "第二章第三条"),
    ],
)
def test_articles_have_paragraphs_items_and_sub_items(quote: str, path: str) -> None:
    assert path_of(LAW, quote) == path


@pytest.mark.parametrize(
    ("quote", "path"),
    [
        ("坚持规划先行", "第一部分"),
        ("搭建平台", "二、（一）"),
        ("提高亩均税收", "二、（二）第1条"),
        ("单位水耗下降4%", "二、（二）第2条第（2）项"),
        ("加强考核", "三、第2条"),
    ],
)
def test_without_articles_numbers_are_said_as_they_are_written_down_to_the_clause(quote: str, path: str) -> None:
    assert path_of(PLAN, quote) == path


@pytest.mark.parametrize(
    ("text", "quote", "path"),
    [
        (
            "第一部分 办理\n一、条件\n应当年满18周岁。\n二、时限\n五日。\n第二部分 附则\n一、解释\n由局解释。",
            "五日",
            "第一部分第二项",
        ),
        ("附件2\n用地指标表\n一、指标\n（一）亩均税收不低于20万元。\n（二）能耗下降。", "能耗下降", "附件2一、（二）"),
        ("一、条件\n（一）材料：\n①身份证；\n②户口簿。", "户口簿", "一、（一）第②项"),
        ("一、条件\n1.1 身份证原件和复印件。\n1.2 户口簿原件。", "户口簿", "一、第1.2条"),
    ],
)
def test_other_numbers_keep_their_form(text: str, quote: str, path: str) -> None:
    assert path_of(text, quote) == path


def test_a_heading_without_a_number_is_quoted_but_the_title_is_not() -> None:
    conditions = "## 供地条件\n应当符合“多规合一”的规划，并且集约用地。\n"
    text = f"# 用地问答\n{conditions}## 供地时限\n应当在五个工作日以内办结供地手续。"
    assert path_of(text, "五个工作日", "用地问答") == "“供地时限”"


def test_the_note_is_head_and_path_with_traditional_units_for_a_traditional_document() -> None:
    record = DocumentRecord(
        "a.txt#0", "a.txt", 0, "開發區發展實施方案", (), False, 1, TextSpan(0, 99),
        details=DocumentDetails(title=Reading("開發區發展實施方案", TextSpan(0, 9))),
    )  # fmt: skip
    clauses = parse_clauses(lines_of(TRADITIONAL))
    start = TRADITIONAL.index("畝均稅收")
    span = TextSpan(start, start + 4)
    assert formal_note(record, clauses, clause_at(clauses, span), span) == "《開發區發展實施方案》二、（二）第1條"
    assert formal_note(record, clauses, None, span) == "《開發區發展實施方案》"


@pytest.mark.parametrize(
    ("above", "inside", "label"),
    [
        ("表1 主要指标\n", "指标\t2025年\n税收\t20", "表1"),
        ("专栏2：重点工程\n", "工程\t投资\n甲\t3", "专栏2"),
        ("附表3-1　用地表\n单位：亩\n", "县\t面积\n甲\t3", "附表3-1"),
        ("各县的指标见表1。\n", "指标\t2025年\n税收\t20", ""),
        ("", "表4 能耗\n指标\t2025年", "表4"),
    ],
)
def test_the_number_of_a_table_is_that_of_its_caption(above: str, inside: str, label: str) -> None:
    assert table_label(above + inside, TextSpan(len(above), len(above + inside))) == label


def test_a_table_under_an_annex_is_cited_with_both() -> None:
    text = "附件2\n主要指标\n表1 税收指标\n县\t亩均税收\n甲县\t20万元\n乙县\t18万元\n"
    start = text.index("甲县")
    span = TextSpan(start, start + 2)
    table = TextSpan(text.index("县\t"), len(text))
    clauses = parse_clauses(lines_of(text), [table])
    clause = clause_at(clauses, span)
    assert clause is not None
    assert clause.kind is ClauseKind.TABLE
    record = DocumentRecord("a.txt#0", "a.txt", 0, "用地方案", (), False, 1, TextSpan(0, len(text)))
    assert formal_note(record, clauses, clause, span, text) == "《用地方案》附件2表1"
