"""Answers to English questions: English around the Chinese of the document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import finding, hit

from assistant.answering.english.labels import labels
from assistant.answering.english.names import english_body, english_region
from assistant.answering.english.rendering import LONGEST, rendered
from assistant.model import AnswerKind, Language, Place, Question
from ingest.normalize import fold

JIUJIANG = Place("Jiujiang", (("江西省", "九江市"),))
TAX = "国家级开发区亩均税收不低于20万元"


def asked(text: str, kind: AnswerKind = AnswerKind.FIGURE, **further: object) -> Question:
    return replace(Question(text, Language.ENGLISH, kind, fold(text)), **further)  # type: ignore[arg-type]


def answer(question: Question, text: str, region: str = "") -> str:
    return rendered(question, finding(text), text, region)


@pytest.mark.parametrize(
    ("question", "chinese", "english"),
    [
        ("What is the per-mu tax for national zones?", TAX,
         f"Per-mu tax for national zones: no less than 200,000 yuan ({TAX})"),
        ("How often is a meeting held?", "每半年召开一次会议", "Meeting: every six months (每半年召开一次会议)"),
        ("How many robots are there?", "企业160家", "160 (企业160家)"),
        ("What is the total GDP target?", "地区生产总值力争达到3500亿元",
         "Total GDP target: strive to reach 350 billion yuan (地区生产总值力争达到3500亿元)"),
        ("GDP growth", "地区生产总值增长8%以上", "GDP: increase of at least 8% (地区生产总值增长8%以上)"),
    ],
)  # fmt: skip
def test_figure_and_term_are_in_english_and_the_chinese_stands_beside_them(
    question: str, chinese: str, english: str
) -> None:
    assert answer(asked(question), chinese) == english


def test_the_question_places_itself_where_the_finding_is_of_the_place() -> None:
    question = asked("Per-mu tax in Jiujiang", places=(JIUJIANG,))
    assert answer(question, "亩均税收不低于20万元").startswith("Per-mu tax in Jiujiang: no less than")
    elsewhere = asked("Per-mu tax in Nanchang", places=(Place("Nanchang", (("江西省", "南昌市"),)),))
    assert answer(elsewhere, "亩均税收不低于20万元").startswith("Per-mu tax: no less than")


@pytest.mark.parametrize(
    "question", ["Per-mu tax of robots", "Per-mu tax for provincial zones", "Per-mu tax of biotech companies in Anqing"]
)
def test_a_label_claims_nothing_that_the_chinese_does_not_say(question: str) -> None:
    assert answer(asked(question), TAX) == f"Per-mu tax: no less than 200,000 yuan ({TAX})"


def test_a_label_is_the_questions_own_words_between_terms_that_the_finding_has() -> None:
    found = labels(asked("What share of the city's tax revenue do SMEs pay?"), "税收收入占全市比重达到14%", ())
    assert [label.words for label in found] == ["share of the city's tax revenue"]
    assert (found[0].phrase, found[0].chinese) == ("tax revenue", "税收收入")


def test_what_is_too_long_says_less_of_where_and_keeps_figure_and_chinese() -> None:
    question = asked("What is the per-mu tax requirement for all national zones in Jiujiang City?", places=(JIUJIANG,))
    long = "全市各国家级开发区和省级开发区工业用地亩均税收原则上都应当不低于20万元"
    found = answer(question, long)
    assert len("".join(found.split())) <= LONGEST
    assert "no less than 200,000 yuan" in found
    assert "不低于20万元" in found


def test_of_several_figures_the_one_in_the_unit_asked_for_is_given() -> None:
    text = "地区生产总值力争达到3500亿元，占全市比重达到50%以上"
    share = asked("What share of the city's GDP?", units=("%",))
    assert answer(share, text).endswith(": at least 50% (占全市比重达到50%以上)")
    both = answer(asked("What of GDP?"), text)
    assert "strive to reach 350 billion yuan" in both
    assert "at least 50%" in both


def test_a_region_that_must_be_told_stands_before_the_figure() -> None:
    found = answer(asked("Per-mu tax?"), "亩均税收20万元", "武汉经济技术开发区")
    assert found == "Wuhan ETDZ (武汉经济技术开发区): Per-mu tax: 200,000 yuan (亩均税收20万元)"


def test_a_region_that_must_be_told_is_told_however_long_the_answer() -> None:
    question = asked("What is the per-mu tax requirement for all national zones and provincial zones?")
    for length in range(10, 90, 8):
        found = answer(question, f"{'各' * length}亩均税收原则上都应当不低于20万元", "武汉经济技术开发区")
        assert found.startswith("Wuhan ETDZ")
        assert "200,000 yuan" in found


def test_a_term_of_the_statement_itself_labels_it_before_one_of_its_sentence() -> None:
    said = replace(finding("投资强度30万元", context="亩均税收20万元,投资强度30万元"))
    found = rendered(asked("Per-mu tax and investment intensity"), said, said.text)
    assert found == "Investment intensity: 300,000 yuan (投资强度30万元)"
    bare = replace(finding("不低于30万元", context="亩均税收不低于30万元"))
    assert rendered(asked("Per-mu tax"), bare, bare.text) == "Per-mu tax: no less than 300,000 yuan (不低于30万元)"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (AnswerKind.LIST, "新材料、纺织和琉璃", "Listed: 新材料 (new materials)、纺织 (textiles)和琉璃"),
        (
            AnswerKind.LIST,
            "主导产业：琉璃、新材料等",
            "Leading industries: 主导产业 (leading industries)：琉璃、新材料 (new materials)等",
        ),
        (AnswerKind.OPEN, "工业用地实行弹性出让", "The document says: 工业用地实行弹性出让"),
        (AnswerKind.DEFINITION, "是指三个一工程", "Defined as: 是指三个一工程"),
        (AnswerKind.LIST, "三类企业20家、琉璃10家", "Listed: 三类企业20家、琉璃10家"),
    ],
)
def test_words_get_a_lead_in_and_stay_chinese_with_known_names_in_english_behind(
    kind: AnswerKind, text: str, expected: str
) -> None:
    assert answer(asked("Which are the leading industries?", kind), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("牵头单位：市商务局；配合单位：市财政局",
         "Lead: 市商务局 (Municipal Commerce Bureau); Support: 市财政局 (Municipal Finance Bureau)"),
        ("责任单位：东园管委会办公处", "Responsible: 东园管委会办公处"),
        ("由东园管委会办公处负责审批", "The document says: 由东园管委会办公处负责审批"),
    ],
)  # fmt: skip
def test_bodies_keep_their_chinese_name_with_the_english_one_behind_where_it_is_known(text: str, expected: str) -> None:
    assert answer(asked("Who?", AnswerKind.BODY), text) == expected


def test_english_names_are_left_out_where_the_answer_would_grow_long() -> None:
    text = "、".join(["新材料", "纺织", "有机硅", "光电信息", "生物医药", "数字经济", "人工智能"])
    assert answer(asked("Which?", AnswerKind.LIST), text) == f"Listed: {text}"


def test_a_dash_in_a_table_is_said_to_be_no_figure() -> None:
    empty = replace(finding("东园：“-”（表中没有数值）"), empty_cell=True)
    assert rendered(asked("How many?"), empty, empty.text) == "No figure in the table (东园：“-”)"


def test_a_sentence_with_a_figure_that_has_no_english_is_given_in_chinese() -> None:
    assert answer(asked("How much?"), "占比七分之三") == "The document says: 占比七分之三"


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("九江市", "Jiujiang"),
        ("江西省", "Jiangxi Province"),
        ("陕西省", "Shaanxi"),
        ("西安市", "Xi'an"),
        ("赣江新区", "Ganjiang New Area"),
        ("武汉经济技术开发区", "Wuhan ETDZ"),
        ("天河区", "Tianhe District"),
        ("北京市", "Beijing"),
        ("广州市", "Guangzhou"),
        ("和县", "He County"),
        ("内蒙古自治区", "Inner Mongolia"),
    ],
)
def test_regions_are_named_by_pinyin_and_kind(chinese: str, english: str) -> None:
    assert english_region(chinese) == english


def test_a_side_of_a_comparison_names_the_thing_alone() -> None:
    question = asked("Per-mu tax of national zones in Jiujiang", places=(JIUJIANG,), compares=True)
    assert answer(question, TAX) == f"Per-mu tax: no less than 200,000 yuan ({TAX})"


def test_a_body_of_an_unknown_name_has_no_english() -> None:
    assert english_body("东园管委会办公处") == ""
    assert english_body("省商务局") == "Provincial Commerce Bureau"


def test_the_hit_of_a_finding_alone_decides_which_places_a_label_names() -> None:
    question = asked("Per-mu tax in Jiujiang", places=(JIUJIANG,))
    other = replace(finding("亩均税收20万元"), hit=hit("亩均税收20万元", region=("湖北省", "武汉市")))
    assert rendered(question, other, other.text) == "Per-mu tax: 200,000 yuan (亩均税收20万元)"
