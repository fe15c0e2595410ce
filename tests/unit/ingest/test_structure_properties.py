"""What holds for the clause tree of any text, and for finding the clause of a place in it."""

from __future__ import annotations

import pytest
from best_time import best_time
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.duties.finding import find_duties
from ingest.lines import lines_of
from ingest.model import Clause, ClauseKind, TextSpan
from ingest.structure import clause_at, parse_clauses
from ingest.tables.cells import find_tables

LABELS = [
    *(
        "第一编",
        "第二章 ",
        "第３節　",
        "第四条",
        "第五条之一",
        "第一款 ",
        "第一步：",
        "一、",
        "二 、",
        "（一）",
        "（ 三 ）",
        "(—)",
        "九）",
    ),
    *(
        "1.",
        "２．",
        "3、",
        "1.1",
        "4.2",
        "（1）",
        "2)",
        "①",
        "⑵",
        "a.",
        "——",
        "- ",
        "★",
        "# ",
        "## 二、",
        "**",
        "01 ",
        "1.2025年",
        "2.80岁",
    ),
    *(
        "附件",
        "附件2：",
        "附表 1",
        "目录",
        "责任单位：",
        "统筹單位:",
        "抄送：",
        "问：",
        "答：",
        "注：",
        "|",
        "序号\t",
        "其中",
    ),
]
BODIES = [
    *(
        "总则",
        "加快建设。",
        "依托现有基础，完善配套设施，健全服务体系，推动项目建设。",
        "企业；",
        "包括：",
        "经济開發區",
        "𠀀𠮷😀",
        "e\u0301a\u0300",
    ),
    *(
        "（市商务局负责）",
        "青石市人民政府",
        "2024年1月1日",
        "１２",
        "1；2.二；",
        "如何办理？",
        "**",
        "",
        " ",
        "甲\t乙\t丙",
        "| 甲 | 乙 |",
        "目标表",
    ),
]
LINES = st.builds(str.__add__, st.sampled_from([*LABELS, ""]), st.sampled_from(BODIES))
TEXTS = st.builds(
    lambda lines, gap: gap.join(lines), st.lists(LINES, max_size=40), st.sampled_from(["\n", "\n\n", "\r\n\u3000"])
)


@given(TEXTS)
@settings(max_examples=300)
def test_every_line_is_in_exactly_one_clause_and_paths_grow_from_parents(text: str) -> None:
    clauses = parse_clauses(lines_of(text))
    kept = "".join("".join(clause.span.slice(text).split()) for clause in clauses)
    assert kept == "".join(text.split())
    for number, clause in enumerate(clauses):
        assert clause.ordinal == number
        above = clauses[clause.parent] if clause.parent is not None else None
        assert above is None or above.ordinal < number
        path = above.path if above is not None else ()
        assert clause.path[: len(path)] == path
        assert len(clause.path) - len(path) == int(bool(clause.label or clause.heading))
        assert not number or clauses[number - 1].span.end <= clause.span.start
        written = "".join(clause.span.slice(text).split())
        assert "".join(clause.label.split()) in written
        assert "".join(clause.heading.split()) in written or clause.kind is ClauseKind.HEADING


def slow_clause_at(clauses: tuple[Clause, ...], span: TextSpan) -> Clause | None:
    """The same by looking at every clause: of those that hold the span with all under them, the deepest."""
    ends = [clause.span.end for clause in clauses]
    for clause in reversed(clauses):
        if clause.parent is not None:
            ends[clause.parent] = max(ends[clause.parent], ends[clause.ordinal])
    holding = [c for c in clauses if c.span.start <= span.start and span.end <= ends[c.ordinal]]
    return holding[-1] if holding else None


@given(TEXTS, st.integers(0, 400), st.integers(1, 60))
@settings(max_examples=300)
def test_the_clause_of_a_place_is_the_deepest_that_holds_it(text: str, start: int, length: int) -> None:
    clauses = parse_clauses(lines_of(text))
    span = TextSpan(min(start, len(text)), min(start + length, len(text)))
    inside = any(c.span.start <= span.start < c.span.end for c in clauses)
    ends_inside = any(c.span.start < span.end <= c.span.end for c in clauses)
    if len(span) and inside and ends_inside:
        assert clause_at(clauses, span) == slow_clause_at(clauses, span)


def test_a_quote_over_two_items_is_in_the_clause_above_them_and_one_over_two_chapters_in_none() -> None:
    text = "一、任务\n（一）用地。加快供地。\n（二）用工。扩大招工。\n二、保障\n加强领导。"
    clauses = parse_clauses(lines_of(text))

    def path_of(quote: str) -> tuple[str, ...] | None:
        start = text.index(quote)
        found = clause_at(clauses, TextSpan(start, start + len(quote)))
        return found.path if found is not None else None

    assert path_of("供地") == ("一、任务", "（一）用地")
    assert path_of("供地。\n（二）用工") == ("一、任务",)
    assert path_of("任务\n（一）用地") == ("一、任务",)
    assert path_of("招工。\n二、保障") is None
    assert clause_at((), TextSpan(0, 1)) is None


def test_deep_nesting_is_read_to_its_end() -> None:
    labels = [
        "第一编 总",
        "第一章 总",
        "第一节 总",
        "第一条",
        "一、甲",
        "（一）甲",
        "1.甲",
        "1.1甲",
        "（1）甲",
        "1)甲",
        "①甲",
        "a.甲",
        "——甲",
    ]
    clauses = parse_clauses(lines_of("\n".join(labels * 200)))
    depth: list[int] = []
    for clause in clauses:
        depth.append(0 if clause.parent is None else depth[clause.parent] + 1)
    assert max(depth) == len(labels) - 1
    assert len(clauses) == len(labels) * 200


SENTENCE = "依托现有基础，完善配套设施，健全服务体系，推动项目建设取得实效。"
LONG = {
    "a plan": "一、任务\n（一）服务\n1.优化流程。"
    + SENTENCE
    + "（责任单位：市商务局）\n统筹单位：财政局\n附件1\n分解表\n",
    "items": "（一）企业；\n（二）个人。\n另有规定的，从其规定。\n",
    "bodies": "统筹单位：财政局\n",
    "headings": "打造园区\n" + SENTENCE + "\n",
    "headings of two levels": "## 甲\n### 乙\n文字。\n",
    "cells": "序号\n产业\n1\n光电\n",
    "contents": "目录\n第一章 总则……1\n",
    "one line": SENTENCE,
    "one line of brackets": "（一）（负责",
    "one line of figures": "1.2025年",
}


@pytest.mark.parametrize("name", LONG)
def test_the_time_grows_with_the_text_and_no_faster(name: str) -> None:
    def seconds(size: int) -> float:
        lines = lines_of(LONG[name] * (size // len(LONG[name])))
        for line in lines:
            assert len(line.folded) == len(line.text)
        return best_time(lambda: parse_clauses(lines))

    assert seconds(160_000) < 0.5 + 16 * seconds(20_000)


@given(st.text(max_size=300), st.text(alphabet="一二第章条（）()1１.、—①a*#|\t\n 附件目录表：；。问答", max_size=300))
@settings(max_examples=300)
def test_no_text_is_too_odd_to_be_read(any_text: str, signs: str) -> None:
    for text in (any_text, signs):
        clauses = parse_clauses(lines_of(text))
        assert sum(len("".join(c.span.slice(text).split())) for c in clauses) <= len("".join(text.split()))
        find_tables(text)
        find_duties(text)
