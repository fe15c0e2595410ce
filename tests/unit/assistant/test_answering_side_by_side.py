"""Questions with several answers: things joined by 和, documents, regions at large and regions alike."""

from __future__ import annotations

import pytest
from answering_samples import answer, check_quotes, hit

from assistant.model import Answer
from vectorstore.model import Hit

CITIES = ("九江市", "宜春市", "新余市", "抚州市", "赣州市", "吉安市", "鹰潭市")
CLAUSE = "国家级开发区亩均税收不低于{}万元，逐年公布结果，排名后三位的约谈负责人。"


def alike(*figures: int) -> list[Hit]:
    return [
        hit(CLAUSE.format(figure), 1.0 - 0.01 * n, f"{city}.txt", region=("江西省", city))
        for n, (figure, city) in enumerate(zip(figures, CITIES, strict=False))
    ]


def asked(question: str, *hits: Hit) -> Answer:
    given = answer(question, *hits)
    check_quotes(given, hits)
    return given


def test_each_of_several_things_gets_its_own_row() -> None:
    given = asked("九江窑炉车间和釉料车间分别要建多少间？", hit("新建窑炉车间12间。新建釉料车间7间。培训工人300人。"))
    assert given.text == "窑炉车间：新建窑炉车间12间[1]；釉料车间：新建釉料车间7间[2]"
    assert [(side.name, side.text, side.citations) for side in given.sides] == [
        ("窑炉车间", "新建窑炉车间12间", (1,)),
        ("釉料车间", "新建釉料车间7间", (2,)),
    ]


def test_things_of_which_one_is_not_told_are_answered_as_one() -> None:
    given = asked("九江窑炉车间和太空舱分别要建多少间？", hit("新建窑炉车间12间。培训工人300人。"))
    assert given.sides == ()


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("九江窑炉车间和釉料车间，哪个更多？", "窑炉车间更多。"),
        ("九江窑炉车间和釉料车间差多少间？", "相差5间（按引文计算）。"),
    ],
)
def test_how_things_compare_is_said_before_their_rows(question: str, first: str) -> None:
    given = asked(question, hit("新建窑炉车间12间。新建釉料车间7间。"))
    assert given.text.startswith(f"{first}窑炉车间：")


def test_documents_named_in_book_marks_speak_each_for_itself() -> None:
    old = hit("优秀窑炉奖励20万元。", 1.0, "旧.txt", "九江市窑炉考核办法")
    new = hit("优秀窑炉奖励30万元。", 0.9, "新.txt", "九江市窑炉激励细则")
    given = asked("《窑炉考核办法》和《窑炉激励细则》里优秀窑炉奖励多少？", old, new)
    assert [(side.name, side.text) for side in given.sides] == [
        ("《窑炉考核办法》", "优秀窑炉奖励20万元"),
        ("《窑炉激励细则》", "优秀窑炉奖励30万元"),
    ]
    assert [citation.doc for citation in given.citations] == ["旧.txt", "新.txt"]


def test_a_document_that_is_not_there_is_silent_and_no_other_speaks_for_it() -> None:
    given = asked(
        "《窑炉考核办法》和《釉料办法》里优秀窑炉奖励多少？", hit("优秀窑炉奖励20万元。", title="窑炉考核办法")
    )
    assert given.text.endswith("；《釉料办法》：该文件未规定")


def test_nearly_identical_clauses_of_regions_are_all_told_where_the_question_names_none() -> None:
    given = asked("国家级开发区亩均税收要求是多少？", *alike(20, 25, 15))
    assert given.text == (
        "九江市：国家级开发区亩均税收不低于20万元[1]；宜春市：国家级开发区亩均税收不低于25万元[2]"
        "；新余市：国家级开发区亩均税收不低于15万元[3]"
    )
    assert asked("九江国家级开发区亩均税收要求是多少？", *alike(20, 25, 15)[:1]).sides == ()


def test_of_too_many_regions_alike_one_answers() -> None:
    given = asked("国家级开发区亩均税收要求是多少？", *alike(20, 25, 15, 18, 22, 21, 19))
    assert (given.sides, len(given.citations)) == ((), 1)


SILENT = hit("开发区节约用地，盘活厂房。", 0.9, "赣州.txt", region=("江西省", "赣州市"))


def test_regions_at_large_are_those_whose_documents_are_on_it() -> None:
    every = asked("各地对亩均税收怎么要求？", *alike(20, 25), SILENT)
    which = asked("哪几个城市提出了亩均税收要求？", *alike(20, 25), SILENT)
    assert every.text.startswith("九江市：国家级开发区亩均税收不低于20万元")
    assert which.text == "九江市[1]、宜春市[2]"
    assert [side.name for side in every.sides] == [side.name for side in which.sides] == ["九江市", "宜春市"]


def test_which_cities_is_answered_in_english_too() -> None:
    assert asked("Which cities set a tax per mu?", *alike(20, 25), SILENT).text == "Jiujiang[1], Yichun[2]"


def test_a_place_without_documents_is_named_and_nothing_is_compared_with_it() -> None:
    rule = alike(20)
    given = asked("九江和宜春的亩均税收谁更高？", *rule)
    assert given.text.endswith("宜春：该文件未规定")
    assert "更高。" not in given.text


def test_a_side_does_not_speak_with_the_clause_of_its_fellow() -> None:
    text = "对一般违规窑炉，处理信息最短公示三个月，最长一年。对严重违规窑炉，处理信息最短公示一年，最长三年。"
    given = asked("一般违规窑炉和严重违规窑炉的处理信息，最短分别公示多久？", hit(text))
    assert [(side.name, side.text) for side in given.sides] == [
        ("一般违规窑炉", "对一般违规窑炉，处理信息最短公示三个月"),
        ("严重违规窑炉", "对严重违规窑炉，处理信息最短公示一年"),
    ]


def test_a_clause_that_shares_a_common_word_alone_does_not_speak_for_a_place() -> None:
    here = hit("窑工失业金标准为每月2250元。", 1.0, "宜春.txt", region=("江西省", "宜春市"))
    there = hit("各部门每月前5个工作日报送目录。", 0.6, "九江.txt", region=("江西省", "九江市"))
    given = answer("宜春和九江的窑工失业金每月各是多少？", here, there)
    assert [(side.name, side.text) for side in given.sides] == [("宜春", "窑工失业金标准为每月2250元"), ("九江", "")]
