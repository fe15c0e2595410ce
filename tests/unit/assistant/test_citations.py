from __future__ import annotations

import pytest

from assistant.citations import (
    CitedSentence,
    choose_quote,
    cite,
    overlap,
    parse_markers,
    renumber,
    sentence_spans,
)
from ingest.model import TextSpan
from vectorstore.model import Passage


def passage_in(source: str, text: str) -> Passage:
    start = source.index(text)
    return Passage(
        id="p",
        source="a.txt",
        document="a.txt#0",
        title="方案",
        region=("江西省", "九江市"),
        path=("二、工作重点", "5.放大综合效益"),
        position=0,
        span=TextSpan(start, start + len(text)),
        text=text,
    )


@pytest.mark.parametrize(
    ("text", "markers", "invalid"),
    [
        ("不低于20万元[1]。", [(1,)], ()),
        ("不低于20万元。[1]", [(1,)], ()),
        ("甲[1]。乙。【2】丙［3］", [(1,), (2,), (3,)], ()),
        ("甲[1][3]；乙[2]。", [(1, 3), (2,)], ()),
        ("甲[1，2]。乙[1-3]。丙[^2]。丁[条文3]。", [(1, 2), (1, 2, 3), (2,), (3,)], ()),
        ("甲［１］。", [(1,)], ()),
        ("甲[1；2]。", [(1, 2)], ()),
        ("甲[4]。乙[0]。丙[4]。", [(), (), ()], (4, 0)),
        ("甲[2-900]。", [(2, 3)], tuple(range(4, 22))),
        ("府发[2023]12号。", [()], ()),
        ("At least 20 [1]. Led by the city [2].", [(1,), (2,)], ()),
        ("“甲。”[1]乙[2]", [(1,), (2,)], ()),
        ("- 甲[1]\n- 乙[2]\n", [(1,), (2,)], ()),
        ("", [], ()),
        ("没有标记", [()], ()),
    ],
)
def test_markers_belong_to_their_sentence_and_bad_ones_come_back(
    text: str, markers: list[tuple[int, ...]], invalid: tuple[int, ...]
) -> None:
    parsed = parse_markers(text, 3)
    assert [sentence.markers for sentence in parsed.sentences] == markers
    assert parsed.invalid == invalid
    assert "".join(sentence.text for sentence in parsed.sentences) == text


def test_a_sentence_shows_plain_without_its_markers() -> None:
    assert CitedSentence("不低于20万元 [1]【2】。\n", (1, 2)).plain == "不低于20万元。"


def test_decimals_do_not_end_a_sentence() -> None:
    assert [span.slice("指数3.5。\n占5.2%；其余") for span in sentence_spans("指数3.5。\n占5.2%；其余")] == [
        "指数3.5。",
        "占5.2%；",
        "其余",
    ]


SOURCE = (
    "𠀀𠀁通知\n二、工作重点\n5.放大綜合效益。國家級開發區畝均稅收不低於２０萬元／畝；省級開發區不低於１５萬元／畝。"
    "每年新增企業10家以上。\n由市發改委牽頭，市商務局配合。\n三、附则"
)
PASSAGE = passage_in(SOURCE, SOURCE[SOURCE.index("5.") : SOURCE.index("\n三、")])


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("国家级开发区亩均税收不低于20万元/亩[1]。", "國家級開發區畝均稅收不低於２０萬元／畝；"),
        ("省级的要求是15万元/亩。", "省級開發區不低於１５萬元／畝。"),
        ("每年新增10家以上", "每年新增企業10家以上。"),
        ("牵头单位是市发改委", "由市發改委牽頭，市商務局配合。"),
        (
            "国家级开发区不低于20万元/亩，省级开发区不低于15万元/亩。",
            "國家級開發區畝均稅收不低於２０萬元／畝；省級開發區不低於１５萬元／畝。",
        ),
    ],
)
def test_the_quote_is_the_whole_sentences_that_support_best_and_slices_back(sentence: str, quote: str) -> None:
    citation = cite(PASSAGE, choose_quote(sentence, PASSAGE))
    assert citation.quote == quote
    assert SOURCE[citation.start : citation.end] == quote
    assert (citation.doc, citation.title, citation.clause) == ("a.txt", "方案", "二、工作重点 > 5.放大综合效益")


def test_a_sentence_that_shares_nothing_gets_the_whole_passage_as_its_quote() -> None:
    citation = cite(PASSAGE, choose_quote("The city leads.", PASSAGE))
    assert citation.quote == PASSAGE.text


def test_an_empty_passage_gives_an_empty_quote() -> None:
    empty = passage_in("甲 \n 乙", " \n ")
    assert cite(empty, choose_quote("甲", empty)).quote == ""


def test_a_span_beyond_the_passage_is_an_error() -> None:
    with pytest.raises(ValueError, match="leaves the passage"):
        cite(PASSAGE, TextSpan(0, len(PASSAGE.text) + 1))


def test_citations_are_numbered_by_first_use_and_unused_ones_dropped() -> None:
    one, two, three = (cite(PASSAGE, span) for span in sentence_spans(PASSAGE.text)[:3])
    parsed = parse_markers("乙[3]。甲[1,3]。又乙 [2] [3]。", 3)
    everything = {1: one, 2: two, 3: three}
    text, citations = renumber([(parsed.sentences[0], everything), (parsed.sentences[1], everything)])
    assert (text, citations) == ("乙[1]。甲[2][1]。", (three, one))
    text, citations = renumber([(parsed.sentences[2], {3: one})])
    assert (text, citations) == ("又乙[1]。", (one,))


def test_markers_without_a_citation_are_taken_out_and_equal_citations_share_a_number() -> None:
    one = cite(PASSAGE, sentence_spans(PASSAGE.text)[0])
    (sentence,) = parse_markers("甲[1][2] [9]。", 9).sentences
    assert renumber([(sentence, {1: one, 2: one})]) == ("甲[1]。", (one,))


def test_overlap_is_the_share_of_character_pairs_in_one_script_form() -> None:
    assert overlap("畝均稅收", "亩均税收不低于") == 1.0
    assert overlap("亩均税收", "牵头单位") == 0.0
    assert overlap("。", "甲") == 0.0
