"""A clause by its number, heading, path or place."""

from __future__ import annotations

import pytest

from assistant.clause_lookup import (
    NoSuchClause,
    clause_holding,
    clause_named,
    document_named,
    whole_clause,
)
from ingest.lines import lines_of
from ingest.model import Clause, TextSpan
from ingest.structure import parse_clauses
from vectorstore.model import DocumentRecord

TEXT = """测试市开发区管理办法
第一章 总则
第一条 为规范管理，制定本办法。
第二条 开发区应当：
（一）节约用地；
（二）公开程序。
第二章 用地
第三条 用地应当节约。
（一）先易后难；
（二）先近后远。
第四条 附则。
"""


def clauses() -> list[Clause]:
    return list(parse_clauses(lines_of(TEXT)))


def record(title: str = "测试市开发区管理办法", identifier: str = "办法.txt#0") -> DocumentRecord:
    source, _, ordinal = identifier.partition("#")
    return DocumentRecord(identifier, source, int(ordinal), title, ("测试市",), False, 1, TextSpan(0, len(TEXT)))


def named(name: str) -> str:
    return whole_clause(record(), clauses(), clause_named(record(), clauses(), name), TEXT).text


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("第三条", "第三条 用地"),
        ("第 三 条", "第三条 用地"),
        ("第3条", "第三条 用地"),
        ("第2条", "第二条 开发区"),
        ("第2章", "第二章 用地"),
        ("总则", "第一章 总则"),
        ("第二章", "第二章 用地"),
        ("第二条（二）", "（二）公开"),
        ("第2条第（2）项", "（二）公开"),
        ("第三条（二）", "（二）先近"),
    ],
)
def test_a_name_as_officials_write_it_finds_its_clause(name: str, begins: str) -> None:
    assert named(name).startswith(begins)


def test_a_clause_has_what_stands_below_it_and_nothing_more() -> None:
    assert named("第二条").split("\n") == ["第二条 开发区应当：", "（一）节约用地；", "（二）公开程序。"]
    assert named("第一章").endswith("（二）公开程序。")


def test_a_number_that_several_clauses_have_is_not_decided() -> None:
    with pytest.raises(NoSuchClause, match=r"有 2 处“（二）”，请写明路径：.*第二条.*；.*第三条"):
        named("（二）")


@pytest.mark.parametrize("name", ["第九条", "不存在的标题", ">", "第零条"])
def test_a_name_of_nothing_is_answered_with_what_there_is(name: str) -> None:
    with pytest.raises(NoSuchClause, match=r"没有“.*”这一条；该文件的条款有：.*第二章"):
        named(name)


def test_a_place_finds_the_deepest_clause_that_holds_it() -> None:
    start = TEXT.index("公开程序")
    found = clause_holding(record(), clauses(), start, start + 4)
    assert TEXT[found.span.start : found.span.end].startswith("（二）公开")
    both = clause_holding(record(), clauses(), TEXT.index("节约用地"), start + 4)
    assert TEXT[both.span.start :].startswith("第二条")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-1, 4), (0, 100_000), (100_000, 100_001)])
def test_a_place_outside_the_document_is_refused(start: int, end: int) -> None:
    with pytest.raises(NoSuchClause, match="不在一个条款里"):
        clause_holding(record(), clauses(), start, end)


def test_of_several_documents_the_whole_title_decides() -> None:
    records = [record(), record("测试市开发区管理办法实施细则", "细则.txt#0")]
    ids = {each.id for each in records}
    assert document_named("《测试市开发区管理办法》", ids, records).id == "办法.txt#0"
    with pytest.raises(NoSuchClause, match=r"有 2 份.*办法\.txt#0、细则\.txt#0"):
        document_named("开发区", ids, records)
