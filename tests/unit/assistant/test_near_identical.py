"""Clauses of several regions that say nearly the same are shown together."""

from __future__ import annotations

import pytest
from library_fakes import Region

from assistant.near_identical import grouped, similarity
from ingest.model import TextSpan
from vectorstore.model import Hit, Passage

YICHUN: Region = ("江西省", "宜春市")
XINYU: Region = ("江西省", "新余市")
FUZHOU: Region = ("江西省", "抚州市")
CLAUSE = "{}国家级开发区的亩均税收不低于{}万元，省级开发区的亩均税收不低于{}万元，三年内全部达到。"


def hit(region: Region, text: str, number: int = 0) -> Hit:
    source = "".join(region)
    return Hit(
        Passage(f"{source}#{number}", source, f"{source}#0", "方案", region, (), 0, TextSpan(0, len(text)), text), 1
    )


def sources(*hits: Hit) -> list[list[str]]:
    return [[member.passage.region[-1] for member in group] for group in grouped(hits)]


def test_clauses_that_differ_in_region_and_figures_alone_form_one_group() -> None:
    found = sources(hit(YICHUN, CLAUSE.format("宜春市", 20, 10)), hit(XINYU, CLAUSE.format("新余", "18.5", 9)))
    assert found == [["宜春市", "新余市"]]


def test_groups_keep_the_order_of_their_first_hit() -> None:
    other = "标准厂房租金由开发区管委会补贴，最长不超过三年。"
    hits = (
        hit(YICHUN, other),
        hit(XINYU, CLAUSE.format("", 1, 2)),
        hit(FUZHOU, other),
        hit(YICHUN, CLAUSE.format("", 3, 4)),
    )
    assert sources(*hits) == [["宜春市", "抚州市"], ["新余市", "宜春市"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (hit(YICHUN, CLAUSE.format("", 1, 2)), hit(YICHUN, CLAUSE.format("", 3, 4), 1)),
        (hit((), CLAUSE.format("", 1, 2)), hit(YICHUN, CLAUSE.format("", 3, 4))),
        (hit(YICHUN, "国家级开发区的亩均税收不低于20万元。"), hit(XINYU, "省级开发区每年新增孵化器3家。")),
    ],
    ids=["one region", "a document of no region", "other words"],
)
def test_everything_else_stays_apart(one: Hit, other: Hit) -> None:
    assert [len(group) for group in grouped([one, other])] == [1, 1]


def test_a_group_has_one_clause_a_region() -> None:
    clause = CLAUSE.format("", 1, 2)
    assert sources(hit(YICHUN, clause), hit(XINYU, clause), hit(XINYU, clause, 1)) == [["宜春市", "新余市"], ["新余市"]]


def test_a_clause_of_figures_alone_is_like_nothing() -> None:
    assert similarity(hit(YICHUN, "20%").passage, hit(XINYU, "20%").passage) == 0.0


def test_a_short_clause_is_not_like_a_long_one_that_holds_it() -> None:
    short = "国家级开发区的亩均税收不低于20万元。"
    assert similarity(hit(YICHUN, short).passage, hit(XINYU, short + "标准厂房租金由管委会补贴三年" * 3).passage) == 0.0
