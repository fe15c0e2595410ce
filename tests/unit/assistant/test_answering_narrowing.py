from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import finding, question

from assistant.answering.findings import Finding
from assistant.answering.narrowing import (
    LONGEST,
    answers_only,
    lengthened,
    nth_repeat,
    one_figure,
    one_item,
    ordinal_position,
)
from assistant.model import AnswerKind, Place, Term
from assistant.understanding.places import INNER_PLACE_WEIGHT

FIGURE, LIST, OPEN, YES_NO, DEFINITION = (
    AnswerKind.FIGURE,
    AnswerKind.LIST,
    AnswerKind.OPEN,
    AnswerKind.YES_NO,
    AnswerKind.DEFINITION,
)


@pytest.mark.parametrize(
    ("ordinal", "count", "position"),
    [
        ("第二个年度", 3, 1),
        ("第3年", 3, 2),
        ("第十年", 3, 9),
        ("首年", 3, 0),
        ("最后一年", 3, 2),
        ("末年", 4, 3),
        ("下一年度的", 3, 0),
        ("哪年", 3, -1),
    ],
)
def test_an_ordinal_tells_a_position_and_the_last_one_counts_from_the_end(
    ordinal: str, count: int, position: int
) -> None:
    assert ordinal_position(ordinal, count) == position


YEARS = "2023年投资27亿元。2024年投资28亿元。2025年投资29亿元。另引进外资3亿美元。"


def repeats(text: str = YEARS) -> list[Finding]:
    """The repeats out of order, the last found best."""
    said = ("2025年投资29亿元", "2023年投资27亿元", "2024年投资28亿元")
    return [finding(text, words, shape="0年投资0亿元") for words in said]


@pytest.mark.parametrize(
    ("ordinal", "expected"),
    [
        ("", "2025年投资29亿元"),
        ("首年", "2023年投资27亿元"),
        ("第二年", "2024年投资28亿元"),
        ("最后一年", "2025年投资29亿元"),
        ("第四年", None),
        ("第十年", None),
    ],
)
def test_the_nth_of_several_repeats_is_counted_in_the_order_of_the_text(ordinal: str, expected: str | None) -> None:
    found = nth_repeat(replace(question(), ordinal=ordinal), repeats())
    assert (found.text if found else None) == expected


def test_an_ordinal_that_the_passage_itself_names_needs_no_counting() -> None:
    best = finding("第二年投資３０億元，第一年20亿元。", "第二年投資３０億元")
    assert nth_repeat(replace(question(), ordinal="第二年"), [best, *repeats()]) is best


def test_an_ordinal_in_the_title_needs_no_counting() -> None:
    best = finding("申报书不超过3000字。")
    titled = replace(best.hit, passage=replace(best.hit.passage, title="关于征集第二批案例的通知"))
    best = replace(best, hit=titled)
    assert nth_repeat(replace(question(), ordinal="第二批"), [best]) is best


def test_repeats_of_several_passages_are_not_counted_together() -> None:
    apart = [finding("2023年投资27亿元。", shape="s"), finding("2024年投资28亿元，以后另定。", shape="s")]
    assert nth_repeat(replace(question(), ordinal="第二年"), apart) is None


@pytest.mark.parametrize("kind", [OPEN, FIGURE])
def test_of_an_enumeration_the_one_item_that_names_the_place_is_the_answer(kind: AnswerKind) -> None:
    asked = replace(question(kind=kind), places=(Place("东園", ()),))
    assert one_item(asked, finding("东园发展食品、西园发展纺织、南园发展物流")).text == "东园发展食品"


@pytest.mark.parametrize(
    ("kind", "text", "place"),
    [
        (LIST, "东园发展食品、西园发展纺织、南园发展物流", "东园"),
        (OPEN, "东园发展食品、西园发展纺织", "东园"),
        (OPEN, "东园发展食品、东园发展纺织、南园发展物流", "东园"),
        (OPEN, "东园、西园、南园", "东园"),
        (OPEN, "东园发展食品、西园发展纺织、南园发展物流", "北园"),
    ],
)
def test_an_enumeration_stays_whole_where_a_list_is_asked_or_no_item_alone_speaks_of_the_place(
    kind: AnswerKind, text: str, place: str
) -> None:
    asked = replace(question(kind=kind), places=(Place(place, ()),))
    assert one_item(asked, finding(text)).text == text


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("工业、服务业占比分别达到23%、17%", "服务业", "服务业占比达到17%"),
        ("工业、服务业占比分别达到23%、17%", "工业", "工业占比达到23%"),
        ("工業和服務業的比重分別為２３％和１７％", "服务业", "服務業的比重為１７％"),
        ("工业、农业、服务业增速分别增长9%、4%、8%", "农业", "农业增长4%"),
        ("投资额、出口额分别不低于30亿元、5亿美元", "出口额", "出口额不低于5亿美元"),
    ],
)
def test_respectively_gives_the_figure_of_the_one_asked_about(text: str, term: str, expected: str) -> None:
    asked = question(kind=FIGURE, terms=[term])
    assert one_figure(asked, finding(text)).text == expected


def test_of_items_of_several_levels_the_one_of_the_level_asked_about_is_the_answer() -> None:
    text = "国家级园区享受省一级权限、省级园区享受市州一级权限"
    asked = replace(question(), levels=("省级",))
    assert one_item(asked, finding(text)).text == "省级园区享受市州一级权限"
    assert one_item(replace(asked, levels=("国家级", "省级")), finding(text)).text == text
    assert one_item(replace(asked, kind=LIST), finding(text)).text == text


def test_figures_behind_where_the_finding_was_cut_belong_to_respectively() -> None:
    text = "窑炉补贴和釉料补贴标准分别为每座209元、280元。"
    asked = question(kind=FIGURE, terms=["釉料", "补贴"])
    cut = finding(text, "窑炉补贴和釉料补贴标准分别为每座209元")
    assert one_figure(asked, cut).text == "釉料补贴标准为每座280元"


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (["工业", "增加值", "增速"], "工业增加值增速达到9%"),
        (["服务业", "增加值", "增速"], "服务业增加值增速达到8%"),
        (["工业增加值", "增速"], "工业增速达到9%"),
        (["服务业增加值"], "服务业增加值增速达到8%"),
    ],
)
def test_words_that_the_last_item_says_for_all_do_not_make_it_the_one_asked_about(
    terms: list[str], expected: str
) -> None:
    text = "工业、服务业增加值增速分别达到9%、8%"
    assert one_figure(question(kind=FIGURE, terms=terms), finding(text)).text == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (["护老", "补贴"], "护老补贴提高至每人每月20元"),
        (["助学", "补贴"], "助学补贴标准提高至每人每月30元"),
    ],
)
def test_the_figures_behind_respectively_are_read_to_their_end_and_what_the_last_item_repeats_is_its_own(
    terms: list[str], expected: str
) -> None:
    text = "护老补贴和助学补贴标准分别提高至每人每月20元、30元。"
    cut = finding(text, "护老补贴和助学补贴标准分别提高至每人每月20元")
    assert one_figure(question(kind=FIGURE, terms=terms), cut).text == expected


def test_a_part_of_a_sentence_that_asks_is_no_answer() -> None:
    text = "某店主注销执照后申请补贴，是否符合条件？主动注销的不符合条件。"
    asking = finding(text, "某店主注销执照后申请补贴", context="某店主注销执照后申请补贴,是否符合条件?")
    telling = finding(text, "主动注销的不符合条件", context="主动注销的不符合条件")
    assert list(answers_only([asking, telling])) == [telling]
    assert list(answers_only([asking])) == [asking]


@pytest.mark.parametrize(
    ("asked_levels", "expected"),
    [
        (("国家级",), "國家級園區稅收不低於20萬元"),
        (("省级",), "省級園區稅收不低於10萬元"),
        (("市级",), None),
        (("国家级", "省级"), None),
        ((), None),
    ],
)
def test_respectively_gives_the_figure_of_the_level_asked_about(
    asked_levels: tuple[str, ...], expected: str | None
) -> None:
    text = "國家級、省級園區稅收分別不低於20萬元、10萬元"
    asked = replace(question(kind=FIGURE, terms=["园区", "税收"]), levels=asked_levels)
    assert one_figure(asked, finding(text)).text == (expected or text)


@pytest.mark.parametrize(
    ("kind", "text", "terms"),
    [
        (OPEN, "工业、服务业占比分别达到23%、17%", ["工业"]),
        (FIGURE, "工业、服务业占比分别达到23%、17%", ["农田"]),
        (FIGURE, "工业、服务业占比分别达到23%、17%、9%", ["工业"]),
        (FIGURE, "工业、服务业占比分别达到23%", ["工业"]),
        (FIGURE, "工业占比达到23%、服务业占比达到17%", ["工业"]),
    ],
)
def test_respectively_is_left_whole_where_one_figure_cannot_be_told(
    kind: AnswerKind, text: str, terms: list[str]
) -> None:
    assert one_figure(question(kind=kind, terms=terms), finding(text)).text == text


PROSE = "𠀀區推進綠色製造。建立綠色評價辦法，每年公布結果，對領先企業給予保障；其餘另定。"


@pytest.mark.parametrize("kind", [OPEN, YES_NO, DEFINITION])
def test_where_words_are_wanted_the_answer_goes_on_to_the_end_of_its_sentence(kind: AnswerKind) -> None:
    longer = lengthened(question(kind=kind), finding(PROSE, "建立綠色評價辦法"))
    assert longer.text == "建立綠色評價辦法，每年公布結果，對領先企業給予保障"


def test_the_answer_goes_on_only_by_whole_parts_within_the_limit() -> None:
    text = "建立评价办法，" + "由市里每年公布结果，" * 20
    longer = lengthened(question(kind=OPEN), finding(text, "建立评价办法")).text
    assert longer.startswith("建立评价办法，")
    assert longer.endswith("由市里每年公布结果")
    assert LONGEST - 10 < len(longer) <= LONGEST


@pytest.mark.parametrize("kind", [FIGURE, LIST, AnswerKind.BODY])
def test_figures_lists_and_bodies_are_not_lengthened(kind: AnswerKind) -> None:
    assert lengthened(question(kind=kind), finding(PROSE, "建立綠色評價辦法")).text == "建立綠色評價辦法"


def test_sides_of_a_comparison_inner_places_and_composed_texts_are_not_lengthened() -> None:
    found = finding(PROSE, "建立綠色評價辦法")
    inner = question(kind=OPEN, terms=[Term("东园", weight=INNER_PLACE_WEIGHT)])
    assert lengthened(replace(question(kind=OPEN), compares=True), found) == found
    assert lengthened(inner, found) == found
    cell = replace(found, shape="")
    assert lengthened(question(kind=OPEN), cell) == cell
    composed = replace(found, text="牵头：市工信局")
    assert lengthened(question(kind=OPEN), composed) == composed


@pytest.mark.parametrize(
    ("levels", "years", "expected"),
    [
        (("国家级",), (), "国家级2024年达标，每年公布"),
        ((), (2024,), "国家级2024年达标，每年公布，省级另定"),
        ((), (), "国家级2024年达标，每年公布，省级另定，2025年复核"),
        (("国家级", "省级"), (), "国家级2024年达标，每年公布，省级另定，2025年复核"),
    ],
)
def test_the_answer_stops_before_what_holds_for_another_level_or_year(
    levels: tuple[str, ...], years: tuple[int, ...], expected: str
) -> None:
    found = finding("国家级2024年达标，每年公布，省级另定，2025年复核。", "国家级2024年达标")
    assert lengthened(replace(question(), levels=levels, years=years), found).text == expected


def test_words_that_stand_twice_are_lengthened_where_they_were_found() -> None:
    text = "建立办法，先行试点。建立办法，全面铺开。"
    second = replace(finding(text, "建立办法"), position=text.rindex("建立办法"))
    assert lengthened(question(kind=OPEN), second).text == "建立办法，全面铺开"


def test_what_a_rule_excepts_is_said_with_it() -> None:
    text = "除特种船舶外，一律免费停靠。"
    assert lengthened(question("停靠要钱吗", YES_NO), finding(text, "一律免费停靠", shape="x")).text == text[:-1]


def test_an_answer_does_not_end_in_a_condition() -> None:
    text = (
        "对排位下滑的码头，限制新增泊位，对整改不力的，特别是长期闲置的码头，"
        "由县里会同有关部门核实情况并听取经营者的说明和申辩之后依法予以关停并收回全部岸线使用权。"
    )
    first = "对排位下滑的码头，限制新增泊位"
    assert lengthened(question("排位下滑怎么处理", OPEN), finding(text, first, shape="x")).text == first
