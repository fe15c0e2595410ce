from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.regions.gazetteer import Gazetteer, related
from ingest.regions.names import load_divisions, load_name_contexts, load_zones, stem_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def paths(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    return [(m.text, "/".join(m.region.path)) for m in gazetteer.find(text)]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("九江市", "九江"),
        ("恩施土家族苗族自治州", "恩施"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江"),
        ("东乡族自治县", "东乡"),
        ("新疆维吾尔自治区", "新疆"),
        ("内蒙古自治区", "内蒙古"),
        ("香港特别行政区", "香港"),
        ("神农架林区", "神农架"),
        ("和县", "和县"),
    ],
)
def test_a_stem_is_the_name_without_its_suffix_and_never_one_character(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("九江国家级开发区", [("九江", "江西省/九江市")]),
        ("江苏省连云港市", [("江苏省", "江苏省"), ("连云港市", "江苏省/连云港市")]),
        ("江蘇省連雲港市", [("江蘇省", "江苏省"), ("連雲港市", "江苏省/连云港市")]),
        ("黔西每年引进几户", [("黔西", "贵州省/毕节市/黔西市")]),
        ("武汉经开区", [("武汉经开区", "湖北省/武汉市/武汉经济技术开发区")]),
        ("武汉市高新区", [("武汉市高新区", "湖北省/武汉市/武汉高新技术产业开发区")]),
        ("江西省高新区", [("江西省", "江西省")]),
        ("南京市经济开发区", [("南京市", "江苏省/南京市")]),
        ("武汉开发区", [("武汉", "湖北省/武汉市")]),
        ("萧山经开区", [("萧山经开区", "浙江省/杭州市/萧山区/萧山经济技术开发区")]),
        ("嘉兴综保区", [("嘉兴综保区", "浙江省/嘉兴市/嘉兴综合保税区")]),
        ("长沙临空经济示范区", [("长沙临空经济示范区", "湖南省/长沙市/长沙临空经济示范区")]),
        ("苏州工业园区", [("苏州工业园区", "江苏省/苏州市/苏州工业园区")]),
        ("洋浦", [("洋浦", "海南省/洋浦经济开发区")]),
        ("洋浦经济开发区", [("洋浦经济开发区", "海南省/洋浦经济开发区")]),
        ("宁波大榭开发区", [("宁波", "浙江省/宁波市"), ("大榭开发区", "浙江省/宁波市/大榭开发区")]),
        ("中关村、張江", [("中关村", "北京市/中关村国家自主创新示范区"), ("張江", "上海市/张江高新技术产业开发区")]),
        ("漕河泾开发区", [("漕河泾", "上海市/漕河泾新兴技术开发区")]),
        ("井冈山经开区", [("井冈山经开区", "江西省/吉安市/井冈山经济技术开发区")]),
        ("上海市经济技术开发区", [("上海市", "上海市")]),
        ("赣江新区", [("赣江新区", "江西省/赣江新区")]),
        ("常州国家高新区", [("常州国家高新区", "江苏省/常州市/常州高新技术产业开发区")]),
        (
            "中国（江苏）自由贸易试验区苏州片区",
            [("中国（江苏）自由贸易试验区苏州片区", "江苏省/苏州市/中国（江苏）自由贸易试验区苏州片区")],
        ),
        ("福建自贸区厦门片区", [("福建自贸区厦门片区", "福建省/厦门市/中国（福建）自由贸易试验区厦门片区")]),
        ("丰城高新技术产业园区", [("丰城高新技术产业园区", "江西省/宜春市/丰城市/丰城高新技术产业园区")]),
        ("西宁（国家级）经济技术开发区", [("西宁（国家级）经济技术开发区", "青海省/西宁市/西宁经济技术开发区")]),
        ("江苏自贸区片区", [("江苏自贸区", "江苏省")]),
        ("海南自由贸易港三亚", [("海南自由贸易港", "海南省"), ("三亚", "海南省/三亚市")]),
        ("雄安", [("雄安", "河北省/雄安新区")]),
        ("浦东新区", [("浦东新区", "上海市/浦东新区")]),
        ("海南", [("海南", "海南省")]),
        ("吉林长春", [("吉林", "吉林省"), ("长春", "吉林省/长春市")]),
        ("😀河北省", [("河北省", "河北省")]),
        ("", []),
    ],
)
def test_names_stems_traditional_forms_and_zones_are_found(
    gazetteer: Gazetteer, text: str, found: list[tuple[str, str]]
) -> None:
    assert paths(gazetteer, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "和平发展合作资源共享",
        "拓宽城乡通道",
        "新增城乡用地",
        "推广西部经验",
        "经济南部",
        "鄱阳湖流域",
        "产品送达日期",
        "江河源头",
        "利率和政策",
        "沿海城镇",
        "获得荣誉",
        "优惠安排",
        "完成武器组装",
        "确保定点医院",
        "组织金融机构",
        "提高要素效率",
        "农业三原则",
    ],
)
def test_common_words_and_landscapes_are_no_regions(gazetteer: Gazetteer, text: str) -> None:
    assert paths(gazetteer, text) == []


def test_a_common_word_counts_beside_its_parent_or_a_sibling(gazetteer: Gazetteer) -> None:
    assert paths(gazetteer, "天津和平")[1:] == [("和平", "天津市/和平区")]
    assert ("东海", "江苏省/连云港市/东海县") in paths(gazetteer, "灌云、灌南和东海三地")


def test_a_name_of_several_regions_follows_the_rest_of_the_text(gazetteer: Gazetteer) -> None:
    assert paths(gazetteer, "长春市的朝阳区")[1:] == [("朝阳区", "吉林省/长春市/朝阳区")]
    undecided = gazetteer.find("鼓楼区")
    assert len(undecided) == 4
    assert len({m.span for m in undecided}) == 1


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Jiujiang", "江西省/九江市"),
        ("Lianyungang City", "江苏省/连云港市"),
        ("Wuhan", "湖北省/武汉市"),
        ("Xi'an", "陕西省/西安市"),
        ("Shaanxi Province", "陕西省"),
        ("Shanxi", "山西省"),
        ("Ganjiang New Area", "江西省/赣江新区"),
        ("Nanjing Economic and Technological Development Zone", "江苏省/南京市"),
    ],
)
def test_pinyin_gives_the_largest_region_first(gazetteer: Gazetteer, name: str, path: str) -> None:
    assert "/".join(gazetteer.by_pinyin(name)[0].path) == path


def test_pinyin_gives_every_candidate_and_nothing_for_other_words(gazetteer: Gazetteer) -> None:
    assert {"贵州省/毕节市/黔西市", "河北省/唐山市/迁西县"} == {"/".join(r.path) for r in gazetteer.by_pinyin("qianxi")}
    assert gazetteer.by_pinyin("tax revenue") == ()


@given(st.text(alphabet="江西省九江市連雲港经开区高新和平😀（）\n武汉"))
def test_spans_slice_to_the_names_and_do_not_cross(text: str) -> None:
    spans = []
    for mention in Gazetteer.load().find(text):
        assert mention.span.slice(text) == mention.text
        spans.append(mention.span)
    assert all(a == b or a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("江西省", "九江市"), ("江西省", "九江市", "九江经济技术开发区"), True),
        (("江西省", "九江市"), ("江西省",), True),
        (("江西省", "九江市"), ("江西省", "南昌市"), False),
        (("江苏省", "赣榆经济开发区"), ("江苏省", "赣榆经济技术开发区"), True),
        ((), ("江西省",), False),
    ],
)
def test_regions_are_related_where_one_lies_in_the_other(
    one: tuple[str, ...], other: tuple[str, ...], expected: bool
) -> None:
    assert related(one, other) is expected


@pytest.mark.parametrize(
    ("path", "level"),
    [
        (("江西省",), "province"),
        (("天津市",), "province"),
        (("江西省", "九江市"), "city"),
        (("贵州省", "毕节市", "黔西市"), "county"),
        (("江西省", "赣江新区"), "zone"),
        (("湖北省", "武汉市", "武汉经济技术开发区"), "zone"),
        ((), None),
    ],
)
def test_the_level_of_a_region_is_told_by_its_path(
    gazetteer: Gazetteer, path: tuple[str, ...], level: str | None
) -> None:
    assert gazetteer.level_of(path) == level


def test_every_zone_lies_in_a_division_or_a_zone_and_is_named_by_its_path() -> None:
    known = {region.path for region in load_divisions()} | {zone.path for zone, _ in load_zones()}
    for zone, _ in load_zones():
        assert zone.path[-1] == zone.name
        assert zone.path[:-1] in known


def test_words_around_a_name_belong_to_names_that_there_are() -> None:
    names = {form for region in load_divisions() for form in (region.name, stem_of(region.name))}
    assert set(load_name_contexts()) <= names


def test_every_division_has_a_path_that_ends_with_it_and_starts_with_a_province() -> None:
    divisions = load_divisions()
    provinces = {r.name for r in divisions if r.level == "province"}
    assert len(provinces) == 34
    assert all(r.path[-1] == r.name and r.path[0] in provinces for r in divisions)
    assert len({r.path for r in divisions}) == len(divisions)
