"""Which words of a question were understood as what."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.model import Aspect, Period, Question, Reading, Turn, Wanted
from assistant.understanding.reader import QuestionReader
from assistant.understanding.readings import Wording
from assistant.understanding.spans import Found
from ingest.regions.gazetteer import Gazetteer


def read(text: str, *earlier: str) -> Question:
    return QuestionReader(Gazetteer.load()).read(text, [Turn(question) for question in earlier])


def said(question: Question) -> set[tuple[str, str, str]]:
    return {(str(reading.aspect), reading.words, reading.value) for reading in question.readings}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "宜春国家级开发区到2024年亩均税收最低多少（不是新区）",
            {
                ("region", "宜春", "江西省宜春市"),
                ("level", "国家级", "国家级"),
                ("year", "2024年", "2024"),
                ("indicator", "亩均税收", "亩均税收"),
                ("superlative", "最低", "最低"),
                ("excluded", "不是新区", "新区"),
                ("wanted", "多少", "figure"),
            },
        ),
        (
            "宜春經開「十四五」末規上企業數量要到幾家",
            {
                ("region", "宜春經開", "江西省宜春市宜春经济技术开发区"),
                ("period", "「十四五」末", "2025"),
                ("indicator", "規上企業數量", "规上企业数量"),
                ("wanted", "幾家", "figure"),
                ("unit", "幾家", "家"),
            },
        ),
        (
            "标准厂房第一批几年内建成",
            {("ordinal", "第一批", "第一批"), ("wanted", "几年", "time"), ("unit", "几年", "年")},
        ),
        ("陶瓷产业由谁牵头", {("topic", "陶瓷", "陶瓷"), ("wanted", "谁", "body")}),
        (
            "省级以上研发平台是10家吗",
            {("level", "省级以上", "省级以上"), ("stated", "10家", "10家"), ("wanted", "吗", "yes_no")},
        ),
        ("新余和萍乡对废水分别怎么规定", {("wanted", "分别", "comparison"), ("region", "新余", "江西省新余市")}),
        ("园区方案的文号是什么", {("wanted", "文号", "document_number")}),
        ("鼓楼区有几家", {("wanted", "几家", "figure")}),
    ],
)
def test_each_constraint_comes_with_the_words_that_state_it(question: str, expected: set[tuple[str, str, str]]) -> None:
    assert expected - said(read(question)) == set()


@pytest.mark.parametrize(
    "question",
    [
        "宜春國家級開發區２０２４年畝均稅收要到多少？",
        "除宜春外，新余、萍乡2021-2023年固定资产投资增速分别是多少",
        "  浔开发区三年内至少建几万平方米厂房 ",
        "What is the target of tax per mu for national zones in Hefei in 2023?",
    ],
)
def test_the_words_of_a_reading_stand_where_it_says(question: str) -> None:
    understood = read(question)
    assert understood.readings
    assert all(understood.text[r.start : r.end] == r.words for r in understood.readings)
    assert [r.start for r in understood.readings] == sorted(r.start for r in understood.readings)


def test_a_name_of_several_regions_is_read_as_all_of_them() -> None:
    (region,) = [r for r in read("鼓楼区有几家").readings if r.aspect is Aspect.REGION]
    assert region.value.count(" 或 ") == len(read("鼓楼区有几家").places[0].paths) - 1 > 0


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("亩均税收多少", (Wanted.FIGURE,)),
        ("审批几个工作日办完", (Wanted.TIME,)),
        ("过渡期几年", (Wanted.TIME,)),
        ("方案的文号是多少", (Wanted.DOCUMENT_NUMBER,)),
        ("两地分别由谁牵头", (Wanted.BODY, Wanted.COMPARISON)),
        ("主导产业有哪些", (Wanted.LIST,)),
        ("什么是标准地", (Wanted.DEFINITION,)),
        ("能不能转让", (Wanted.YES_NO,)),
        ("怎么申请", (Wanted.PROCEDURE,)),
        ("办理流程是什么", (Wanted.PROCEDURE,)),
        ("申请要符合什么条件", (Wanted.CONDITION,)),
        ("哪些企业可以申请补贴", (Wanted.CONDITION,)),
        ("为什么要设立专班", (Wanted.REASON,)),
        ("园区怎么规划", (Wanted.OPEN,)),
    ],
)
def test_what_is_wanted_is_finer_than_the_kind_of_answer(question: str, wanted: tuple[Wanted, ...]) -> None:
    assert read(question).wanted == wanted


@pytest.mark.parametrize(
    ("question", "indicators"),
    [
        ("宜春两化融合发展水平指数要到多少", ("两化融合发展水平指数",)),
        ("高新技术企业数量目标", ("高新技术企业数量",)),
        ("开发区“十四五”末GDP目标", ("gdp",)),
        ("工业固体废物综合利用率", ("工业固体废物综合利用率",)),
        ("陶瓷产业怎么发展", ()),
    ],
)
def test_an_indicator_is_the_whole_phrase_that_names_a_measure(question: str, indicators: tuple[str, ...]) -> None:
    assert read(question).indicators == indicators


def test_a_run_of_years_is_a_period_and_a_relative_one_needs_the_day() -> None:
    assert read("2018-2020年的目标").periods == (Period(2018, 2020),)
    assert read("今年的目标").periods == ()
    dated = QuestionReader(Gazetteer.load(), today=date(2024, 3, 1)).read("今年的目标")
    assert dated.periods == (Period(2024, 2024),)


def test_what_a_follow_up_takes_over_has_no_place_in_it() -> None:
    question = read("由谁负责？", "宜春2024年标准厂房建设的要求是什么？")
    carried = {(r.aspect, r.value) for r in question.readings if r.start == r.end}
    assert {(Aspect.REGION, "江西省宜春市"), (Aspect.YEAR, "2024"), (Aspect.TOPIC, "标准厂房")} <= carried
    assert all(question.text[r.start : r.end] == r.words for r in question.readings if r.start < r.end)
    assert question.periods == (Period(2024, 2024),)


def test_a_swap_is_read_in_the_follow_up_and_the_rest_in_the_question_before() -> None:
    question = read("那萍乡呢？", "宜春2024年亩均税收是多少？")
    places = {r.words: (r.start, r.end) for r in question.readings}
    assert places["萍乡"] == (1, 3)
    assert places["2024年"] == (0, 0)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Found("x", 0, 2), "xian"),
        (Found("x", 2, 4), "税受"),
        (Found("x", 3, 6), "税受 多"),
        (Found("x", 5, 7), "多少"),
        (Found("x", 1, 3), "xian税受"),
        (Found("x", 4, 5), " "),
    ],
)
def test_offsets_lead_back_over_corrections_that_change_the_length(found: Found, words: str) -> None:
    edits = (Reading(Aspect.CORRECTION, "xian", 0, 4, "西安"), Reading(Aspect.CORRECTION, "税受", 4, 6, "税收"))
    reading = Wording("xian税受 多少", "西安税收 多少", edits).reading(Aspect.TOPIC, found)
    assert (reading.words if reading else " ") == words


def test_a_translation_after_a_correction_keeps_the_places_of_both() -> None:
    first = Wording(
        "税受 per-mu tax 要球", "税收 per-mu tax 要求", (_edit("税受", 0, "税收"), _edit("要球", 14, "要求"))
    )
    second = Wording(first.read, "税收亩均税收要求", (_edit(" per-mu tax ", 2, "亩均税收"),))
    both = first.then(second)
    assert [(edit.words, both.text[edit.start : edit.end], edit.value) for edit in both.edits] == [
        ("税受", "税受", "税收"),
        (" per-mu tax ", " per-mu tax ", "亩均税收"),
        ("要球", "要球", "要求"),
    ]
    reading = both.reading(Aspect.TOPIC, Found("x", 6, 8))
    assert reading
    assert reading.words == "要球"


def _edit(words: str, start: int, value: str) -> Reading:
    return Reading(Aspect.CORRECTION, words, start, start + len(words), value)


def test_one_reader_reads_on_any_day() -> None:
    reader = QuestionReader(Gazetteer.load())
    assert reader.on(date(2024, 3, 1)).read("今年的目标").periods == (Period(2024, 2024),)
    assert reader.on(date(2025, 3, 1)).read("今年的目标").periods == (Period(2025, 2025),)
    assert reader.read("今年的目标").periods == ()
