from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import hit, question

from assistant.answering.findings import Finding
from assistant.answering.matching import weigh
from assistant.answering.table_findings import table_findings
from assistant.model import AnswerKind, Question
from ingest.normalize import fold

FIGURE, OPEN = AnswerKind.FIGURE, AnswerKind.OPEN
TABLE = (
    "表1 園區指標（𠀀類）\n園區\t畝均稅收（萬元）\t用地面積（畝）\t建成年份\n"
    "东园\t２０\t300\t2019\n西园\t15\t-\t2021\n合计\t18\t900\t—\n"
)


def cells(asked: Question, text: str = TABLE) -> list[Finding]:
    found = hit(text)
    pool = [fold(line) for line in text.splitlines()]
    terms = weigh(asked.terms, pool, lambda term: sum(term in line for line in pool))
    none = [0.0] * len(asked.terms)
    findings = table_findings(asked, found, terms, none, 0.0, asked.kind)
    return sorted(findings, key=lambda finding: -finding.score)


def test_every_cell_is_said_with_its_headers_and_its_unit() -> None:
    said = [finding.text for finding in cells(question(kind=FIGURE, terms=["东园", "亩均税收"]))]
    assert said[0] == "东园，畝均稅收（萬元）：２０萬元"
    assert "合计，用地面積（畝）：900畝" in said
    assert "东园，建成年份：2019" in said


def test_an_empty_cell_is_said_to_be_empty() -> None:
    best = cells(question(kind=FIGURE, terms=["西园", "用地面积"]))[0]
    assert best.text == "西园，用地面積（畝）：“-”（表中没有数值）"


def test_the_quote_is_the_row_as_it_stands() -> None:
    for finding in cells(question(kind=FIGURE, terms=["东园"])):
        row = finding.quote.slice(TABLE)
        assert row in TABLE.splitlines()
        assert row.startswith(finding.text.split("，")[0])


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (["东园", "亩均税收"], "东园，畝均稅收"),
        (["西园", "亩均税收"], "西园，畝均稅收"),
        (["东园", "用地面积"], "东园，用地面積"),
        (["用地面积"], "合计，用地面積"),
        (["亩均税收"], "合计，畝均稅收"),
    ],
)
def test_the_cell_whose_headers_are_named_is_best_and_without_a_row_the_total(terms: list[str], expected: str) -> None:
    assert cells(question(kind=FIGURE, terms=terms))[0].text.startswith(expected)


def test_a_cell_of_the_unit_asked_for_is_better_than_one_of_another() -> None:
    asked = replace(question(kind=FIGURE, terms=["东园"]), units=("亩",))
    assert cells(asked)[0].text == "东园，用地面積（畝）：300畝"


def test_words_in_a_cell_are_no_figure() -> None:
    text = "表2\n园区\t产值（亿元）\t主导产业\n东园\t30\t食品加工\n西园\t20\t纺织服装\n"
    by_kind = {
        kind: [finding.text for finding in cells(question(kind=kind, terms=["东园", "主导产业"]), text)]
        for kind in (OPEN, FIGURE)
    }
    assert by_kind[OPEN][0] == "东园，主导产业：食品加工"
    assert by_kind[FIGURE][0] == "东园，产值（亿元）：30亿元"


def test_the_column_of_the_year_asked_for_is_better_than_that_of_another() -> None:
    text = "表3 工业投资（亿元）\n园区\t2024年\t2025年\n东园\t27\t28\n西园\t17\t18\n"
    asked = replace(question(kind=FIGURE, terms=["东园", "工业投资"]), years=(2025,))
    best, *others = cells(asked, text)
    assert best.text == "东园，2025年：28亿元"
    wrong = next(finding for finding in others if finding.text.startswith("东园，2024年"))
    assert wrong.score < best.score - 0.3


def test_a_cell_with_the_figure_that_the_question_states_is_best() -> None:
    asked = replace(question(kind=FIGURE, terms=["亩均税收"]), stated=("15万",))
    assert cells(asked)[0].text == "西园，畝均稅收（萬元）：15萬元"


def test_prose_in_boxes_is_left_to_the_sentences() -> None:
    text = f"表4\n园区\t任务\n东园\t{'建立评价办法，' * 12}\n西园\t节约用地\n"
    assert [finding.text for finding in cells(question(terms=["任务"]), text)] == ["西园，任务：节约用地"]


def test_a_text_without_a_table_has_no_cells() -> None:
    assert cells(question(terms=["税收"]), "亩均税收不低于20万元。\n用地面积不少于300亩。") == []


TASKS = (
    "任务\t牵头单位\t配合单位\n"
    f"建设标准厂房。{'各园区按照统一规划分期建设，完善水电路气等配套设施，' * 4}\t市工信局\t市住建局、市相关部门\n"
    "推行并联审批\t市政务服务局\t各区政府\n"
)


@pytest.mark.parametrize(
    ("asks", "terms", "expected"),
    [
        ("建设标准厂房谁牵头？", ["建设", "标准厂房"], "建设标准厂房…，牵头单位：市工信局"),
        ("建设标准厂房哪些部门配合？", ["建设", "标准厂房"], "建设标准厂房…，配合单位：市住建局、市相关部门"),
        ("并联审批由哪个部门负责？", ["并联", "审批"], "推行并联审批，牵头单位：市政务服务局"),
    ],
)
def test_a_body_asked_for_is_read_from_the_column_of_its_role(asks: str, terms: list[str], expected: str) -> None:
    asked = replace(question(kind=AnswerKind.BODY, terms=terms), text=asks)
    assert cells(asked, TASKS)[0].text == expected


def test_cells_of_a_part_of_a_table_are_said_with_the_headers_in_its_path() -> None:
    part = hit("400\t柳林街道\t86\n401\t桃源街道\t-", path=("统计表", "表头：序号 | 街道 ‖ 企业（家）"))
    asked = question(kind=FIGURE, terms=["柳林街道", "企业"])
    terms = weigh(asked.terms, [fold(part.passage.text)], lambda _: 1)
    best = max(
        table_findings(asked, part, terms, [0.0] * len(asked.terms), 0.0, FIGURE), key=lambda finding: finding.score
    )
    assert best.text == "柳林街道，企业（家）：86家"
    assert best.quote.slice(part.passage.text) == "柳林街道\t86"


@pytest.mark.parametrize(
    ("wording", "terms", "expected"),
    [
        ("东园的用地面积和建成年份", ["东园", "用地面积", "建成年份"], "东园，用地面積（畝）：300畝；建成年份：2019"),
        ("东园的建成年份", ["东园", "建成年份"], "东园，建成年份：2019"),
    ],
)
def test_columns_that_the_question_joins_are_told_together(wording: str, terms: list[str], expected: str) -> None:
    text = TABLE.replace("用地面積（畝）", "用地面積").replace("\t300\t", "\t300畝\t")
    best = cells(question(wording, kind=OPEN, terms=terms), text)[0]
    assert best.text == expected.replace("（畝）", "")
    assert best.quote.slice(text).startswith("东园")
