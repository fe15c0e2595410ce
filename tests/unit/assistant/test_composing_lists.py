"""Lists, conditions and procedures out of the clause tree: complete, in order, numbered as the document numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from composing_samples import OneFile

from assistant.answering.composing.lists import asked_noun

MEASURE = """示范园区创新驿站管理办法

第一章 总则
第一条 为规范创新驿站的设立，制定本办法。
第二章 申报
第二条 申报创新驿站应当同时符合下列条件：
（一）在示范园区内登记注册满一年，财务制度健全，按时足额缴纳税款和社会保险费；
（二）有固定的办公场所，面积不少于二百平方米，水电和网络等设施齐全；
（三）配备专职服务人员五名以上，其中具有中级以上职称的不少于二名；
（四）近三年没有重大违法记录，没有发生重大安全生产事故和环境污染事故。
第三条 申报创新驿站应当提交下列材料：
（一）申报表；
（二）场所证明；
（三）人员名册。
第四条 创新驿站的申报程序如下：
（一）申报。申报单位向管委会提出书面申请，并附全部材料，材料不齐的由管委会一次告知需要补正的全部内容。申报单位应当在十日内补正材料，逾期没有补正的视为放弃申报，一年内不再受理同一单位的申报。
（二）评审。管委会组织专家在三十日内完成评审，评审意见以书面形式送达申报单位，并说明理由和依据。专家组由技术、财务、管理三个方面的专家组成，人数为单数，与申报单位有利害关系的应当回避。
（三）公示。评审结果在管委会网站公示五个工作日，公示期间有异议的由管委会组织复核并作出书面答复。
第五条 创新驿站每年接受一次考核，考核结果向社会公布。
"""


@pytest.fixture(scope="module")
def measure(tmp_path_factory: pytest.TempPathFactory) -> OneFile:
    return OneFile(tmp_path_factory.mktemp("measure"), MEASURE)


def test_all_conditions_are_given_in_order_with_their_numbers(measure: OneFile) -> None:
    given = measure.answer("申报创新驿站要符合什么条件？")
    said = given.text
    positions = [said.find(words) for words in ("（一）在示范园区", "（二）有固定", "（三）配备", "（四）近三年")]
    assert positions == sorted(positions)
    assert -1 not in positions
    assert "申报表" not in said
    assert all(f"[{n}]" in said for n in range(1, len(given.citations) + 1))


def test_each_citation_stays_within_one_passage(measure: OneFile) -> None:
    spans = [passage.span for passage in measure.passages_of("")]
    for citation in measure.answer("申报创新驿站要符合什么条件？").citations:
        assert any(span.start <= citation.start and citation.end <= span.end for span in spans)


def test_papers_are_not_taken_for_conditions(measure: OneFile) -> None:
    said = measure.answer("申报创新驿站要提交什么材料？").text
    assert "（一）申报表；（二）场所证明；（三）人员名册" in said
    assert "专职服务人员" not in said


def test_long_steps_are_given_by_their_headings_in_order(measure: OneFile) -> None:
    given = measure.answer("创新驿站怎么申报？")
    said = given.text
    assert [step in said for step in ("（一）申报", "（二）评审", "（三）公示")] == [True] * 3
    assert "书面形式送达" not in said
    assert len(given.citations) == 2  # the third step stands in a passage of its own
    assert "[1]；" in said
    assert said.endswith("[2]")


def test_a_question_for_a_figure_gets_no_list(measure: OneFile) -> None:
    assert "（一）" not in measure.answer("创新驿站办公场所面积不少于多少平方米？").text


def test_without_a_clause_tree_the_sentence_is_the_answer(tmp_path: Path) -> None:
    plain = OneFile(tmp_path, "创新驿站须知\n\n创新驿站重点服务机器人、软件、检测三个行业，每年评比一次。\n")
    assert "机器人、软件、检测" in plain.answer("创新驿站重点服务哪些行业？").text


INLINE = """集聚区安全生产要点

一、总体要求
集聚区安全生产坚持预防为主。
二、工作措施
集聚区安全整治采取以下措施：一是建立风险台账，按月更新；二是聘请专家巡查；三是开展应急演练。整治情况按季通报。
三、其他
本要点由集聚区办公室解释。
"""


def test_items_that_run_on_in_a_sentence_are_given_one_by_one(tmp_path: Path) -> None:
    given = OneFile(tmp_path, INLINE).answer("集聚区安全整治有哪些措施？")
    assert given.text.startswith("一是建立风险台账，按月更新；二是聘请专家巡查；三是开展应急演练")
    assert "按季通报" not in given.text


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("主要任务有哪些", "任务"),
        ("不得有哪些行为", "行为"),
        ("要交什么材料", "材料"),
        ("分哪几个等次", "等次"),
        ("怎么办", ""),
    ],
)
def test_what_a_list_is_of_is_read_off_the_question(question: str, noun: str) -> None:
    assert asked_noun(question) == noun


def test_words_that_open_a_list_are_answered_with_the_list(measure: OneFile) -> None:
    given = measure.answer("创新驿站的申报程序是怎么规定的？")
    assert "（一）申报" in given.text
    assert "（三）公示" in given.text
