"""Regions that a question names, and which documents are about them."""

from __future__ import annotations

import pytest

from assistant.model import Place
from assistant.understanding.places import (
    PLACE_WEIGHT,
    covers,
    find_places,
    is_about,
    place_terms,
    with_whole_names,
)
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer

YICHUN = ("江西省", "宜春市")
JIANGNING = ("江苏省", "南京市", "江宁区", "江宁经济技术开发区")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("宜春的亩均税收", {"宜春": [YICHUN]}),
        ("宜春市亩均税收，宜春市投资强度", {"宜春市": [YICHUN]}),
        ("蘇州和無錫的園區", {"苏州": [("江苏省", "苏州市")], "无锡": [("江苏省", "无锡市")]}),
        ("江西省宜春市的园区", {"宜春市": [YICHUN]}),
        ("南京江宁经开区的目标", {"江宁经开区": [JIANGNING]}),
        ("吉安、抚州和吉安", {"吉安": [("江西省", "吉安市")], "抚州": [("江西省", "抚州市")]}),
        ("宜春经开的目标", {"宜春经开": [(*YICHUN, "宜春经济技术开发区")]}),
        ("宜春高新有几家", {"宜春高新": [(*YICHUN, "宜春高新技术产业开发区")]}),
        ("宜春高新企业有几家", {"宜春": [YICHUN]}),
        ("宜春已经开办了几家", {"宜春": [YICHUN]}),
        ("浔开发区的税收", {"浔": [("江西省", "九江市")]}),
        ("搜寻开发区", {}),
        ("赣江新区永修组团的产值", {"赣江新区": [("江西省", "赣江新区")]}),
        ("园区的税收", {}),
        ("", {}),
    ],
)
def test_a_region_is_named_once_and_without_those_that_only_say_where_it_lies(
    question: str, named: dict[str, list[tuple[str, ...]]]
) -> None:
    assert {place.name: list(place.paths) for place in find_places(fold(question), Gazetteer.load())} == named


def test_a_name_of_several_regions_means_all_of_them() -> None:
    (place,) = find_places("鼓楼区的园区", Gazetteer.load())
    assert len(place.paths) > 1
    assert {path[-1] for path in place.paths} == {"鼓楼区"}


@pytest.mark.parametrize(
    ("document", "about", "covering"),
    [
        (YICHUN, True, True),
        ((*YICHUN, "袁州区"), True, False),
        (("江西省",), False, False),
        (("江西省", "萍乡市"), False, False),
        ((), False, False),
    ],
)
def test_a_document_is_about_a_place_that_it_is_of_or_lies_in(
    document: tuple[str, ...], about: bool, covering: bool
) -> None:
    place = Place("宜春", (YICHUN,))
    assert is_about(document, place) is about
    assert covers(document, place) is covering


@pytest.mark.parametrize(
    ("document", "covering"),
    [
        (("江苏省", "南京市"), True),
        (("江苏省", "南京市", "江宁区"), True),
        (("江苏省",), False),
        (("江苏省", "苏州市"), False),
    ],
)
def test_a_citys_document_covers_its_zones_and_a_provinces_does_not(document: tuple[str, ...], covering: bool) -> None:
    assert covers(document, Place("江宁经开区", (JIANGNING,))) is covering


def test_a_place_is_a_term_with_its_official_name_and_its_kind_of_zone() -> None:
    (term,) = place_terms((Place("江宁经开区", (JIANGNING,)),))
    assert term.place
    assert (term.text, term.weight) == ("江宁经开区", PLACE_WEIGHT)
    assert term.alternatives == ("江宁经济技术开发区", "经济技术开发区")
    assert place_terms(()) == ()


@pytest.mark.parametrize(
    ("text", "whole"),
    [("宜春经开和新余高新的税收", "宜春经开区和新余高新区的税收"), ("宜春经开区的税收", "宜春经开区的税收")],
)
def test_zones_are_searched_by_their_whole_names(text: str, whole: str) -> None:
    assert with_whole_names(text, find_places(text, Gazetteer.load())) == whole


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("江西九江的亩均税收", ["九江"]),
        ("江西省九江市的亩均税收", ["九江市"]),
        ("江西和九江的亩均税收", ["江西", "九江"]),
        ("九江、江西的亩均税收", ["九江", "江西"]),
    ],
)
def test_a_wider_region_only_locates_the_narrower_unless_both_are_listed(text: str, names: list[str]) -> None:
    assert [place.name for place in find_places(text, Gazetteer.load())] == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("新余国家级开发区亩均税收要求", ["新余"]),
        ("请问大同2025年的目标", ["大同"]),
        ("日照的省级开发区有几家", ["日照"]),
        ("创新余额开发区", []),
        ("日照时间要求", []),
        ("开封检查的规定", []),
        ("全部省级开发区", []),
        ("对外开放国家级开发区", []),
    ],
)
def test_a_city_whose_name_is_a_common_word_counts_at_the_head_of_a_question(question: str, names: list[str]) -> None:
    assert [place.name for place in find_places(fold(question), Gazetteer.load())] == names
