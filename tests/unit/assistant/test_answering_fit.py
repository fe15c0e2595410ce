from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import question

from assistant.answering.fit import (
    amounts,
    condition_fit,
    figure_fit,
    heading_fit,
    holds,
    kind_fit,
    level_fit,
    saying_fit,
    stated_fit,
    unit_fits,
    year_fit,
)
from assistant.model import AnswerKind
from assistant.understanding.kinds import DOCUMENT_NUMBER, TIME
from ingest.figures.quantities import find_quantities
from ingest.normalize import fold

FIGURE, LIST, DEFINITION, OPEN = AnswerKind.FIGURE, AnswerKind.LIST, AnswerKind.DEFINITION, AnswerKind.OPEN


def sign(value: float) -> int:
    return (value > 0) - (value < 0)


@pytest.mark.parametrize(
    ("asked", "text", "before", "expected"),
    [
        (("国家级",), "国家级园区20万元", "", 1),
        (("国家级",), "省级园区10万元", "", -1),
        (("国家级",), "国家级、省级园区均为20万元", "", -1),
        (("国家级", "省级"), "国家级、省级园区均为20万元", "", 1),
        (("国家级",), "不低于20万元", "对国家级园区,", 1),
        (("国家级",), "不低于20万元", "国家级另定,对省级园区,", -1),
        (("省级",), "不低于20万元", "国家级另定,对省级园区,", 1),
        (("国家级",), "不低于20万元", "", 0),
        ((), "省级园区10万元", "国家级", 0),
    ],
)
def test_a_window_fits_the_level_that_it_names_else_the_one_last_named_before_it(
    asked: tuple[str, ...], text: str, before: str, expected: int
) -> None:
    assert sign(level_fit(asked, text, before)) == expected


@pytest.mark.parametrize(
    ("asked", "text", "before", "sentence", "expected"),
    [
        ((2024,), "2024年达到5亿元", "", "", 1),
        ((2024,), "2025年达到5亿元", "2024年", "2024年", -1),
        ((2024,), "达到5亿元", "2025年,", "2024年", -1),
        ((2024,), "达到5亿元", "", "达到5亿元(2024年)", 1),
        ((2023,), "“十四五”期间达到5亿元", "", "", 1),
        ((2024,), "达到5亿元", "", "达到5亿元", 0),
        ((), "2025年达到5亿元", "", "", 0),
    ],
)
def test_the_nearest_year_named_decides(
    asked: tuple[int, ...], text: str, before: str, sentence: str, expected: int
) -> None:
    assert sign(year_fit(asked, text, before, sentence)) == expected


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("总投资50亿元", "50亿", True),
        ("总投资50亿", "50亿元", True),
        ("总投资５０億元", "50亿", True),
        ("总投资5亿元", "50亿", False),
        ("增长12%", "12%", True),
        ("增长1.2%", "12%", False),
        ("共12家", "12%", False),
        ("无数字", "12%", False),
    ],
)
def test_a_text_holds_a_figure_where_number_and_unit_agree(text: str, figure: str, expected: bool) -> None:
    assert holds(text, figure) is expected
    assert sign(stated_fit((figure,), text)) == int(expected)


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("亿", "50亿元", True),
        ("家", "20户", True),
        ("天", "5个工作日", True),
        ("个月", "3个月", True),
        ("%", "百分之六十", True),
        ("%", "20万元", False),
        ("元", "20万元", True),
        ("人民币", "20亿元", True),
        ("人民币", "20亿美元", False),
        ("家", "20亩", False),
        (TIME, "5个工作日", True),
        (TIME, "3年", True),
        (TIME, "20家", False),
    ],
)
def test_a_figure_fits_the_unit_asked_for_in_any_of_its_usual_forms(asked: str, text: str, expected: bool) -> None:
    (quantity,) = find_quantities(text)
    assert unit_fits(asked, quantity) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("到2025年引进20家", ["20"]), ("建设一批、引进一家", []), ("每年评估一次", ["一"]), ("无", [])],
)
def test_years_and_the_article_one_are_no_amounts(text: str, expected: list[str]) -> None:
    assert [quantity.number for quantity in amounts(find_quantities(text))] == expected


def test_figures_rank_right_unit_then_any_then_none() -> None:
    right, other, none = (figure_fit(("家",), find_quantities(text)) for text in ("20家", "20亩", "若干"))
    unasked = figure_fit((), find_quantities("20亩"))
    assert right > unasked > other > none


@pytest.mark.parametrize("more", ["20家、30家", "20家、30亩", "20家、30家、40家"])
def test_one_figure_fits_better_than_several(more: str) -> None:
    assert figure_fit(("家",), find_quantities("20家")) > figure_fit(("家",), find_quantities(more))


def test_a_figure_of_the_same_unit_blurs_the_answer_more_than_another() -> None:
    alike, other = (figure_fit(("家",), find_quantities(text)) for text in ("20家、30家", "20家、30亩"))
    assert alike < other


def test_how_often_answers_when() -> None:
    """'每半年通报' has no figure and does say how often."""
    assert figure_fit((TIME,), (), often=True) > 0
    assert figure_fit(("家",), (), often=True) < 0


@pytest.mark.parametrize(
    ("kind", "asked", "better", "worse"),
    [
        (FIGURE, "亩均税收多少?", "不低于20万元", "稳步提高"),
        (OPEN, "产出有什么要求?", "达到12亿元", "稳步提高"),
        (LIST, "重点产业有哪些?", "包括食品、纺织、物流", "发展食品"),
        (LIST, "重点产业有哪些?", "食品、纺织、物流", "食品、纺织"),
        (DEFINITION, "什么是飞地园区?", "飞地园区是指两地共建的园区", "建设飞地园区"),
    ],
)
def test_a_window_fits_that_has_what_the_kind_of_answer_needs(
    kind: AnswerKind, asked: str, better: str, worse: str
) -> None:
    good, bad = (
        kind_fit(kind, question(asked, kind), text, find_quantities(text), whole=False) for text in (better, worse)
    )
    assert good > bad


def test_a_definition_is_best_whole() -> None:
    asked = question("什么是飞地园区?", DEFINITION)
    whole, part = (
        kind_fit(DEFINITION, asked, "飞地园区是指共建的园区", find_quantities("飞地园区是指共建的园区"), whole=whole)
        for whole in (True, False)
    )
    assert whole > part


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("九府发〔2024〕8号", 1),
        (fold("九府發〔２０２４〕８號"), 1),
        ("市政府令第8号", 1),
        ("依据《管理办法》(九府发〔2020〕1号)", 0),
        ("印发实施方案", -1),
    ],
)
def test_the_number_asked_for_is_the_documents_own_and_not_of_one_that_it_cites(text: str, expected: int) -> None:
    asked = replace(question("文号是多少?", FIGURE), units=(DOCUMENT_NUMBER,))
    assert sign(kind_fit(FIGURE, asked, text, find_quantities(text), whole=False)) == expected


@pytest.mark.parametrize("words", ["什么时候开始施行?", "When do the rules come into force?"])
def test_asked_since_when_the_clause_on_coming_into_force_fits_best(words: str) -> None:
    asked = replace(question(words, FIGURE), units=(TIME,))
    force, report = (
        kind_fit(FIGURE, asked, text, find_quantities(text), whole=False)
        for text in ("自2024年5月1日起施行", "于2024年5月1日前报送")
    )
    assert force > report


@pytest.mark.parametrize(
    ("title", "sentence", "window", "kind", "expected"),
    [
        ("园区招商办法", "园区招商办法", "园区招商办法", OPEN, -1),
        ("园区招商办法", "(三)招商奖励", "(三)招商奖励", OPEN, -1),
        ("园区招商办法", "(三)招商奖励", "招商奖励", OPEN, -1),
        ("园区招商办法", "引进项目给予奖励", "引进项目给予奖励", OPEN, 0),
        ("", "引进项目给予奖励", "引进项目给予奖励", OPEN, 0),
    ],
)
def test_titles_and_headings_are_poor_answers(
    title: str, sentence: str, window: str, kind: AnswerKind, expected: int
) -> None:
    assert sign(heading_fit(title, sentence, window, kind)) == expected


def test_a_heading_never_defines_what_it_names() -> None:
    asked = ("", "4.“双百工程”", "4.“双百工程”")
    assert heading_fit(*asked, DEFINITION) < heading_fit(*asked, OPEN) < 0


@pytest.mark.parametrize(("window", "expected"), [("对考核优秀的园区", -1), ("对考核优秀的园区,给予奖励", 0)])
def test_a_condition_without_what_holds_is_a_poor_answer(window: str, expected: int) -> None:
    assert sign(condition_fit(window)) == expected


def test_how_long_something_lasts_is_told_by_its_term_and_not_by_a_deadline() -> None:
    term, deadline = "租赁合同期限为5年", "1个月内办完租赁合同续签"

    def fit(text: str, asked: str) -> float:
        wanted = replace(question(asked, FIGURE), units=(TIME,))
        return kind_fit(FIGURE, wanted, text, find_quantities(text), whole=False)

    assert fit(term, "合同能签多久") > fit(deadline, "合同能签多久")
    assert fit(term, "要多久内办完") == fit(deadline, "要多久内办完")


def test_a_named_mode_answers_what_mode_there_is() -> None:
    named, other = "推行“甲方+公司”运营管理模式", "推进公司市场化运营"
    asked = question("运营模式是什么", OPEN)
    assert kind_fit(OPEN, asked, named, (), whole=True) > kind_fit(OPEN, asked, other, (), whole=True)
    assert kind_fit(OPEN, question("运营有何要求"), named, (), whole=True) == 0


@pytest.mark.parametrize(
    ("asked", "says", "says_not"),
    [
        ("补贴每月几号发", "每月25日前发放", "每月发放20元"),
        ("报名是哪几天", "于3月5日至8日报名", "报名满3天"),
        ("证书一般管几年", "有效期原则上为三年", "特殊情形不足三年的"),
        ("去哪里递申请", "到政务大厅窗口办理", "以家庭为单位申请"),
        ("最长公示多久", "最长为一年", "最短为三个月"),
    ],
)
def test_a_window_fits_that_puts_a_date_a_place_or_a_term_as_clauses_do(asked: str, says: str, says_not: str) -> None:
    assert saying_fit(asked, says) > saying_fit(asked, says_not)


def test_how_often_is_no_answer_to_what_day() -> None:
    fits = [
        kind_fit(
            FIGURE,
            replace(question(text, kind=FIGURE), units=(TIME,)),
            "每月发放20元",
            find_quantities("每月发放20元"),
            True,
        )
        for text in ("补贴多久发一次", "补贴每月几号发")
    ]
    assert fits[0] > fits[1]


@pytest.mark.parametrize(
    ("text", "laid_down"), [("本办法所称店主,是指经营者", True), ("本办法所称年轻店主,是指经营者", False)]
)
def test_a_definition_is_of_the_very_word_asked_about(text: str, laid_down: bool) -> None:
    asked = question("店主指谁", kind=DEFINITION, terms=["店主"])
    plain = kind_fit(DEFINITION, asked, "店主即经营者", (), True)
    assert (kind_fit(DEFINITION, asked, text, (), True) > plain) is laid_down
