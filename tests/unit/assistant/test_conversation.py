"""What a follow-up takes over from the question before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.conversation import CARRIED_WEIGHT, merge
from assistant.model import AnswerKind, Language, Period, Place, Question, Term, Wanted

YICHUN = Place("宜春", (("江西省", "宜春市"),))
XINYU = Place("新余", (("江西省", "新余市"),))
KILN = Question(
    text="宜春国家级园区2023年第一批陶瓷产能要多少万吨？",
    language=Language.SIMPLIFIED,
    kind=AnswerKind.FIGURE,
    search_text="宜春国家级园区2023年第一批陶瓷产能要多少万吨?",
    terms=(Term("宜春", weight=0.5, place=True), Term("陶瓷"), Term("产能")),
    places=(YICHUN,),
    levels=("国家级",),
    years=(2023,),
    ordinal="第一批",
    units=("万吨",),
    expansions=(("瓷器", 0.4),),
)


def asked(text: str, *terms: str, kind: AnswerKind = AnswerKind.OPEN, **more: object) -> Question:
    made = Question(text, Language.SIMPLIFIED, kind, text, tuple(Term(term) for term in terms))
    for name, value in more.items():
        object.__setattr__(made, name, value)
    return made


def test_a_question_that_stands_for_itself_takes_over_the_region_alone() -> None:
    whole = merge(asked("污水管网和垃圾站怎么建", "污水管网", "垃圾站"), KILN)
    assert (whole.places, whole.carried) == ((YICHUN,), ("宜春",))
    assert (whole.levels, whole.years, whole.ordinal, whole.units) == ((), (), "", ())
    assert [term.text for term in whole.terms] == ["污水管网", "垃圾站"]
    assert whole.search_text == "污水管网和垃圾站怎么建 宜春"


def test_a_question_with_a_region_of_its_own_takes_over_none() -> None:
    whole = merge(asked("新余的污水管网和垃圾站怎么建", "污水管网", "垃圾站", places=(XINYU,)), KILN)
    assert (whole.places, whole.carried) == ((XINYU,), ())
    assert whole.search_text == "新余的污水管网和垃圾站怎么建"


def test_a_question_that_names_too_little_takes_over_the_rest() -> None:
    whole = merge(asked("有期限吗"), KILN)
    assert (whole.places, whole.levels, whole.years, whole.ordinal) == ((YICHUN,), ("国家级",), (2023,), "第一批")
    assert whole.carried == ("宜春", "陶瓷", "产能", "国家级", "2023")
    assert whole.search_text == "有期限吗 宜春 陶瓷 产能 国家级 2023"
    assert whole.expansions == (("瓷器", 0.4 * CARRIED_WEIGHT),)


def test_who_answers_for_a_matter_is_asked_at_every_level() -> None:
    whole = merge(asked("由谁负责", kind=AnswerKind.BODY), KILN)
    assert (whole.levels, whole.years) == ((), (2023,))


def test_what_is_taken_over_weighs_less_than_what_is_named() -> None:
    whole = merge(asked("那釉料呢", "釉料"), KILN)
    assert {term.text: term.weight for term in whole.terms} == {
        "釉料": 1.0,
        "宜春": 0.5 * CARRIED_WEIGHT,
        "陶瓷": CARRIED_WEIGHT,
        "产能": CARRIED_WEIGHT,
    }


def test_what_is_named_again_is_not_taken_over_twice() -> None:
    whole = merge(asked("陶瓷2024年呢", "陶瓷", years=(2024,), levels=("省级",)), KILN)
    assert [term.text for term in whole.terms].count("陶瓷") == 1
    assert whole.years == (2024,)
    assert whole.levels == ("省级",)
    assert not {"陶瓷", "2023", "国家级"} & set(whole.carried)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("那釉料呢", AnswerKind.OPEN, AnswerKind.FIGURE),
        ("还有釉料", AnswerKind.OPEN, AnswerKind.FIGURE),
        ("what about glaze", AnswerKind.OPEN, AnswerKind.FIGURE),
        ("釉料由谁管呢", AnswerKind.BODY, AnswerKind.BODY),
        ("釉料怎么处理", AnswerKind.OPEN, AnswerKind.OPEN),
    ],
)
def test_an_elliptical_follow_up_asks_for_what_was_asked_for(text: str, kind: AnswerKind, expected: AnswerKind) -> None:
    assert merge(asked(text, "釉料", kind=kind), KILN).kind is expected


def test_what_is_wanted_is_taken_over_with_the_kind() -> None:
    before = asked("宜春的产能几年翻番", "产能", kind=AnswerKind.FIGURE, wanted=(Wanted.TIME,))
    assert merge(asked("那釉料呢", "釉料"), before).wanted == (Wanted.TIME,)
    assert merge(asked("釉料怎么处理", "釉料"), before).wanted == (Wanted.OPEN,)


def test_a_period_of_its_own_stands_in_for_the_year_before() -> None:
    whole = merge(asked("“十四五”末呢", periods=(Period(2025, 2025),)), KILN)
    assert (whole.years, whole.periods) == ((), (Period(2025, 2025),))


@pytest.mark.parametrize("text", ["釉料产能目标呢？", "釉料产能目标呢", "那釉料产能目标呢？"])
def test_an_ellipsis_is_seen_whatever_its_question_mark_and_asks_as_its_own_words_do(text: str) -> None:
    before = replace(KILN, kind=AnswerKind.BODY, wanted=(Wanted.BODY,))
    whole = merge(asked(text, "釉料"), before)
    assert whole.kind is AnswerKind.FIGURE
    assert "陶瓷" in whole.carried


def test_bodies_are_asked_of_what_was_said_before_and_not_of_the_words_for_their_role() -> None:
    before = replace(KILN, terms=(*KILN.terms, Term("目标值")))
    whole = merge(asked("which bodies support this work", "支持", kind=AnswerKind.BODY), before)
    assert [term.text for term in whole.terms] == ["宜春", "陶瓷", "产能"]
    assert whole.refers_back


def test_words_that_only_point_back_are_no_terms() -> None:
    whole = merge(asked("上面说的从哪年开始", "上面", "开始"), KILN)
    assert "上面" not in [term.text for term in whole.terms]
    assert whole.refers_back


def test_another_repeat_takes_the_place_of_the_one_before() -> None:
    before = replace(KILN, terms=(*KILN.terms, Term("第一批")))
    assert "第一批" not in merge(asked("第二批呢", "第二批", ordinal="第二批"), before).carried


def test_a_new_topic_drops_the_level_and_the_unit_of_the_one_before() -> None:
    whole = merge(asked("那釉料呢", "釉料"), KILN)
    assert (whole.levels, whole.units) == ((), ())
    assert merge(asked("那呢"), KILN).units == ("万吨",)
    assert merge(asked("那呢", units=("家",)), KILN).units == ("家",)


def test_a_name_that_ends_alike_replaces_the_one_before() -> None:
    before = asked("东湖组团建什么", "东湖组团", "管廊")
    whole = merge(asked("那西湖组团呢", "西湖组团"), before)
    assert [term.text for term in whole.terms] == ["西湖组团", "管廊"]


def test_a_region_named_anew_replaces_the_term_of_the_old_one() -> None:
    own = asked("新余呢", places=(XINYU,), terms=(Term("新余", place=True),))
    assert [term.text for term in merge(own, KILN).terms] == ["新余", "陶瓷", "产能"]


@pytest.mark.parametrize(
    ("text", "kind", "refers"),
    [
        ("这项由谁出资支持建设", AnswerKind.OPEN, True),
        ("上述办法怎样落实", AnswerKind.OPEN, True),
        ("how is it paid", AnswerKind.OPEN, True),
        ("由谁牵头", AnswerKind.BODY, True),
        ("污水管网怎么建", AnswerKind.OPEN, False),
        ("which committee sits", AnswerKind.LIST, False),
    ],
)
def test_a_question_for_bodies_or_with_a_pronoun_points_at_what_was_just_answered(
    text: str, kind: AnswerKind, refers: bool
) -> None:
    assert merge(asked(text, "污水", "管网", kind=kind), KILN).refers_back is refers
