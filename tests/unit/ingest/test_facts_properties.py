from __future__ import annotations

from decimal import Decimal

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Fact
from ingest.normalize import fold
from tests.unit.ingest.facts_samples import facts_in
from tests.unit.ingest.test_facts_statements import ALL

PIECES = (
    *(
        "到2027年，",
        "2026年",
        "“十五五”期间，",
        "三年内",
        "每年",
        "年均",
        "力争",
        "其中",
        "分别",
        "同时，",
        "对",
        "的，",
        "给予",
    ),
    *("全市", "各园区", "国家级、省级开发区", "国家级开发区", "甲县、乙市", "新建工业项目", "重点企业", "规上工业企业"),
    *(
        "亩均税收",
        "工业增加值",
        "研发投入占比",
        "营业收入占全市比重",
        "高新技术企业",
        "新增",
        "培育",
        "引进",
        "项目",
        "奖励",
    ),
    *(
        "不低于",
        "达到",
        "突破",
        "增长",
        "下降",
        "提高到",
        "由",
        "左右",
        "以上",
        "以内",
        "、",
        "，",
        "；",
        "。",
        "\n",
        "（",
        "）",
        "：",
        "\t",
    ),
    *(
        "20万元/亩",
        "10%",
        "1—2个百分点",
        "30家",
        "三百亿元",
        "2.5亿元",
        "翻一番",
        "5个工作日",
        "前3位",
        "一个",
        "６",
        "20",
        "1",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=24).map("".join)


def _values(facts: tuple[Fact, ...]) -> list[tuple[object, ...]]:
    return [
        (
            fold(f.subject),
            f.level,
            fold(f.indicator),
            f.comparator,
            f.change,
            f.low,
            f.high,
            f.unit,
            fold(f.period),
            f.span,
        )
        for f in facts
    ]


def _is_within(words: str, text: str) -> bool:
    """True where `text` has the characters of `words` in their order; 占 may be ours."""
    rest = iter(text)
    return all(sign in rest for sign in words.replace(" ", "").replace("占", ""))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_span_slices_back_to_what_was_read(text: str) -> None:
    for fact in facts_in(text):
        assert fact.span.slice(text) == fact.written
        assert fact.statement.contains(fact.span)
        assert fact.low <= fact.high
        assert fact.indicator
        named = [
            (fact.subject, fact.subject_span),
            (fact.indicator, fact.indicator_span),
            (fact.period, fact.period_span),
        ]
        for words, span in named:
            assert (span is None) == (words == "")
            if span is not None:
                assert _is_within(words, span.slice(text))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_traditional_and_full_width_texts_say_the_same(text: str) -> None:
    to_full_width = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789%"}
    plain = _values(facts_in(text))
    assert _values(facts_in(text.translate(to_full_width))) == plain
    traditional = opencc.OpenCC("s2t").convert(text)
    if len(traditional) == len(text) and fold(traditional) == fold(text):
        assert _values(facts_in(traditional)) == plain


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**6), st.sampled_from(("", "不低于", "超过", "达到")))
def test_a_value_is_the_same_in_every_scale(hundredths: int, comparator: str) -> None:
    amount = Decimal(hundredths) / 100
    small, large = f"{amount * 10000:f}万元", f"{amount:f}亿元"
    (one,), (other,) = (facts_in(f"全市税收收入{comparator}{written}。") for written in (small, large))
    assert (one.low, one.high, one.unit, one.comparator) == (other.low, other.high, other.unit, other.comparator)


@pytest.mark.parametrize("text", [text for text, _ in ALL], ids=[text[:24] for text, _ in ALL])
def test_the_samples_say_the_same_in_traditional_characters(text: str) -> None:
    traditional = opencc.OpenCC("s2t").convert(text)
    assert _values(facts_in(traditional)) == _values(facts_in(text))


def test_a_text_without_an_end_is_no_sentence_and_takes_no_time() -> None:
    assert facts_in("到2027年税收收入达到5亿元、" * 20_000) == ()
