from __future__ import annotations

from dataclasses import replace

import pytest
from answering_samples import frequency_in, hit, question, read

from assistant.answering.candidates import MAX_SIDE, CandidatePool, heading_text
from assistant.answering.findings import Finding
from assistant.model import AnswerKind, Question
from ingest.normalize import fold
from vectorstore.model import Hit

FIGURE, LIST, OPEN, DEFINITION = AnswerKind.FIGURE, AnswerKind.LIST, AnswerKind.OPEN, AnswerKind.DEFINITION
OTHERS = (
    hit("（五）节约用地。各园区盘活闲置土地300亩。", 0.5),
    hit("每季度通报一次进展。", 0.4),
    hit("鼓励园区合作共建，支持企业上市。", 0.4),
)


def findings(asked: Question, *hits: Hit) -> list[Finding]:
    shown = (*hits, *OTHERS)
    return CandidatePool(asked, shown, frequency_in(shown)).findings(asked.kind)


def best(asked: Question, *hits: Hit) -> str:
    return findings(asked, *hits)[0].text


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        (
            question(kind=FIGURE, terms=["亩均税收"]),
            "（二）畝均稅收。產出不低於９０萬元，畝均稅收不低於２０萬元。",
            "畝均稅收不低於２０萬元",
        ),
        (question(kind=FIGURE, terms=["研发投入"]), "产出达到12亿元、研发投入3.2%、利润8亿元。", "研发投入3.2%"),
        (
            question(kind=FIGURE, terms=["规模以上", "企业"]),
            "全区共有企业60户（规模以上企业21户）。",
            "规模以上企业21户",
        ),
        (
            question(kind=FIGURE, terms=["双百工程", "入库项目"]),
            "4.“双百工程”\n入库项目90个。\n5.“其余工程”\n入库项目30个。",
            "入库项目90个",
        ),
        (
            replace(question(kind=FIGURE, terms=["税收"]), levels=("省级",)),
            "对国家级园区，税收20万元；对省级园区，税收10万元。",
            "对省级园区，税收10万元",
        ),
        (
            replace(question(kind=FIGURE, terms=["税收"]), years=(2025,)),
            "2024年税收20亿元，2025年税收30亿元。",
            "2025年税收30亿元",
        ),
        (
            replace(question(kind=FIGURE, terms=["引进", "项目"]), units=("亿元",)),
            "全年引进项目90个，引进项目投资30亿元。",
            "引进项目投资30亿元",
        ),
        (
            replace(question(kind=FIGURE, terms=["税收"]), excluded=("新区",)),
            "新区税收20亿元，老区税收30亿元。",
            "老区税收30亿元",
        ),
        (question(kind=OPEN, terms=["绿色制造", "奖励"]), "3.绿色制造奖励\n给予绿色制造企业优先用能。", None),
    ],
)
def test_the_part_that_meets_terms_and_constraints_comes_first(
    asked: Question, text: str, expected: str | None
) -> None:
    first = best(asked, hit(text))
    assert first == (expected or "给予绿色制造企业优先用能")


def test_a_document_of_a_region_that_is_set_aside_comes_behind_others() -> None:
    asked = replace(question(kind=FIGURE, terms=["亩均税收"]), excluded=("宜春",))
    own = hit("亩均税收不低于20万元。", region=("江西省", "宜春市"))
    other = hit("亩均税收不低于30万元。", score=0.8, region=("江西省", "新余市"))
    assert best(asked, own, other) == "亩均税收不低于30万元"
    assert best(replace(asked, excluded=()), own, other) == "亩均税收不低于20万元"


@pytest.mark.parametrize("kind", [FIGURE, OPEN, DEFINITION])
def test_neither_title_nor_heading_is_given_as_the_answer(kind: AnswerKind) -> None:
    title = "飞地园区建设办法"
    text = f"{title}\n1.飞地园区\n飞地园区是指两地共建的园区，共有20家。"
    found = best(question("什么是飞地园区", kind, ["飞地园区"]), hit(text, title=title))
    assert found not in (title, "1.飞地园区")
    assert "飞地园区是指" in found


def test_a_condition_alone_is_not_the_answer() -> None:
    text = "对连续两年考核优秀的园区，给予用地指标奖励。"
    assert best(question(kind=OPEN, terms=["考核优秀", "园区"]), hit(text)).endswith("给予用地指标奖励")


def test_table_cells_and_sentences_are_compared_with_one_another() -> None:
    table = "表1\n园区\t税收（万元）\n东园\t20\n西园\t15\n"
    prose = "东园税收稳步提高。"
    assert best(question(kind=FIGURE, terms=["东园", "税收"]), hit(prose), hit(table)) == "东园，税收（万元）：20万元"


def test_findings_are_ordered_by_score_and_equal_ones_by_the_text() -> None:
    found = findings(question(kind=FIGURE, terms=["税收"]), hit("甲园税收20万元。乙园税收30万元。"))
    assert [finding.score for finding in found] == sorted((finding.score for finding in found), reverse=True)
    assert [finding.text for finding in found[:2]] == ["甲园税收20万元", "乙园税收30万元"]


def test_of_equal_words_those_of_the_better_passage_come_first() -> None:
    low, high = hit("税收20万元。", 0.5, source="低.txt"), hit("税收20万元。", 1.0, source="高.txt")
    assert findings(question(kind=FIGURE, terms=["税收"]), low, high)[0].hit == high


def test_every_finding_is_a_slice_of_its_passage_at_its_position_and_in_its_quote() -> None:
    text = "（二）𠀀區畝均稅收。國家級不低於２０萬元、省級１０萬元，其餘另定；下同！"
    for finding in findings(question(kind=FIGURE, terms=["亩均税收", "省级"]), hit(text)):
        passage = finding.hit.passage.text
        end = finding.position + len(finding.text)
        assert passage[finding.position : end] == finding.text
        assert finding.quote.start <= finding.position < end <= finding.quote.end
        assert finding.context in fold(passage)
        assert 0 <= finding.support <= 1


def test_repeats_have_one_shape_whatever_their_figures() -> None:
    found = findings(question(kind=FIGURE, terms=["投资"]), hit("2024年投资27.5亿元。2025年投资３０亿元。"))
    shapes = {finding.text: finding.shape for finding in found}
    assert shapes["2024年投资27.5亿元"] == shapes["2025年投资３０亿元"] == "0年投资0亿元"


def test_headings_support_what_their_clause_does_not_repeat() -> None:
    asked = question(kind=FIGURE, terms=["亩均税收", "老区"])
    bare = hit("老区不低于20万元。")
    under = replace(bare, passage=replace(bare.passage, path=("二、畝均稅收",)))
    assert findings(asked, under)[0].support > findings(asked, bare)[0].support


def test_sentences_that_share_nothing_with_the_question_offer_nothing() -> None:
    assert findings(question(kind=FIGURE, terms=["容积率"]), hit("税收20万元。")) == []


def test_no_hits_offer_nothing() -> None:
    assert CandidatePool(question(terms=["税收"]), [], lambda _: 0).findings(OPEN) == []


def test_one_side_of_a_comparison_is_short() -> None:
    text = "，".join(f"第{n}项税收由园区抓紧组织入库" for n in range(9)) + "。"
    asked = question(kind=OPEN, terms=["税收"])
    longest = {
        compares: max(len(finding.text) for finding in findings(replace(asked, compares=compares), hit(text)))
        for compares in (True, False)
    }
    assert longest[True] <= MAX_SIDE < longest[False]


def test_what_stands_above_a_passage_is_its_title_region_and_clause() -> None:
    found = hit("税收", title="《辦法》", region=("江西省", "九江市"), path=("二、目標", "（一）税收"))
    assert heading_text(found.passage) == "《办法》 江西省 九江市 二、目标 (一)税收"


def test_a_question_as_read_finds_its_list() -> None:
    text = "发展重点产业。主导产业包括食品加工、纺织服装、现代物流。主导产业用地300亩。"
    assert best(read("主导产业包括哪些？"), hit(text)) == "主导产业包括食品加工、纺织服装、现代物流"
