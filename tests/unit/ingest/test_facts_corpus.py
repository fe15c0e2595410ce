"""Facts of the real documents, by value."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.facts.finding import find_facts
from ingest.model import Fact
from ingest.normalize import fold
from ingest.pipeline import read_documents
from ingest.readers.registry import read_file

pytestmark = pytest.mark.shared

# What the region's path or the title holds, then subject, indicator, lowest value, unit, period, comparator.
EXPECTED: list[tuple[str, str, str, int | float, str, str, str]] = [
    ("九江市", "国家级开发区新建工业项目", "亩均税收", 200_000, "元/亩", "", "at_least"),
    ("九江市", "省级开发区", "亩均税收", 100_000, "元/亩", "", "at_least"),
    ("九江市", "永修县、湖口县、瑞昌市", "主营业务收入", 450 * 10**8, "元", "2019年", "at_least"),
    ("九江市", "10家以上开发区", "主营业务收入", 300 * 10**8, "元", "到2020年", "at_least"),
    ("九江市", "各开发区", "项目用地开发率", 95, "%", "", "at_least"),
    ("九江市", "全市开发区", "建设新型标准厂房", 2_000_000, "平方米", "", "at_least"),
    ("九江市", "全市各开发区", "用水量", 10, "%", "到2020年", "at_least"),
    ("九江市", "", "两化融合发展水平指数", 71, "", "到2020年", "exact"),
    ("天津市", "每个区(滨海新区除外)", "开发区数量", 3, "家", "", "at_most"),
    ("连云港市", "全市开发区", "地区生产总值", 3500 * 10**8, "元", "“十四五”末", "exact"),
    ("连云港市", "全市开发区", "地区生产总值占全市比重", 50, "%", "“十四五”末", "at_least"),
    ("连云港市", "其他开发区", "地区生产总值", 1, "番", "“十四五”末", "at_least"),
    ("连云港市", "国家级开发区", "主导产业方向", 3, "个", "", "exact"),
    ("连云港市", "开发区", "实际利用外资", 40 * 10**8, "美元", "“十四五”期间", "at_least"),
    ("湖北省", "全省", "战略性新兴产业占全省GDP的比重", 17, "%", "到2020年", "exact"),
    ("湖北省", "", "形成千亿元产业", 20, "个", "", "at_least"),
    ("武汉经济技术开发区", "全区", "GDP", 8, "%", "2019年", "at_least"),
    ("武汉经济技术开发区", "全区", "土地开发利用率", 62.3, "%", "2019年", "at_least"),
    ("武汉经济技术开发区", "全区", "职业技能培训机构总数", 6, "家", "2019年", "at_least"),
    ("赣江新区", "新区", "全社会研发经费投入占比", 3.5, "%", "通过三年努力", "at_least"),
    ("赣江新区", "直管区及各组团", "引进投资超50亿元的产业项目", 1, "个", "每年", "exact"),
    ("赣江新区", "光电信息 经开组团(含临空组团)", "营业收入", 850 * 10**8, "元", "2023年", "exact"),
    ("赣江新区", "现代纺织 共青组团", "营业收入", 360 * 10**8, "元", "2023年", "exact"),
    ("赣江新区", "生物医药(含食品) 总计", "营业收入", 300 * 10**8, "元", "2023年", "exact"),
    ("南京市", "全市", "规上工业企业", 6000, "家", "到2025年", "exact"),
    ("南京市", "国家级经开区", "主导产业", 2, "个", "", "exact"),
]
_FEWEST = 130
"""Facts in all; about 160 figures of these documents belong into a ledger."""


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[tuple[str, Fact, str]]:
    """Each fact with the region and title of its document, and the source's text."""
    found = []
    for path in sorted((shared / "corpus").iterdir()):
        source = read_file(path, path.name)
        for document in read_documents(source):
            named = f"{'/'.join(document.region.path)} {document.title}"
            found += [(named, fact, source.text) for fact in find_facts(source, document)]
    return found


@pytest.mark.parametrize(("place", "subject", "indicator", "low", "unit", "period", "comparator"), EXPECTED)
def test_a_statement_of_the_corpus_is_a_fact(
    facts: list[tuple[str, Fact, str]],
    place: str,
    subject: str,
    indicator: str,
    low: float,
    unit: str,
    period: str,
    comparator: str,
) -> None:
    rows = [
        (fold(f.subject), fold(f.indicator), float(f.low), f.unit, f.period, f.comparator)
        for named, f, _ in facts
        if place in named
    ]
    assert (subject, indicator.lower(), float(low), unit, period, comparator) in rows


def test_the_facts_of_the_corpus_slice_back_and_are_many(facts: list[tuple[str, Fact, str]]) -> None:
    assert all(fact.span.slice(text) == fact.written for _, fact, text in facts)
    assert len(facts) >= _FEWEST
