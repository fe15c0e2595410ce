"""The value first, with all that belongs to it, and no word of the document lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import question

from assistant.answering.composing.figure import value_first
from assistant.model import AnswerKind


def said(words: str, *units: str, holds_for: tuple[str, ...] = ()) -> str:
    return value_first(replace(question(kind=AnswerKind.FIGURE), units=units), words, holds_for)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("国家级园区每亩税收不低于15万元/亩", "不低于15万元/亩（国家级园区每亩税收）"),
        ("绿电占比达到30%以上", "30%以上（绿电占比）"),
        ("园区创新指数达到65", "65（园区创新指数）"),
        ("园区总产值突破700亿元", "突破700亿元（园区总产值）"),
        ("园区总产值要过700亿元", "过700亿元（园区总产值）"),
        ("新建厂房约12万平方米", "约12万平方米（新建厂房）"),
        ("力争每年新增孵化器3家左右", "3家左右（力争每年新增孵化器）"),
        ("一个乡镇最多2家", "最多2家（一个乡镇）"),
        ("孵化期限最长不得超过4年", "最长不得超过4年（孵化期限）"),
        ("每个团队培育5—8家", "5—8家（每个团队培育）"),
    ],
)
def test_the_value_stands_first_with_its_comparator_and_unit(words: str, expected: str) -> None:
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("园区总产值比上年增长9%以上", "比上年增长9%以上（园区总产值）"),
        ("到2030年，注册企业较2022年增加一倍", "较2022年增加一倍（到2030年，注册企业）"),
        ("工业增加值年均增长7%左右", "年均增长7%左右（工业增加值）"),
        ("万元产值能耗下降16%", "下降16%（万元产值能耗）"),
        ("绿色用电最少要占全部用电的40%", "最少要占全部用电的40%（绿色用电）"),
        ("绿色用电占全部用电的40%左右", "占全部用电的40%左右（绿色用电）"),
        ("租房补助：累计不超过2年", "累计不超过2年（租房补助）"),
        ("生活补助提高至每人每月310元", "提高至每人每月310元（生活补助）"),
    ],
)
def test_a_figure_keeps_its_base_its_rate_and_its_change(words: str, expected: str) -> None:
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("自被除名之日起3年内不得再次申报", "自被除名之日起3年内（不得再次申报）"),
        ("6月8日公布名单", "6月8日（公布名单）"),
        (
            "应当自收到材料之日起15个工作日内答复",
            "自收到材料之日起15个工作日内（应当自收到材料之日起15个工作日内答复）",
        ),
    ],
)
def test_a_period_says_from_when_it_is_counted(words: str, expected: str) -> None:
    assert said(words, "时间") == expected


@pytest.mark.parametrize(
    "words",
    [
        "投资强度由180万元提高到260万元",
        "每年引进1-2个投资过30亿元或5亿美元的项目",
        "每两年一次",
        "推进园区整合",
        "不低于10万元",
    ],
)
def test_words_with_several_figures_or_nothing_but_one_stay_as_they_are(words: str) -> None:
    assert said(words) == words


def test_what_another_part_states_is_left_out() -> None:
    assert said("县级园区不低于8万元，利润率高于平均水平") == "不低于8万元（县级园区）"


def test_a_figure_in_the_midst_of_a_sentence_is_followed_by_all_its_words() -> None:
    assert said("可在6年内按原用途使用", "年") == "6年内（可在6年内按原用途使用）"


def test_what_the_clause_says_before_the_words_is_added() -> None:
    assert said("县级园区不低于8万元", holds_for=("每亩税收", "2027年")) == "不低于8万元（县级园区，每亩税收，2027年）"
