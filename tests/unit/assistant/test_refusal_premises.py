from __future__ import annotations

import pytest
from answering_samples import read

from assistant.answering.refusal.premises import premises_of


@pytest.mark.parametrize(
    ("question", "said", "asks"),
    [
        ("九江为什么把亩均税收定为50万元？", "50万元", "九江把亩均税收定为多少万元"),
        ("九江的绿化率为啥只要求到85%?", "85%", "九江的绿化率只要求到百分之几"),
        ("为什么只要六成用地给先进制造业", "六成", "只要百分之几用地给先进制造业"),
        ("听说九江的补贴降到每月1800元了,是从几号开始?", "1800元", "九江的补贴降到每月多少元了"),
        ("九江每年都考核一次园区,为啥这么勤?", "每年", "九江多久都考核一次园区"),
        ("九江为什么每个月都要开调度会？", "每个月", "九江多久都要开调度会"),
        ("武汉每年新增60家孵化器,怎么考核?", "60家", "武汉每年新增多少家孵化器"),
        ("亩均税收要到35万元,这个数是怎么测算的", "35万元", "亩均税收要到多少万元"),
        ("登记有效期是十年,那到期怎么续?", "十年", "登记有效期是多少年"),
        ("申报年龄放宽到50岁以下了,是哪天改的", "50岁", "申报年龄放宽到多少岁了"),
        ("为什么由市财政局牵头招商引资？", "市财政局", "由哪个部门牵头招商引资"),
    ],
)
def test_what_is_taken_for_granted_becomes_what_is_asked(question: str, said: str, asks: str) -> None:
    (premise,) = premises_of(read(question))
    assert (premise.said, premise.asks) == (said, asks)


@pytest.mark.parametrize(
    "question",
    [
        "投资超过5000万元的项目怎么奖励？",
        "九江亩均税收是多少万元？",
        "注册资本500万元能申请吗",
        "合同签了25年,全部都有效吗",
        "离地铁站800米,怎么申请补贴?",
        "为什么要提高亩均税收？",
        "每年考核几次？",
    ],
)
def test_a_condition_or_a_plain_question_takes_nothing_for_granted(question: str) -> None:
    assert list(premises_of(read(question))) == []


@pytest.mark.parametrize(
    ("question", "text", "agrees"),
    [
        ("为什么定为30万元？", "亩均税收不低于20万元", False),
        ("为什么定为30万元？", "亩均税收不低于30万元/亩", True),
        ("为什么定为30万元？", "亩均税收稳步提高", None),
        ("为什么定为30万元？", "新增20家", None),
        ("为什么目标定成2000亿？", "总计1000亿元", False),
        ("为什么目标定成2000亿？", "总计2000亿元", True),
        ("为什么占比定到九成？", "占比达到90%", True),
        ("为什么占比定到九成？", "占比达到70%左右", False),
        ("为什么要公示十年？", "公示期最长为三年", False),
        ("为啥每年考核一次？", "每两年考核一次", False),
        ("为啥每年考核一次？", "每年考核一次", True),
        ("为啥由市财政局牵头？", "牵头单位：市商务局", False),
        ("为啥由市财政局牵头？", "责任单位：财政局、税务局", True),
    ],
)
def test_a_premise_is_held_against_figures_of_its_own_kind(question: str, text: str, agrees: bool | None) -> None:
    (premise,) = premises_of(read(question))
    assert premise.agrees(text) is agrees
