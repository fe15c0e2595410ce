"""Tasks with the bodies that lead, support and answer for them."""

from __future__ import annotations

import pytest

from ingest.duties.tasks import task_duties
from ingest.lines import lines_of
from ingest.model import Clause, ClauseKind, TextSpan
from ingest.structure import parse_clauses

Told = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def told(text: str) -> list[Told]:
    found = task_duties(parse_clauses(lines_of(text)), text)
    return [(duty.task, duty.lead, duty.support, duty.responsible) for duty in found]


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        (
            "一、目标\n1.税收。亩均税收不低于20万元。（市商务局牵头，市财政局配合）",
            [("税收", ("市商务局",), ("市财政局",), ())],
        ),
        (
            "（一）用地。盘活存量。\n牵头部门：省商务厅；配合部门：省科技厅\n（二）人才。引进人才。\n责任单位：省人社厅",
            [("用地", ("省商务厅",), ("省科技厅",), ()), ("人才", (), (), ("省人社厅",))],
        ),
        (
            "（一）組織。\n（責任單位：市發改委牽頭，市商務局配合）",
            [("組織", ("市發改委",), ("市商務局",), ())],
        ),
        (
            "第三条 市民政部门负责统筹全市救助工作。市财政局负责资金保障。",
            [
                ("市民政部门负责统筹全市救助工作", (), (), ("市民政部门",)),
                ("市财政局负责资金保障", (), (), ("市财政局",)),
            ],
        ),
        ("一、总则\n开发区要加强配合，落实责任。", []),
    ],
)
def test_bodies_belong_to_the_clause_that_they_close(text: str, tasks: list[Told]) -> None:
    assert told(text) == tasks


def test_a_row_of_a_table_is_a_task() -> None:
    text = (
        "序号\t工作任务\t牵头单位\t配合单位\n"
        "1\t盘活用地\t市工信局\t市财政局、市税务局\n"
        "2\t清理僵尸企业\t市国资委\t各县（市、区）政府\n"
    )
    found = task_duties([Clause(0, ClauseKind.TABLE, "", "", TextSpan(0, len(text)), ())], text)
    assert [(duty.task, duty.lead, duty.support) for duty in found] == [
        ("盘活用地", ("市工信局",), ("市财政局", "市税务局")),
        ("清理僵尸企业", ("市国资委",), ("各县（市、区）政府",)),
    ]
    assert [duty.span.slice(text) for duty in found] == [
        "盘活用地\t市工信局\t市财政局、市税务局",
        "清理僵尸企业\t市国资委\t各县（市、区）政府",
    ]


def test_the_span_holds_the_names_with_their_bracket_and_slices_the_file() -> None:
    text = "封面\n一、目标\n1.税收。不低于20万元。（市商务局牵头，市财政局配合）\n尾"
    (duty,) = task_duties(parse_clauses(lines_of(text)), text)
    assert duty.span.slice(text) == "（市商务局牵头，市财政局配合）"
    assert duty.bodies == ("市商务局", "市财政局")
