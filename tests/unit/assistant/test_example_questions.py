"""Example questions: drawn from clauses with one clear figure, and kept only where the answer gives it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from library_fakes import FakeLibrary, cite

from assistant.examples import MOST, example_questions
from assistant.model import Answer

YICHUN = ("江西省", "宜春市")


def reader_of(library: FakeLibrary, asked: list[str] | None = None) -> Callable[[str], Answer]:
    """Answers with every passage of the documents of the region that the question begins with."""

    def ask(question: str) -> Answer:
        if asked is not None:
            asked.append(question)
        passages = [
            passage
            for record in library.documents()
            for passage in library.passages_of(record.id)
            if question.startswith(record.region[-1])
        ]
        return Answer(question, "".join(p.text for p in passages), not passages, "", tuple(cite(p) for p in passages))

    return ask


def drawn(*texts: str, heading: str = "", region: tuple[str, ...] = YICHUN) -> list[str]:
    library = FakeLibrary().add("宜春.txt", region, *texts, heading=heading)
    return example_questions(library, reader_of(library))


@pytest.mark.parametrize(
    ("clause", "question"),
    [
        ("国家级开发区的亩均税收不低于8万元。", "宜春市国家级开发区亩均税收要求是多少？"),
        ("国家级开发区亩均税收须达到８万元以上。", "宜春市国家级开发区亩均税收要求是多少？"),
        ("國家級開發區的畝均稅收不低於8萬元。", "宜春市国家级开发区亩均税收要求是多少？"),
        ("3.土地开发利用率：62%以上。", "宜春市土地开发利用率要求是多少？"),
        ("（三）节水。污水集中处理率要做到100%。", "宜春市污水集中处理率要求是多少？"),
        ("到2027年，全市高新技术产业占比达到45%。", "宜春市2027年高新技术产业占比目标是多少？"),
        ("“十四五”末，省级以上研发机构数量要到30个。", "宜春市“十四五”末省级以上研发机构数量目标是多少？"),
        ("到2027年，规模以上工业企业达到900家。", "宜春市2027年规模以上工业企业数量目标是多少？"),
        ("三年后全社会研发经费投入占比要到3.5%以上。", "宜春市全社会研发经费投入占比要求是多少？"),
    ],
)
def test_a_clause_with_one_clear_figure_gives_a_question_that_reads_naturally(clause: str, question: str) -> None:
    assert drawn(clause) == [question]


def test_the_year_may_stand_in_the_heading() -> None:
    assert drawn("土地开发利用率：62%以上。", heading="二、2026年目标") == ["宜春市2026年土地开发利用率目标是多少？"]


@pytest.mark.parametrize(
    "clause",
    [
        "陶瓷产业产值和锂电产业产值都达到30亿元。",
        "亩均税收由8万元提高到9万元。",
        "工业投资增长率较上年提高3个百分点。",
        "每年工业固定资产投资达到20亿元。",
        "该园区固定资产投资达到20亿元。",
        "产值达到3亿元。",
        "一般固体废物不得堆放3天以上。",
        "于2024年9月26日印发施行。",
        "加快陶瓷园区建设。",
        "市级以上研发机构达到30家。",
        "",
    ],
)
def test_a_clause_of_several_things_of_changes_or_of_no_clear_thing_gives_none(clause: str) -> None:
    assert drawn(clause) == []


def test_a_question_that_two_figures_answer_is_none() -> None:
    assert drawn("亩均工业产值达到80万元。", "亩均工业产值达到90万元。") == []


def test_documents_without_a_region_give_none() -> None:
    assert drawn("亩均工业产值达到80万元。", region=()) == []


def test_levels_come_first_and_counts_last() -> None:
    clauses = ("高新技术企业达到90家。", "土地开发利用率达到62%。", "省级开发区亩均税收不低于5万元。")
    assert drawn(*clauses) == [
        "宜春市省级开发区亩均税收要求是多少？",
        "宜春市土地开发利用率要求是多少？",
        "宜春市高新技术企业数量要求是多少？",
    ]


def test_each_document_gives_one_before_any_gives_a_second() -> None:
    library = FakeLibrary()
    for name in ("新余", "萍乡", "鹰潭", "抚州"):
        library.add(f"{name}.txt", ("江西省", f"{name}市"), "土地开发利用率达到62%。", "高新技术企业达到90家。")
    questions = example_questions(library, reader_of(library))
    assert [question[:2] for question in questions] == ["新余", "萍乡", "鹰潭", "抚州", "新余", "萍乡"]
    assert len(questions) == MOST == len(set(questions))


def test_no_more_is_asked_than_it_takes() -> None:
    library, asked = FakeLibrary(), []
    for name in ("新余", "萍乡", "鹰潭"):
        library.add(f"{name}.txt", ("江西省", f"{name}市"), "土地开发利用率达到62%。", "高新技术企业达到90家。")
    assert len(example_questions(library, reader_of(library, asked), most=2)) == 2
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("text", "refused", "doc"),
    [
        ("土地开发利用率达到62%", True, "宜春.txt"),
        ("土地开发利用率达到620%", False, "宜春.txt"),
        ("高新技术企业达到90家", False, "宜春.txt"),
        ("土地开发利用率达到62%", False, "别的.txt"),
    ],
    ids=["refused", "another figure", "another matter", "another document"],
)
def test_a_question_that_is_not_answered_with_its_figure_is_left_out(text: str, refused: bool, doc: str) -> None:
    library = FakeLibrary().add("宜春.txt", YICHUN, "土地开发利用率达到62%。").add("别的.txt", (), "别的。")
    source = next(p for record in library.documents() if record.source == doc for p in library.passages_of(record.id))
    assert example_questions(library, lambda question: Answer(question, text, refused, "", (cite(source),))) == []
