from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.lines import lines_of
from ingest.metadata.details import title_in_text
from ingest.model import RegionGuess, SourceText
from ingest.pipeline import read_documents
from ingest.regions.inference import infer_region, region_of
from ingest.splitting.part import Part


def guess(title: str, body: str) -> RegionGuess:
    return replace(infer_region(title, body), span=None)


OFFICES = "责任单位：市商务局、市工信局、市财政局。全市要抓好落实。"


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("江西省九江市工业用地管理办法", ("江西省", "九江市")),
        ("南京市經濟開發區實施方案", ("江苏省", "南京市")),
        ("武汉经济技术开发区工作方案", ("湖北省", "武汉市", "武汉经济技术开发区")),
        ("赣江新区行动计划", ("江西省", "赣江新区")),
        ("北京市某局关于发布海淀区清单的通知", ("北京市",)),
    ],
)
def test_the_title_decides(title: str, path: tuple[str, ...]) -> None:
    assert guess(title, "深圳、深圳、深圳的经验值得学习。") == RegionGuess(path)


def test_a_national_title_applies_nowhere_in_particular() -> None:
    assert guess("国务院办公厅关于促进开发区发展的意见", "在苏州、苏州、苏州试点。") == RegionGuess()


def test_a_national_heading_outweighs_the_place_of_a_report() -> None:
    body = f"本报苏州3月5日讯 记者昨日获悉，规划自即日起执行。苏州、苏州、苏州试点。{OFFICES}"
    assert guess("总体规划", body).name == "苏州市"
    assert guess("总体规划", f"国务院公布《总体规划》\n{body}") == RegionGuess()


@pytest.mark.parametrize(
    "body",
    [
        "各省、自治区、直辖市及新疆生产建设兵团主管部门：\n为推进苏州、苏州、苏州试点，制定本通知。",
        "各省、各自治區、各直轄市人民政府：\n蘇州、蘇州、蘇州。",
        "各有关单位、新疆生产建设兵团：\n为做好新疆生产建设兵团等单位的工作，现提出以下要求，请遵照执行。",
    ],
)
def test_addressees_all_over_the_country_are_no_region(body: str) -> None:
    assert guess("关于做好工作的通知", body) == RegionGuess()


def test_the_issuer_on_a_line_of_its_own_decides_where_the_title_is_silent() -> None:
    body = "各有关单位：\n现印发给你们。\n宁波市人民政府办公厅\n2022年1月5日\n一、目标\n学习苏州、苏州、苏州经验。"
    assert guess("关于做好工作的通知", body) == RegionGuess(("浙江省", "宁波市"))


def test_the_purpose_sentence_decides_but_not_the_titles_it_quotes() -> None:
    body = "根据《宁波市若干政策》，为推进杭州经济技术开发区发展，制定本方案。\n一、目标\n略。"
    assert guess("", body) == RegionGuess(("浙江省", "杭州市", "杭州经济技术开发区"))


def test_a_masked_city_is_concluded_from_its_counties() -> None:
    body = f"-市各开发区。东海、灌南两县与灌云经济开发区、赣榆经济开发区、连云经济开发区。{OFFICES}"
    assert guess("改革方案4", body) == RegionGuess(("江苏省", "连云港市"), inferred=True)


def test_a_province_stays_a_province_though_its_capital_is_named_more_often() -> None:
    body = "省农业农村厅、省商务厅、省卫生健康委负责。我省各地。甘肃省、兰州新区、兰州海关、兰州、兰州、甘肃。"
    assert guess("", body) == RegionGuess(("甘肃省",), inferred=True)


def test_partners_and_neighbours_do_not_win() -> None:
    body = f"九江市各区。探索九江—宜春、九江—池州、九江—鄂州线路。接受广州市、广州市、广州市对口帮扶。九江。{OFFICES}"
    assert guess("", body) == RegionGuess(("江西省", "九江市"), inferred=True)


@pytest.mark.parametrize("body", ["", "没有地名的正文。", "北京、上海、深圳、成都。", "提到一次绵阳。"])
def test_where_nothing_is_clear_the_path_is_empty(body: str) -> None:
    assert guess("工作方案", body) == RegionGuess()


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("来穗人员办证。来穗人员登记。在穗高校毕业生。", ("广东省", "广州市")),
        ("中央在甘各单位，驻甘单位，在甘企业。", ("甘肃省",)),
        ("依托黔希化工、黔北电力、黔西电厂等企业。", ("贵州省",)),
    ],
)
def test_one_character_that_stands_for_a_place_is_a_hint(body: str, path: tuple[str, ...]) -> None:
    found = infer_region("工作方案", body)
    assert found.path[: len(path)] == path
    assert found.inferred


@pytest.mark.parametrize("body", ["青年在京剧院工作。来川流不息的人。粤式点心。", "在沪深两市上市。留京城记忆。"])
def test_one_character_inside_other_words_is_none(body: str) -> None:
    assert guess("工作方案", body) == RegionGuess()


def source(text: str, name: str = "a.txt") -> SourceText:
    return SourceText(name, text, "text/plain", "0")


def located(text: str, name: str = "a.txt") -> tuple[tuple[str, ...], str]:
    file = source(text, name)
    part = Part(tuple(lines_of(text)))
    found = region_of(file, part, title_in_text(file, part))
    return found.path, found.span.slice(text) if found.span else ""


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("  江西省 九江市用地办法\n一、目标\n略。", ("江西省", "九江市"), "江西省 九江市"),
        (
            "關於用地的通知\n各單位：\n現印發給你們。\n寧波市人民政府辦公廳\n2022年1月5日",
            ("浙江省", "宁波市"),
            "寧波市",
        ),
        (
            "用地办法\n为推进杭州经济技术开发区产业发展，根据有关规定，特制定本办法。\n一、略。",
            ("浙江省", "杭州市", "杭州经济技术开发区"),
            "杭州经济技术开发区",
        ),
        (f"-市方案\n\n  灌云、灌南和赣榆。{OFFICES}", ("江苏省", "连云港市"), "灌云"),
    ],
)
def test_the_words_that_decided_are_where_the_span_says(text: str, path: tuple[str, ...], words: str) -> None:
    assert located(text) == (path, words)


def test_the_name_of_the_file_has_no_place_in_its_text() -> None:
    assert located("用地办法\n一、目标\n略。", "九江市用地办法.txt") == (("江西省", "九江市"), "")


def test_the_name_of_a_file_of_several_documents_says_nothing_of_one() -> None:
    text = "用地办法\n一、目标\n略。"
    part = Part(tuple(lines_of(text)), alone=False)
    assert region_of(source(text, "九江市等地办法.txt"), part, None) == RegionGuess()


@pytest.mark.parametrize(
    ("number", "path"),
    [
        ("穗府办规〔2024〕5号", ("广东省", "广州市")),
        ("赣市府发〔2024〕5号", ("江西省", "赣州市")),
        ("赣财建指〔2024〕31号", ("江西省",)),
        ("晋政办发〔2023〕8号", ("山西省",)),
        ("晋政办〔2023〕8号", ()),
        ("青政发〔2023〕3号", ()),
        ("国办发〔2023〕3号", ()),
    ],
)
def test_the_head_of_the_number_tells_the_region_that_no_name_tells(number: str, path: tuple[str, ...]) -> None:
    text = f"关于优化营商环境的若干措施\n{number}\n各有关单位：\n一、压缩审批时限。\n二、推行告知承诺。\n2023年5月6日"
    part = Part(tuple(lines_of(text)))
    source = SourceText("措施.txt", text, "text/plain", "")
    found = region_of(source, part, title_in_text(source, part))
    assert (found.path, found.inferred) == (path, False)
    assert found.span is None or number.startswith(found.span.slice(text))


def test_the_head_of_the_number_comes_before_the_names_counted_in_the_text() -> None:
    text = "关于优化营商环境的若干措施\n穗府规〔2024〕5号\n一、学习苏州经验。\n二、苏州、苏州、苏州。\n2023年5月6日"
    part = Part(tuple(lines_of(text)))
    source = SourceText("措施.txt", text, "text/plain", "")
    assert region_of(source, part, title_in_text(source, part)).path == ("广东省", "广州市")


@pytest.mark.parametrize(
    ("signed", "path", "inferred"),
    [
        ("江西省疫情防控指挥部", ("江西省",), False),
        ("财政部", (), False),
        ("疫情防控指挥部", ("江苏省", "苏州市"), True),
    ],
)
def test_who_signs_settles_the_region_that_would_be_inferred(
    signed: str, path: tuple[str, ...], inferred: bool
) -> None:
    text = f"关于强化防控措施的公告\n一、学习苏州经验。{OFFICES}\n二、苏州、苏州、苏州。\n{signed}\n2023年5月6日"
    document = read_documents(SourceText("公告.txt", text, "text/plain", ""))[0]
    assert (document.region.path, document.region.inferred) == (path, inferred)


def test_places_named_in_passing_are_no_region_of_a_text_that_speaks_of_no_place() -> None:
    examples = "检验对象包括三亚的花卉、三亚的果蔬和三亚的水产，另有三亚的香料。"
    assert guess("食品卫生标准", examples) == RegionGuess()
    assert guess("食品卫生标准", f"{examples}我市各单位遵照执行。").path[:1] == ("海南省",)
