from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.document_view import described, first_date, level_name, region_name, removed_name, shown_value
from ingest.model import (
    AdministrativeLevel,
    DateKind,
    DocumentDate,
    DocumentDetails,
    Fact,
    Reading,
    RemovedKind,
    TextSpan,
    Validity,
    ValidityKind,
)
from vectorstore.model import Copy, DocumentRecord


def record(details: DocumentDetails, inferred: bool = False, copies: tuple[Copy, ...] = ()) -> DocumentRecord:
    return DocumentRecord(
        "a.txt#0", "a.txt", 0, "方案", ("江西省", "九江市"), inferred, 3, TextSpan(0, 9), None, 5, details, copies
    )


FULL = DocumentDetails(
    Reading("方案"),
    (Reading("九江市人民政府办公室"),),
    Reading("九府办发〔2019〕25号"),
    (DocumentDate(DateKind.WRITTEN, "2019-09-26"), DocumentDate(DateKind.EXPIRES, "2024-09-25")),
    (Validity(ValidityKind.PERIOD, TextSpan(0, 3), "5年"),),
    AdministrativeLevel.CITY,
    "方案",
)


def test_all_that_a_document_tells_is_listed_in_chinese() -> None:
    rows = list(described(record(FULL, inferred=True, copies=(Copy("b.txt", 1, TextSpan(0, 9)),))))
    assert rows == [
        ("文件", "a.txt#0"),
        ("标题", "方案"),
        ("文种", "方案"),
        ("文号", "九府办发〔2019〕25号"),
        ("发文机关", "九江市人民政府办公室"),
        ("级别", "市级"),
        ("地区", "江西省 九江市（据正文推断）"),
        ("成文日期", "2019-09-26"),
        ("失效日期", "2024-09-25"),
        ("有效期", "5年"),
        ("条款", "5 条，3 个条款段"),
        ("同文另见", "b.txt#1"),
    ]


def test_what_a_document_does_not_tell_is_left_out() -> None:
    names = [name for name, _ in described(record(DocumentDetails()))]
    assert names == ["文件", "标题", "地区", "条款"]


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        ((), ""),
        ((DocumentDate(DateKind.EXPIRES, "2024-09-25"),), ""),
        ((DocumentDate(DateKind.PRINTED, "2019-09-26"), DocumentDate(DateKind.EFFECTIVE, "2020")), "2019-09-26 印发"),
    ],
)
def test_the_first_date_is_the_earliest_kind_and_never_the_end(dates: tuple[DocumentDate, ...], shown: str) -> None:
    assert first_date(record(DocumentDetails(dates=dates))) == shown


def test_every_level_and_every_kind_of_removed_text_has_a_name() -> None:
    levels = {level_name(record(DocumentDetails(level=level))) for level in AdministrativeLevel}
    assert len(levels) == len(AdministrativeLevel)
    assert len({removed_name(kind) for kind in RemovedKind}) == len(RemovedKind)


def test_an_inferred_region_is_marked() -> None:
    assert region_name(record(FULL)) == "江西省 九江市"
    assert region_name(record(FULL, inferred=True)).endswith("（据正文推断）")


@pytest.mark.parametrize(
    ("written", "low", "high", "unit", "shown"),
    [
        ("不低于20万元", 200_000, 200_000, "元/亩", "不低于20万元"),
        ("850", 85_000_000_000, 85_000_000_000, "元", "850亿元"),
        ("3,000", 30_000_000, 30_000_000, "元/亩", "3000万元/亩"),
        ("2-3", 2, 3, "家", "2—3家"),
        ("62.5", Decimal("62.5"), Decimal("62.5"), "%", "62.5%"),
        ("120000", 120_000, 120_000, "人", "120000人"),
        ("71", 71, 71, "", "71"),
    ],
)
def test_a_bare_number_of_a_table_is_shown_with_its_unit(
    written: str, low: int | Decimal, high: int | Decimal, unit: str, shown: str
) -> None:
    span = TextSpan(0, 1)
    fact = Fact(0, span, span, "", "", "", "exact", "", Decimal(low), Decimal(high), unit, written, "")
    assert shown_value(fact) == shown
