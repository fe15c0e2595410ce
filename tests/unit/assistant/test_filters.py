"""Names that a person filters by."""

from __future__ import annotations

import pytest

from assistant.filters import BadFilter, FilterNames, search_filter
from ingest.model import DocumentDetails, TextSpan
from ingest.regions.gazetteer import Gazetteer
from vectorstore.model import Copy, DocumentRecord, SearchFilter

JIUJIANG = ("江西省", "九江市")
ZONE = (*JIUJIANG, "八里湖新区")


def record(source: str, title: str, region: tuple[str, ...] = (), kind: str = "") -> DocumentRecord:
    span = TextSpan(0, 1)
    copies = (Copy("抄件.txt", 0, span),) if source == "甲.txt" else ()
    return DocumentRecord(
        f"{source}#0", source, 0, title, region, False, 1, span, details=DocumentDetails(kind=kind), copies=copies
    )


RECORDS = [
    record("甲.txt", "九江市开发区实施方案", JIUJIANG, "方案"),
    record("乙.txt", "八里湖新区人才办法", ZONE, "办法"),
    record("丙.txt", "开发区考核办法", (), "办法"),
]


def made(**names: list[str]) -> SearchFilter:
    return search_filter(FilterNames(**names), RECORDS, Gazetteer.load())


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("九江", (JIUJIANG,)),
        ("九江市", (JIUJIANG,)),
        ("江西省九江市", (JIUJIANG,)),
        ("江西 九江", (JIUJIANG,)),
        ("Jiujiang", (JIUJIANG,)),
        ("江西", (("江西省",),)),
        ("八里湖新区", (ZONE,)),
    ],
)
def test_any_name_of_a_region_means_its_path(name: str, paths: tuple[tuple[str, ...], ...]) -> None:
    assert made(regions=[name]).regions == paths


def test_parts_are_kept_apart_and_values_counted_once() -> None:
    found = made(
        regions=["九江", "江西省九江市", "武汉"], levels=["市级", "city", "省级"], years=["2023", "2023年", "２０２４"]
    )
    assert found.regions == (JIUJIANG, ("湖北省", "武汉市"))
    assert found.levels == ("city", "province")
    assert found.years == (2023, 2024)
    assert found.documents is None
    assert made() == SearchFilter()


@pytest.mark.parametrize(
    ("name", "documents"),
    [
        ("甲.txt", {"甲.txt#0"}),
        ("甲.txt#0", {"甲.txt#0"}),
        ("抄件.txt", {"甲.txt#0"}),
        ("抄件", {"甲.txt#0"}),
        ("办法", {"乙.txt#0", "丙.txt#0"}),
        ("開發區考核", {"丙.txt#0"}),
    ],
)
def test_a_document_is_named_by_its_file_or_a_part_of_its_title(name: str, documents: set[str]) -> None:
    assert made(documents=[name]).documents == documents


def test_a_kind_is_one_that_documents_have() -> None:
    assert made(kinds=["办法", "辦法"]).kinds == ("办法",)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ({"regions": ["火星市"]}, "不认识地区“火星市”.*九江市"),
        ({"regions": [""]}, "不认识地区"),
        ({"regions": ["九江的隔壁"]}, "不认识地区"),
        ({"levels": ["宇宙级"]}, "不认识级别“宇宙级”，可用：国家级、省级"),
        ({"years": ["二三年"]}, "年份“二三年”"),
        ({"years": ["23"]}, "四位数字"),
        ({"documents": ["没有.txt"]}, "没有文件名或标题含“没有.txt”"),
        ({"documents": [" "]}, "没有文件名或标题含"),
        ({"kinds": ["诗"]}, "没有文种为“诗”.*办法、方案"),
    ],
)
def test_a_name_that_means_nothing_is_said_in_one_line_with_what_there_is(
    names: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(BadFilter, match=message) as caught:
        made(**names)
    assert "\n" not in str(caught.value)
