"""What the ranker measures of a candidate."""

from __future__ import annotations

import pytest

from assistant.ranking.features import FEATURES
from tests.unit.assistant.ranking_samples import hit, measured

_ELSEWHERE = "本办法由市商务局负责解释。"


def test_a_sentence_that_says_it_counts_more_than_a_text_that_has_its_parts_apart() -> None:
    together = hit("到明年底，园区亩均税收达到20万元。其他事项另行规定。")
    apart = hit("园区要提高效益。税收优惠另行规定。亩均投资另有要求。")
    values = measured("园区亩均税收要求", [together, apart, hit(_ELSEWHERE)])["pairs_sentence"]
    assert values[0] > values[1] > values[2] == 0


def test_a_window_counts_what_stands_near_each_other_over_the_end_of_a_sentence() -> None:
    near = hit("推进绿色工厂建设。每年评定一次，给予奖励。" + "统筹推进各项工作，确保取得实效。" * 4)
    far = hit("推进绿色工厂建设。" + "统筹推进各项工作，确保取得实效。" * 6 + "每年评定一次，给予奖励。")
    near_share, far_share, _ = measured("绿色工厂评定奖励", [near, far, hit(_ELSEWHERE)])["chars_window"]
    assert near_share > far_share > 0


def test_headings_above_a_clause_speak_for_it() -> None:
    under = hit("一次性给予资助。", path=("三、人才公寓", "（一）租金"))
    other = hit("一次性给予资助。", path=("四、科技创新",))
    values = measured("人才公寓租金", [under, other])
    assert values["pairs_headings"][0] > values["pairs_headings"][1]
    assert values["pairs_sentence"][0] == values["pairs_sentence"][1]


def test_a_question_without_a_unit_takes_any_figure() -> None:
    values = measured("亩均税收要求是多少", [hit("亩均税收20万元。"), hit("亩均税收要提高。")])
    assert values["figure"] == [1, 0]


def test_a_figure_in_a_table_has_its_unit_in_the_head_of_its_column() -> None:
    table = "组团\t陶瓷产业产值（亿元）\t企业（户）\n东组团\t120以上\t35\n"
    values = measured("东组团陶瓷产业产值要达到多少亿", [hit(table), hit("东组团发展陶瓷产业")])
    assert values["figure"] == [1, 0]
    assert values["figure_sentence"][0] > 0


def test_of_an_english_word_any_translation_counts_the_better_the_more() -> None:
    values = measured("talent apartments deposit", [hit("人才公寓管理。"), hit("道路管理。")])["pairs_sentence"]
    assert values[0] > values[1]


def test_what_all_candidates_say_tells_none_apart() -> None:
    hits = [hit("开发区亩均税收要提高。"), hit("开发区要招商引资。"), hit("开发区环境要改善。")]
    values = measured("开发区亩均税收", hits)["pairs_sentence"]
    assert values[0] > 5 * values[1]


@pytest.mark.parametrize(
    ("question", "with_figure", "without"),
    [
        ("要培育多少家企业", "培育企业30家以上。", "培育企业，2025年见效。"),
        ("企业占比要达到多少", "企业占比达到65%。", "企业占比3年内见效。"),
        ("办理要几天", "材料齐全的5个工作日内办理完毕。", "共有3个窗口办理。"),
        ("租金补贴多少钱", "每月补贴500元。", "补贴3类人员。"),
        ("审批什么时候完成", "三个月内完成审批。", "由3个部门完成审批。"),
    ],
)
def test_a_figure_of_the_unit_asked_for_speaks_for_a_clause(question: str, with_figure: str, without: str) -> None:
    values = measured(question, [hit(with_figure), hit(without)])
    assert values["figure"] == [1.0, 0.0]
    assert values["figure_sentence"][0] > 0 == values["figure_sentence"][1]


@pytest.mark.parametrize(
    ("question", "feature", "fitting"),
    [
        ("人才公寓由哪个部门牵头", "body_sentence", "人才公寓由住建局牵头。"),
        ("什么是人才公寓", "definition_sentence", "人才公寓是指面向人才的住房。"),
        ("人才公寓有哪些类型", "list_sentence", "人才公寓包括三类。"),
    ],
)
def test_a_sentence_of_the_form_asked_for_speaks_for_a_clause(question: str, feature: str, fitting: str) -> None:
    values = measured(question, [hit(fitting), hit("人才公寓要加快建设。")])[feature]
    assert values[0] > 0 == values[1]


@pytest.mark.parametrize(
    ("text", "title", "fits", "differs"),
    [
        ("2025年达到60%。", "措施", 1, 0),
        ("2021—2026年每年增长。", "措施", 1, 0),
        ("2023年达到50%。", "措施", 0, 1),
        ("达到50%。", "2025年措施", 1, 0),
        ("达到50%。", "2023年措施", 0, 1),
        ("达到50%。", "措施", 0, 0),
    ],
)
def test_a_year_is_agreed_on_disagreed_on_or_left_open(text: str, title: str, fits: int, differs: int) -> None:
    values = measured("2025年要达到多少", [hit(text, title=title)])
    assert (values["year"], values["other_year"]) == ([fits], [differs])


@pytest.mark.parametrize(
    ("text", "fits", "differs"),
    [
        ("国家级开发区不低于30万元。", 1, 0),
        ("国家级、省级开发区分别达标。", 1, 0),
        ("省级开发区不低于20万元。", 0, 1),
        ("开发区不低于20万元。", 0, 0),
    ],
)
def test_a_level_is_agreed_on_disagreed_on_or_left_open(text: str, fits: int, differs: int) -> None:
    values = measured("国家级开发区要达到多少", [hit(text)])
    assert (values["level"], values["other_level"]) == ([fits], [differs])


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("第三条 本办法自发布之日起施行。", 0),
        ("现将《办法》印发给你们，请认真贯彻执行。", 1),
        ("现将《办法》印发给你们。" + "第一条 略。" * 100, 0),
    ],
)
def test_the_letter_that_a_document_comes_with_is_told_from_its_clauses(text: str, letter: int) -> None:
    assert measured("办法", [hit(text)])["letter"] == [letter]


def test_scores_of_both_indexes_come_with_the_lexical_rank() -> None:
    values = measured("税收", [hit("甲。", bm25=0.4, cosine=0.9), hit("乙。", bm25=1.0, cosine=-0.1)])
    assert values["bm25"] == pytest.approx([0.4, 1.0])
    assert values["bm25_rank"] == [0.5, 1.0]
    assert values["cosine"] == pytest.approx([0.9, -0.1])


def test_traditional_text_is_compared_in_simplified_form() -> None:
    first, second = measured("畝均稅收", [hit("亩均税收提高。"), hit("畝均稅收提高。")])["pairs_sentence"]
    assert first == second


def test_a_question_of_question_words_alone_finds_all_candidates_alike() -> None:
    values = measured("什么", [hit("甲。"), hit("乙。")])
    assert values["pairs_sentence"] == [0, 0]


def test_features_have_names_and_labels_of_their_own() -> None:
    assert len({feature.name for feature in FEATURES}) == len({feature.label for feature in FEATURES}) == len(FEATURES)


def test_a_question_on_the_fine_is_told_by_the_clause_that_sets_it() -> None:
    duty = hit("摊贩不得占用消防通道摆放物品。")
    fine = hit("占用消防通道摆放物品的，处五百元以下罚款。")
    values = measured("占用消防通道摆放物品罚多少", [duty, fine, hit(_ELSEWHERE)])["fine_sentence"]
    assert values[1] > values[0] == 0


def test_a_question_that_asks_for_no_fine_is_not_drawn_to_fines() -> None:
    fine = hit("占用消防通道摆放物品的，处五百元以下罚款。")
    assert measured("消防通道有多宽", [fine, hit(_ELSEWHERE)])["fine_sentence"] == [0, 0]


def test_a_sentence_on_the_fine_may_say_the_matter_in_official_words() -> None:
    official = hit("犬只未登记的，由公安机关处五百元以下罚款。")
    other = hit("车辆未登记的，由公安机关处五百元以下罚款。")
    values = measured("养狗没备案罚多少", [official, other, hit(_ELSEWHERE)])["fine_sentence"]
    assert values[0] > values[1]


def test_general_provisions_and_long_texts_are_known_as_such() -> None:
    general = hit("本条例适用于本市。", path=("第一章 总则",))
    long = hit("统筹推进各项工作，确保取得实效。" * 100, path=("第二章 管理",))
    values = measured("本市统筹推进工作", [general, long])
    assert values["general_part"] == [1, 0]
    assert values["length"][1] == 1 > values["length"][0]
