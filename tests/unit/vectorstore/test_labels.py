"""What a passage is filtered by."""

from __future__ import annotations

import pytest

from ingest.model import AdministrativeLevel, DateKind, DocumentDate, DocumentDetails, Reading, TextSpan
from vectorstore.labels import labels_of
from vectorstore.model import Labels, Passage


def passage(text: str, title: str = "实施方案") -> Passage:
    return Passage("p", "a.txt", "a.txt#0", title, ("江西省",), (), 0, TextSpan(0, len(text)), text)


def issued(*dates: tuple[DateKind, str], number: str = "") -> DocumentDetails:
    return DocumentDetails(
        number=Reading(number) if number else None, dates=tuple(DocumentDate(kind, iso) for kind, iso in dates)
    )


@pytest.mark.parametrize(
    ("text", "title", "details", "years"),
    [
        ("税收不低于20万元", "方案", DocumentDetails(), ()),
        ("到2025年达到20万元", "方案", DocumentDetails(), (2025,)),
        ("2021-2023年每年增长", "方案", DocumentDetails(), (2021, 2022, 2023)),
        ("“十四五”末翻番", "方案", DocumentDetails(), (2021, 2022, 2023, 2024, 2025)),
        ("税收增长", "2023年工作要点", DocumentDetails(), (2023,)),
        ("到2025年", "2023年工作要点", issued((DateKind.PUBLISHED, "2022-12-30")), (2022, 2023, 2025)),
        ("税收", "方案", issued((DateKind.WRITTEN, "2019-09-26"), (DateKind.PUBLISHED, "2020-01-03")), (2019,)),
        ("税收", "方案", issued((DateKind.EXPIRES, "2030-01-01")), ()),
        ("税收", "方案", issued(number="九府办发〔2019〕25号"), (2019,)),
        ("税收", "方案", issued((DateKind.PRINTED, "2020-01"), number="九府办发〔2019〕25号"), (2020,)),
        ("税收", "方案", issued(number="25号"), ()),
    ],
)
def test_years_are_those_stated_those_of_the_title_and_that_of_issue(
    text: str, title: str, details: DocumentDetails, years: tuple[int, ...]
) -> None:
    assert labels_of(passage(text, title), details).years == years


def test_region_level_and_kind_are_the_documents() -> None:
    details = DocumentDetails(level=AdministrativeLevel.CITY, kind="办法")
    assert labels_of(passage("税收"), details) == Labels("a.txt#0", ("江西省",), "city", "办法", ())
