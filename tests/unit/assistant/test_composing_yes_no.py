"""Yes or no first only where the clause leaves no doubt."""

from __future__ import annotations

import pytest
from answering_samples import question

from assistant.answering.composing.yes_no import english_verdict, verdict_first
from assistant.model import AnswerKind


def said(asked: str, words: str) -> str:
    return verdict_first(question(asked, AnswerKind.YES_NO), words)


@pytest.mark.parametrize(
    ("asked", "words", "expected"),
    [
        ("沿河一公里内可以新建化工园吗？", "沿河一公里内严禁新建化工园", "不可以"),
        ("沿河还能新建化工园吗？", "沿河一公里内禁止新建化工园", "不能"),
        ("厂房能不能转租？", "标准厂房不得转租", "不能"),
        ("临时用地可否延期？", "临时用地可以延期一次", "可以"),
        ("退役军人能否优先入园？", "鼓励退役军人优先入园", "能"),
        ("申报要交材料原件吗？", "申报时无需提交材料原件", "不需要"),
        ("变更法人是否需要备案？", "变更法人应当向管委会备案", "需要"),
        ("代办服务要收费吗？", "管委会提供免费代办服务", "不需要"),
        ("培训期间需要缴费吗？", "培训所需资金由基金支付，个人不缴费", "不需要"),
        ("還能新建化工園嗎？", "嚴禁新建化工園", "不能"),
        ("每个镇能建两个园区吗？", "每个镇的园区不超过1个", "不能"),
        ("每个镇能有两个园区吗？", "每个镇的园区不超过3个", "能"),
        ("可以只建2座泵站吗？", "泵站不少于3座", "不可以"),
    ],
)
def test_the_answer_begins_with_what_the_clause_says(asked: str, words: str, expected: str) -> None:
    assert said(asked, words) == f"{expected}。{words}"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("厂房能不能转租？", "标准厂房不得转租，但可以分割出租"),
        ("厂房可以转租吗？", "除经批准外，厂房不得转租"),
        ("厂房不能转租吗？", "标准厂房不得转租"),
        ("厂房能不能转租？", "标准厂房由管委会统一管理"),
        ("目标是不是9%？", "增长9%以上"),
        ("税收能不能低于10万元？", "税收不得低于10万元"),
        ("每个镇能建两个园区吗？", "园区面积不超过1平方公里"),
        ("园区有没有奖励？", "园区可以申请奖励"),
    ],
)
def test_where_there_is_doubt_the_clause_stands_alone(asked: str, words: str) -> None:
    assert said(asked, words) == words


def test_a_sentence_that_says_both_is_given_whole_and_without_a_verdict() -> None:
    asked = question("旧证没到期还能使用吗？", AnswerKind.YES_NO)
    first, second = "旧证在有效期内仍可继续使用", "期满后失效,不再续签旧证"
    assert verdict_first(asked, second, f"{first},{second}") == f"{first},{second}"
    assert verdict_first(asked, first, first).endswith(f"。{first}")


def test_an_english_verdict_gives_way_where_the_sentence_says_both() -> None:
    asked = question("Can the old permit still be used?", AnswerKind.YES_NO)
    kept, ended = "旧证仍可继续使用", "期满后失效,不再续签"
    assert english_verdict(asked, kept) == "Yes. "
    assert english_verdict(asked, kept, f"{kept},{ended}") == ""
