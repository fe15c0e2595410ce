"""Over a small index of our own, by the whole way that a question takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.api import Assistant
from assistant.bootstrap import make_assistant, make_read, open_index
from assistant.model import Answer
from assistant.settings import Settings
from vectorstore.indexing import Indexer
from vectorstore.model import SearchFilter

EAST = """宜春市开发区高质量发展实施方案

一、主要目标
到2025年，全市开发区高新技术企业达到300家，国家级开发区亩均税收不低于20万元，省级开发区亩均税收不低于10万元。

二、主要任务
（一）优化营商环境。建立开发区企业服务专员制度，每半年开展一次企业满意度评价。（牵头单位：市商务局）
（二）推进绿色发展。推广余热利用，新建厂房屋顶光伏覆盖率达到50%以上。

三、保障措施
对开发区每两年考核一次，考核结果作为干部评价的依据。
"""
WEST = """上饶市开发区改革创新实施意见

一、总体要求
坚持规划引领，推动开发区转型升级。

二、重点任务
（一）提高土地利用水平。国家级开发区亩均税收不低于25万元，工业用地容积率不低于1.2。
（二）加强人才引进。对引进的博士给予安家补贴15万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("policies")
    for name, text in (("东.txt", EAST), ("西.txt", WEST)):
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(home=tmp_path_factory.mktemp("home"))
    index = open_index(settings, create=True)
    Indexer(index, make_read(settings.chunk_tokens)).run([Path(folder)])
    yield make_assistant(settings, index)
    index.close()


def refused(given: Answer) -> str:
    assert given.refused
    assert not given.corrects
    assert all(f"[{number}]" in given.text for number in range(1, len(given.citations) + 1))
    return given.text


@pytest.mark.parametrize("question", ["南昌国家级开发区亩均税收要求是多少？", "南昌開發區國家級畝均稅收不低於多少？"])
def test_a_region_without_documents_is_named_with_those_that_have_the_rule(assistant: Assistant, question: str) -> None:
    given = assistant.ask(question)
    text = refused(given)
    assert text.startswith("未找到南昌市的规定；")
    assert "宜春市[" in text
    assert "上饶市[" in text
    assert "万元" not in text
    assert {citation.doc for citation in given.citations} == {"东.txt", "西.txt"}


def test_what_comes_nearest_is_sought_under_the_filter_of_the_question(assistant: Assistant) -> None:
    only_west = SearchFilter(regions=(("江西省", "上饶市"),))
    text = refused(assistant.ask("南昌国家级开发区亩均税收要求是多少？", where=only_west))
    assert "宜春" not in text


def test_another_year_is_told_with_the_year_that_there_is(assistant: Assistant) -> None:
    text = refused(assistant.ask("宜春2032年高新技术企业要达到多少家？"))
    assert "没有2032年的规定，只有2025年的规定：" in text


def test_another_level_is_told_with_the_levels_that_there_are(assistant: Assistant) -> None:
    text = refused(assistant.ask("宜春县级开发区亩均税收不低于多少万元？"))
    assert "国家级" in text
    assert "没有县级的规定，只有国家级、省级的规定" in text


@pytest.mark.parametrize("question", ["明天天气怎么样？", "给我写一首关于月亮的诗"])
def test_what_no_document_speaks_of_is_outside(assistant: Assistant, question: str) -> None:
    assert refused(assistant.ask(question)) == "这个问题不在已收录文件的范围内。"


def test_a_matter_that_only_another_region_lays_down_is_offered_there(assistant: Assistant) -> None:
    text = refused(assistant.ask("宜春工业用地容积率不低于多少？"))
    assert text.startswith("宜春市的文件没有")
    assert "上饶市[" in text


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("宜春为什么把国家级开发区亩均税收定为50万元？", "不低于20万元", "不是50万元"),
        ("为什么宜春省级开发区亩均税收不低于20万元？", "10万元", "不是20万元"),
        ("宜春为什么每年考核一次开发区？", "每两年", "不是每年"),
        ("宜春为什么由市财政局牵头优化营商环境？", "商务局", "不是市财政局"),
    ],
)
def test_a_false_premise_is_corrected_with_the_clause_that_shows_it(
    assistant: Assistant, question: str, right: str, wrong: str
) -> None:
    given = assistant.ask(question)
    assert (given.refused, given.corrects) == (True, True)
    assert right in given.text
    assert wrong in given.text
    assert given.text.endswith("[1]")
    assert right.removeprefix("不低于") in given.citations[0].quote


def test_a_premise_that_the_clause_bears_out_is_not_corrected(assistant: Assistant) -> None:
    given = assistant.ask("宜春为什么把国家级开发区亩均税收定为20万元？")
    assert not given.corrects
    assert not given.refused


def test_answers_stay_as_they_are(assistant: Assistant) -> None:
    given = assistant.ask("宜春高新技术企业2025年要达到多少家？")
    assert (given.refused, given.corrects) == (False, False)
    assert "300家" in given.text


def test_an_english_refusal_is_in_english(assistant: Assistant) -> None:
    text = refused(assistant.ask("What tax per mu is required of national-level zones in Nanchang?"))
    assert text.startswith("No indexed document is about Nanchang; a like rule exists for ")


@pytest.mark.parametrize("question", ["宜春为什么每年考核一次开发区？", "南昌亩均税收是多少？", "宜春光伏覆盖率多少？"])
def test_what_is_streamed_is_the_text_of_the_answer_that_ends_it(assistant: Assistant, question: str) -> None:
    *pieces, final = assistant.stream(question)
    assert isinstance(final, Answer)
    assert "".join(map(str, pieces)) == final.text
