"""The head of a formal note."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.footnotes.heading import document_head, marked
from ingest.model import DateKind, DocumentDate, DocumentDetails, Reading, TextSpan
from vectorstore.model import DocumentRecord

SPAN = TextSpan(0, 4)


def record(title: str, **details: object) -> DocumentRecord:
    told = DocumentDetails(title=Reading(title, SPAN), **details)  # type: ignore[arg-type]
    return DocumentRecord("a.txt#0", "a.txt", 0, title, ("江西省", "九江市"), False, 1, TextSpan(0, 9), details=told)


BODIES = (Reading("甲市财政局", SPAN), Reading("甲市商务局", SPAN))
NUMBER = Reading("甲财发〔2019〕25号", SPAN)
DAYS = tuple(
    DocumentDate(kind, iso)
    for kind, iso in (
        (DateKind.WRITTEN, "2019-09-06"),
        (DateKind.PRINTED, "2019-09-10"),
        (DateKind.EFFECTIVE, "2020-01-01"),
    )
)


def test_bodies_number_and_day_stand_behind_the_title() -> None:
    whole = record("用地办法", issuers=BODIES, number=NUMBER, dates=DAYS)
    assert document_head(whole) == "《用地办法》（甲市财政局、甲市商务局，甲财发〔2019〕25号，2019年9月6日）"


@pytest.mark.parametrize(
    ("details", "head"),
    [
        ({}, "《用地办法》"),
        ({"number": NUMBER}, "《用地办法》（甲财发〔2019〕25号）"),
        ({"issuers": BODIES[:1]}, "《用地办法》（甲市财政局）"),
        ({"dates": DAYS[1:]}, "《用地办法》（2019年9月10日）"),
        ({"dates": DAYS[2:]}, "《用地办法》"),
        ({"dates": (DocumentDate(DateKind.PUBLISHED, "2019-09"),)}, "《用地办法》（2019年9月）"),
        ({"issuers": BODIES[:1], "number": Reading("甲市财政局令第3号", SPAN)}, "《用地办法》（甲市财政局令第3号）"),
        ({"number": Reading("甲财发[2019]25号", SPAN)}, "《用地办法》（甲财发〔2019〕25号）"),
        ({"issuers": (Reading("市人社局 社保中心", SPAN),)}, "《用地办法》（市人社局社保中心）"),
    ],
)
def test_what_the_document_does_not_say_is_left_out(details: dict[str, object], head: str) -> None:
    assert document_head(record("用地办法", **details)) == head


@pytest.mark.parametrize(
    ("title", "bodies"),
    [
        ("甲部等9部门关于印发《用地办法》的通知", "甲部等9部门"),
        ("甲市商务局等三部门联合印发用地办法", "甲市商务局等三部门"),
        ("甲市商务局等部门关于印发用地办法的通知", "甲市财政局、甲市商务局"),
        ("关于甲市等9个城市用地的通知", "甲市财政局、甲市商务局"),
    ],
)
def test_so_many_departments_are_said_only_where_the_title_counts_them(title: str, bodies: str) -> None:
    assert document_head(record(title, issuers=BODIES)).endswith(f"（{bodies}）")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("关于印发《用地办法》的通知", "《关于印发〈用地办法〉的通知》"),
        ("关于修改《关于印发〈用地办法〉的通知》的决定", "《关于修改〈关于印发《用地办法》的通知〉的决定》"),
        ("《用地办法》", "《用地办法》"),
        ("《甲办法》和《乙办法》", "《〈甲办法〉和〈乙办法〉》"),
        ("用地办法》解读", "《用地办法〉解读》"),
        ("用地目录(2022年版)", "《用地目录（2022年版）》"),
        ("用地办法:问与答", "《用地办法：问与答》"),
        ("推進經濟開發區創新提升實施方案", "《推進經濟開發區創新提升實施方案》"),
        ("甲市“1+2+3”行动计划", "《甲市“1+2+3”行动计划》"),
    ],
)
def test_marks_are_never_doubled_and_signs_are_full_width(title: str, shown: str) -> None:
    assert marked(title) == shown


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("关于加快我市开发区发展的方案", "地区据正文推断为江西省九江市"),
        ("關於加快我市開發區發展的方案", "地區據正文推斷爲江西省九江市"),
    ],
)
def test_a_region_that_the_document_hides_is_told_to_be_inferred(title: str, told: str) -> None:
    hidden = replace(record(title, dates=DAYS), region_inferred=True)
    assert document_head(hidden) == f"《{title}》（2019年9月6日，{told}）"
    assert told not in document_head(replace(record(title, issuers=BODIES), region_inferred=True))


def test_a_title_that_the_document_does_not_have_is_not_made_longer_by_the_inferred_region() -> None:
    made_up = record("九江市 改革方案1")
    made_up = replace(
        made_up, region_inferred=True, details=replace(made_up.details, title=Reading("九江市 改革方案1"))
    )
    assert document_head(made_up) == "《改革方案1》（地区据正文推断为江西省九江市）"
