"""Figures of Chinese sentences in English."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.english.figures import figures_in_english
from ingest.figures.quantities import find_quantities

AMOUNTS = [
    ("亩均税收20万元", ["200,000 yuan"]),
    ("亩均税收20万元/亩", ["200,000 yuan per mu"]),
    ("投资3500亿元", ["350 billion yuan"]),
    ("总量1.5万亿元", ["1.5 trillion yuan"]),
    ("投资350万元", ["3.5 million yuan"]),
    ("投资1.2345亿元", ["123.45 million yuan"]),
    ("投资1234.5678万元", ["12,345,678 yuan"]),
    ("补助0.5万元", ["5,000 yuan"]),
    ("投资20-30万元", ["200,000-300,000 yuan"]),
    ("投资5000万至1亿元", ["50-100 million yuan"]),
    ("投资8亿至12亿元", ["800-1,200 million yuan"]),
    ("外资5亿美元", ["500 million US dollars"]),
    ("补贴300元/人", ["300 yuan per person"]),
    ("占比62.3%", ["62.3%"]),
    ("占比百分之六十", ["60%"]),
    ("占比三成", ["30%"]),
    ("占比3‰", ["0.3%"]),
    ("占比40%-60%", ["40-60%"]),
    ("占比三分之二", ["two thirds"]),
    ("占比二分之一", ["one half"]),
    ("提高6个百分点", ["increase of 6 percentage points"]),
    ("下降1个百分点", ["decrease of 1 percentage point"]),
    ("企业160家", ["160"]),
    ("企业二十家", ["20"]),
    ("人才1人", ["1 person"]),
    ("人才1200人", ["1,200 people"]),
    ("面积2平方公里", ["2 square kilometres"]),
    ("用地100亩", ["100 mu"]),
    ("年限3年", ["3 years"]),
    ("期限二十四个月", ["24 months"]),
    ("期限半年", ["half a year"]),
    ("厂房300万平方米", ["3 million square metres"]),
    ("补助240元/人/日", ["240 yuan per person per day"]),
    ("租金32.5元/平方米/月", ["32.5 yuan per square metre per month"]),
    ("两项补贴标准为209元", ["209 yuan"]),
    ("每人每月240元", ["240 yuan per person per month"]),
    ("每吨不超过70元", ["at most 70 yuan per tonne"]),
    ("租金32元/平方米·月", ["32 yuan per square metre per month"]),
    ("检修两年一次", ["every 2 years"]),
    ("设六类奖项", ["6"]),
    ("①毕业5年内", ["within 5 years"]),
    ("100万人以上⁴个人信息", ["at least 1 million people"]),
    ("产值、税收分别为8亿元、2000万元", ["800 million yuan", "20 million yuan"]),
]
BOUNDS = [
    ("14%以上", ["at least 14%"]),
    ("大于等于14%", ["at least 14%"]),
    ("达到14%以上", ["at least 14%"]),
    ("不低于14%", ["no lower than 14%"]),
    ("不低于20万元", ["no less than 200,000 yuan"]),
    ("不低于20万元/亩", ["no lower than 200,000 yuan per mu"]),
    ("不少于3家", ["no less than 3"]),
    ("至少3家", ["at least 3"]),
    ("超过20%", ["more than 20%"]),
    ("突破800亿元", ["more than 80 billion yuan"]),
    ("60余家", ["more than 60"]),
    ("不超过3年", ["at most 3 years"]),
    ("500万元以下", ["at most 5 million yuan"]),
    ("最高给予50万元", ["at most 500,000 yuan"]),
    ("期限最长为二十四个月", ["at most 24 months"]),
    ("期限最短为六个月", ["at least 6 months"]),
    ("不足10%", ["less than 10%"]),
    ("20个工作日内", ["within 20 working days"]),
    ("5年以内", ["within 5 years"]),
    ("20%左右", ["about 20%"]),
    ("近三年", ["the past 3 years"]),
    ("近300家", ["nearly 300"]),
]
AIMS = [
    ("达到160家", ["reach 160"]),
    ("力争达到3500亿元", ["strive to reach 350 billion yuan"]),
    ("力争14%以上", ["strive for at least 14%"]),
    ("确保达到90%", ["ensure 90%"]),
    ("增长8%以上", ["increase of at least 8%"]),
    ("下降10%以上", ["decrease of at least 10%"]),
    ("地区生产总值翻一番", ["double"]),
    ("至少翻一番", ["at least double"]),
    ("翻两番", ["quadruple"]),
    ("每年增长20%左右", ["increase of about 20% a year"]),
    ("年均投资200亿元以上", ["at least 20 billion yuan a year on average"]),
    ("年产5000吨", ["5,000 tonnes a year"]),
    ("较上年增长8%", ["increase of 8%"]),
    ("2019年增长8%", ["increase of 8%"]),
]
FREQUENCIES = [
    ("每半年召开一次会议", ["every six months"]),
    ("每两年评估一次", ["every two years"]),
    ("每季度通报", ["every quarter"]),
    ("每年开展2次检查", ["twice every year"]),
    ("每月检查4次", ["4 times every month"]),
    ("每年列席会议应在2次以上", ["at least twice every year"]),
    ("每年至少一次", ["at least once every year"]),
]


@pytest.mark.parametrize(("chinese", "english"), AMOUNTS + BOUNDS + AIMS + FREQUENCIES)
def test_figures_are_put_into_english(chinese: str, english: list[str]) -> None:
    assert figures_in_english(chinese) == english


NO_AMOUNTS = [
    "企业认定",
    "到2020年",
    "2019年9月26日",
    "5月7日至11日",
    "一批企业",
    "国发〔2017〕7号",
    "第1名",
    "第三十三条、三十四条",
    "5.2025年度",
]


@pytest.mark.parametrize("chinese", NO_AMOUNTS)
def test_what_is_no_amount_is_left_out(chinese: str) -> None:
    assert figures_in_english(chinese) == []


@pytest.mark.parametrize("chinese", ["翻三番", "占比七分之三", "占比七分之三和14%", "比例不低于1∶3"])
def test_a_figure_without_english_keeps_back_all_figures_of_its_part(chinese: str) -> None:
    assert figures_in_english(chinese) is None


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("2025年8月15日前", ["before 15 August 2025"]),
        ("8月底前", ["by the end of August"]),
        ("到2020年", ["2020"]),
        ("秘书处 2024年7月29日印发", ["29 July 2024"]),
        ("1-6月", ["January to June"]),
        ("8月25日、26日", ["25 August"]),
        ("2026年5月7日至11日", ["7 May to 11 May 2026"]),
    ],
)
def test_days_months_and_years_are_figures_where_a_time_is_asked_for(chinese: str, english: list[str]) -> None:
    assert figures_in_english(chinese, dates=True) == english


@given(
    st.decimals(min_value="0.01", max_value="99999", places=2),
    st.sampled_from(["元", "万元", "亿元", "万亿元", "%", "个百分点", "万美元", "亩"]),
)
def test_an_amount_reads_back_as_exactly_the_same_value(number: Decimal, unit: str) -> None:
    chinese = f"投资{number:f}{unit}"
    (english,) = figures_in_english(chinese) or ()
    (before,), (after,) = find_quantities(chinese), find_quantities(english)
    assert (after.value, after.normal_unit) == (before.value, before.normal_unit)


@pytest.mark.parametrize(
    "text", ["增速-5%", "增速为负5%", "排在前10名", "每月15日报送", "15日前报送", "每件500元", "第15届130次会议"]
)
def test_a_figure_that_alone_would_say_something_else_has_no_english(text: str) -> None:
    assert figures_in_english(text) is None
