from __future__ import annotations

import pytest
from answering_samples import answer, check_quotes, frequency_in, hit, question, read, years_of

from assistant.answering.extractive import ExtractiveAnswerer
from assistant.model import Answer, AnswerKind
from vectorstore.model import Hit

OTHERS = (
    hit("（五）节约用地。各园区盘活闲置土地300亩。", 0.5),
    hit("每季度通报一次进展。", 0.4),
    hit("鼓励园区合作共建，支持企业上市。", 0.4),
)
RULE = "国家级开发区亩均税收不低于20万元，省级开发区亩均税收不低于10万元。"
TWO_LEVELS = hit(f"（二）提升效益。{RULE}其他园区逐步提高。")
BY_CONDITION = hit("（二）提升效益。对国家级开发区，亩均税收不低于20万元；对省级开发区，亩均税收不低于10万元。")
RESPECTIVELY = hit("（二）提升效益。国家级、省级开发区亩均税收分别不低于20万元、10万元。")
TRADITIONAL = hit("（二）𠀀類效益。國家級開發區畝均稅收不低於２０萬元，省級開發區畝均稅收不低於１０萬元。")
YICHUN = ("江西省", "宜春市")


def asked(question: str, *hits: Hit) -> Answer:
    shown = (*hits, *OTHERS)
    given = answer(question, *shown)
    check_quotes(given, shown)
    assert given.refused == (not given.citations)
    assert all(f"[{number}]" in given.text for number in range(1, len(given.citations) + 1))
    return given


@pytest.mark.parametrize(
    ("level", "right", "wrong"), [("国家级", "20", "10"), ("省级", "10", "20"), ("國家級", "20", "10")]
)
@pytest.mark.parametrize("found", [TWO_LEVELS, BY_CONDITION, RESPECTIVELY])
@pytest.mark.parametrize("words", ["亩均税收要求是多少？", "亩均税收不低于多少万元？", "畝均稅收標準是多少？"])
def test_one_level_asked_for_gives_its_figure_and_not_the_other_levels(
    level: str, right: str, wrong: str, found: Hit, words: str
) -> None:
    given = asked(f"九江{level}开发区{words}", found)
    assert f"{right}万元" in given.text
    assert f"{wrong}万元" not in given.text
    assert f"{right}万元" in given.citations[0].quote


def test_the_clause_is_quoted_whole_with_document_and_place_in_it() -> None:
    (citation,) = asked("九江国家级开发区亩均税收要求是多少？", TWO_LEVELS).citations
    assert (citation.doc, citation.quote) == ("方案.txt", RULE)


@pytest.mark.parametrize("found", [TWO_LEVELS, BY_CONDITION, RESPECTIVELY])
@pytest.mark.parametrize(
    "question", ["九江国家级和省级开发区亩均税收要求分别是多少？", "九江国家级、省级开发区亩均税收各是多少？"]
)
def test_both_levels_asked_for_give_both_figures_each_with_its_level(question: str, found: Hit) -> None:
    given = asked(question, found)
    national, provincial = given.text.split("；")
    assert national.startswith("国家级：")
    assert provincial.startswith("省级：")
    assert ("20万元" in national, "10万元" in national) == (True, False)
    assert ("20万元" in provincial, "10万元" in provincial) == (False, True)
    assert [side.name for side in given.sides] == ["国家级", "省级"]
    for side, figure in zip(given.sides, ("20万元", "10万元"), strict=True):
        (position,) = side.citations
        assert figure in given.citations[position - 1].quote
        assert "[" not in side.text


def test_traditional_documents_are_quoted_as_they_stand_and_said_in_the_script_of_the_question() -> None:
    simplified = asked("九江国家级开发区亩均税收要求是多少？", TRADITIONAL)
    traditional = asked("九江國家級開發區畝均稅收要求是多少？", TRADITIONAL)
    assert simplified.text == "不低于２０万元（国家级开发区亩均税收）[1]"
    assert traditional.text == "不低於２０萬元（國家級開發區畝均稅收）[1]"
    assert simplified.citations == traditional.citations
    assert simplified.citations[0].quote == "國家級開發區畝均稅收不低於２０萬元，省級開發區畝均稅收不低於１０萬元。"


@pytest.mark.parametrize(
    ("level", "right", "wrong"), [("national-level", "20万元", "10万元"), ("provincial-level", "10万元", "20万元")]
)
def test_english_questions_are_held_to_the_level_too(level: str, right: str, wrong: str) -> None:
    given = asked(f"How much tax per mu is required of {level} development zones in Jiujiang?", TWO_LEVELS)
    assert right in given.text
    assert wrong not in given.text


@pytest.mark.parametrize(
    "question",
    ["九江国家级开发区亩均税收是不是20万元？", "What tax per mu is required of national-level zones in Jiujiang?"],
)
def test_an_answer_in_words_goes_on_to_no_other_level_either(question: str) -> None:
    given = asked(question, TWO_LEVELS)
    assert "20万元" in given.text
    assert "10万元" not in given.text


def test_both_levels_can_be_asked_for_in_english() -> None:
    question = "What is required of national-level and provincial-level development zones in Jiujiang as tax per mu?"
    national, provincial = asked(question, TWO_LEVELS).text.split("; ")
    assert ("20万元" in national, "10万元" in national) == (True, False)
    assert ("20万元" in provincial, "10万元" in provincial) == (False, True)
    assert national.startswith("National level: Tax per mu: ")
    assert provincial.startswith("Provincial level: Tax per mu: ")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("九江月球基地建多少个？", RULE),
        ("九江市级开发区亩均税收要求是多少？", RULE),
        ("九江国家级开发区2030年亩均税收要求是多少？", "到2025年，" + RULE),
        ("九江国家级开发区2025年亩均税收要求是多少？", "到20XX年，" + RULE),
        ("九江国家级开发区2025年亩均税收要求是多少？", RULE),
        ("九江第五年工业投资多少？", "2023年，工业投资27亿元。2024年，工业投资28亿元。"),
    ],
)
def test_what_the_documents_do_not_lay_down_is_refused(question: str, text: str) -> None:
    given = asked(question, hit(text))
    assert (given.refused, given.text) == (True, "已索引的文件未规定所问事项。")


def test_without_hits_nothing_is_answered() -> None:
    assert answer("九江开发区亩均税收多少？").refused
    english = answer("How much tax per mu is required in Jiujiang?")
    assert (english.refused, english.text) == (True, "The indexed documents do not lay this down.")


@pytest.mark.parametrize("year", ["2025年", "25年", "二〇二五年"])
def test_the_year_asked_for_is_answered_where_the_clause_names_it(year: str) -> None:
    given = asked(f"{year}九江工业投资要达到多少？", hit("到2024年工业投资27亿元，到2025年工业投资28亿元。"))
    assert "28亿元" in given.text
    assert "27亿元" not in given.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("九江第二年工业投资多少？", "28亿元（工业投资）[1]"),
        ("九江最后一年工业投资多少？", "29亿元（工业投资）[1]"),
        ("九江首年工业投资多少？", "27亿元（工业投资）[1]"),
    ],
)
def test_the_nth_year_is_counted_through_the_repeats(question: str, expected: str) -> None:
    text = "2023年，工业投资27亿元。2024年，工业投资28亿元。2025年，工业投资29亿元。"
    assert asked(question, hit(text)).text == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("九江服务业占比要达到多少？", "17%（服务业占比）[1]"),
        ("九江工业占比要达到多少？", "23%（工业占比）[1]"),
    ],
)
def test_respectively_is_answered_with_one_figure(question: str, expected: str) -> None:
    assert asked(question, hit("到期末，工业、服务业占比分别达到23%、17%。")).text == expected


JIUJIANG_HAS = hit("开发区亩均税收不低于25万元。")
YICHUN_HAS = hit("开发区亩均税收不低于15万元。", 0.9, source="宜春.txt", region=YICHUN)
YICHUN_SILENT = hit("开发区节约用地，盘活厂房。", 0.9, source="宜春.txt", region=YICHUN)
PLACES = "九江和宜春的开发区亩均税收要求分别是多少？"


def test_each_place_is_answered_from_its_own_document() -> None:
    given = asked(PLACES, JIUJIANG_HAS, YICHUN_HAS)
    assert given.text == "九江：开发区亩均税收不低于25万元[1]；宜春：开发区亩均税收不低于15万元[2]"
    assert [citation.doc for citation in given.citations] == ["方案.txt", "宜春.txt"]


def test_a_silent_side_of_a_comparison_is_said_to_be_silent() -> None:
    chinese = asked(PLACES, JIUJIANG_HAS, YICHUN_SILENT)
    english = asked("Compare the tax per mu required in Jiujiang and Yichun.", JIUJIANG_HAS, YICHUN_SILENT)
    assert chinese.text == "九江：开发区亩均税收不低于25万元[1]；宜春：该文件未规定"
    assert english.text == (
        "Jiujiang: Tax per mu: no less than 250,000 yuan (开发区亩均税收不低于25万元)[1]; Yichun: not stated (未规定)"
    )


def test_a_comparison_of_which_no_side_is_stated_is_refused() -> None:
    assert asked(PLACES, hit("九江开发区盘活厂房。"), YICHUN_SILENT).refused


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("2024年和2025年九江工业投资分别是多少？", ["27亿元[1]", "28亿元[1]"]),
        ("2025年和2026年九江工业投资分别是多少？", ["28亿元[1]", "2026年：该文件未规定"]),
    ],
)
def test_each_year_compared_has_its_own_figure(question: str, expected: list[str]) -> None:
    given = asked(question, hit("到2024年工业投资27亿元，到2025年工业投资28亿元。"))
    sides = given.text.split("；")
    assert len(sides) == len(expected)
    assert all(side.endswith(end) for side, end in zip(sides, expected, strict=True))


PROVINCE = hit("全省开发区亩均税收不低于12万元。", 0.7, source="省.txt", region=("江西省",))
PROVINCE_SILENT = hit("全省开发区节约用地。", 0.7, source="省.txt", region=("江西省",))


def test_the_document_of_the_very_region_comes_before_those_of_its_parts() -> None:
    question = "江西开发区亩均税收要求是多少？"
    assert asked(question, PROVINCE, JIUJIANG_HAS).citations[0].doc == "省.txt"
    assert asked(question, PROVINCE_SILENT, JIUJIANG_HAS).citations[0].doc == "方案.txt"


def test_bodies_are_answered_with_their_clause() -> None:
    found = hit("3.绿色制造。建立评价办法。（牵头单位：市工信局；配合单位：市生态局、各园区）")
    assert asked("九江绿色制造由谁牵头？", found).text == "牵头单位：市工信局[1]"
    assert asked("九江绿色制造由谁配合？", found).text == "配合单位：市生态局、各园区[1]"
    assert asked("九江太空旅游由谁牵头？", found).refused


def test_an_empty_table_cell_is_an_answer_and_a_filled_one_has_its_unit() -> None:
    table = hit("表1 指标\n园区\t亩均税收（万元）\t用地面积（亩）\n东园\t20\t300\n西园\t15\t-\n合计\t18\t900\n")
    assert asked("九江东园亩均税收是多少？", table).text == "20万元（亩均税收，东园）[1]"
    assert asked("九江西园用地面积是多少？", table).text == "“-”（表中没有数值：用地面积（亩），西园）[1]"


def test_a_cell_says_column_row_and_what_the_table_is_of_once_each() -> None:
    table = hit("表2 分解\n产业\t2027年产值目标 东园\t2027年产值目标 西园\n软件\t40亿元\t25亿元\n检测\t12亿元\t8亿元\n")
    said = asked("九江西园2027年软件产值目标是多少？", table).text
    assert said.startswith("25亿元（")
    assert "软件" in said
    assert said.count("2027年产值目标") == 1
    assert "40亿元" not in said


def test_a_question_for_words_is_answered_to_the_end_of_the_sentence() -> None:
    text = "3.推进绿色制造。建立绿色制造评价办法，每年公布结果，对领先企业给予保障。"
    given = asked("九江绿色制造怎么推进？", hit(text))
    assert given.text == "建立绿色制造评价办法，每年公布结果，对领先企业给予保障[1]"


def test_a_stream_is_the_text_and_then_the_answer_once() -> None:
    hits = (TWO_LEVELS, *OTHERS)
    question = read("九江国家级开发区亩均税收要求是多少？")
    answerer = ExtractiveAnswerer(years_of(hits), frequency_in(hits))
    whole = answerer.answer(question, hits)
    assert list(answerer.stream(question, hits)) == [whole.text, whole]
    assert (answerer.name, whole.answerer) == ("extractive", "extractive")


def test_the_same_question_gets_the_same_answer() -> None:
    first, second = (asked("九江省级开发区亩均税收要求是多少？", TWO_LEVELS) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("国家级开发区亩均税收要求是多少？", "不低于25万元（宜春市，国家级开发区亩均税收）[1]"),
        ("江西国家级开发区亩均税收要求是多少？", "不低于25万元（宜春市，国家级开发区亩均税收）[1]"),
        ("宜春国家级开发区亩均税收要求是多少？", "不低于25万元（国家级开发区亩均税收）[1]"),
    ],
)
def test_an_answer_says_whose_rule_it_is_where_the_question_leaves_it_open(question: str, text: str) -> None:
    rule = hit("（二）提升效益。国家级开发区亩均税收不低于25万元。", 1.2, source="宜春.txt", region=YICHUN)
    assert asked(question, rule).text == text


def test_a_quoted_word_is_explained_by_its_bracket_and_not_by_a_longer_word_that_holds_it() -> None:
    rule = hit(
        "园区完成“四通一平”（通水、通电、通路、通信、通气和土地平整），争创“新四通一平”，即人才通、资金通、信息通、技术通。"
    )
    assert asked("九江园区“四通一平”包括什么？", rule).text == "通水、通电、通路、通信、通气和土地平整[1]"
    assert "人才通" in asked("九江园区“新四通一平”包括什么？", rule).text


def test_of_places_side_by_side_each_gets_its_own_word_and_a_silent_one_is_called_so() -> None:
    jiujiang = hit("国家级开发区亩均税收不低于20万元。", 1.2, source="九江.txt")
    jiangxi = hit("全省开发区推进区域评估。", 0.9, source="江西.txt", region=("江西省",))
    text = answer("江西和九江的国家级开发区亩均税收分别是多少？", jiujiang, jiangxi).text
    assert text == "江西：该文件未规定；九江：国家级开发区亩均税收不低于20万元[1]"


def test_in_running_text_two_passages_that_may_answer_are_both_said_and_cited() -> None:
    hits = [hit(f"图书馆的馆长是{name}。", region=()) for name in ("王明", "李华")]
    given = answer(question("图书馆的馆长是谁?", AnswerKind.OPEN, ("图书馆", "馆长")), *hits)
    assert given.text == "图书馆的馆长是王明[1]；另见：图书馆的馆长是李华[2]"
    assert [citation.quote for citation in given.citations] == ["图书馆的馆长是王明。", "图书馆的馆长是李华。"]
    check_quotes(given, hits)
