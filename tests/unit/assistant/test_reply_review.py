from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assistant.answering.reply_notes import notes_on_reply
from assistant.answering.reply_review import Fault, Review, Reviewer, finished_part, without_thinking
from assistant.model import AnswerKind, Language, Place, Question
from ingest.model import TextSpan
from vectorstore.model import Passage


def passage(text: str, name: str = "a", title: str = "工作方案（2023—2025年）") -> Passage:
    return Passage(
        id=f"{name}-{len(text)}",
        source=f"{name}.txt",
        document=f"{name}.txt#0",
        title=title,
        region=("江西省", "九江市"),
        path=("二、工作重点", "5.放大综合效益"),
        position=0,
        span=TextSpan(7, 7 + len(text)),
        text=text,
    )


TAX = passage("5.放大综合效益。国家级开发区亩均税收不低于20万元/亩；省级开发区不低于15万元/亩。每年新增企业10家以上。")
LEAD = passage("由市發改委牽頭，市商務局配合𠀀。", "b", "通知")
PASSAGES = (TAX, LEAD)


def question(
    text: str = "亩均税收要求是多少，谁牵头？", language: Language = Language.SIMPLIFIED, **known: Any
) -> Question:
    return Question(text, language, AnswerKind.FIGURE, text, **known)


def review(reply: str, asked: Question | None = None, passages: Sequence[Passage] = PASSAGES) -> Review:
    return Reviewer(asked or question(), passages, lambda document: frozenset()).review(reply)


@pytest.mark.parametrize(
    ("reply", "text", "cited", "faults"),
    [
        ("不低于20万元/亩[1]。", "不低于20万元/亩[1]。", ["a.txt"], []),
        ("不低于20万元/亩。[1]", "不低于20万元/亩。[1]", ["a.txt"], []),
        ("由市发改委牵头[2]。不低于20万元/亩[1]。", "由市发改委牵头[1]。不低于20万元/亩[2]。", ["b.txt", "a.txt"], []),
        ("要求如下：\n- 不低于20万元/亩[1]\n- 市发改委牵头[2]", None, ["a.txt", "b.txt"], []),
        ("2025年不低于20万元/亩[1]。", None, ["a.txt"], []),
        ("不低于20万元/亩[1][7]。", "不低于20万元/亩[1]。", ["a.txt"], []),
        ("不低于90万元/亩[1]。", "", [], [Fault.FIGURE]),
        ("不低于九十万元[1]。", "", [], [Fault.FIGURE]),
        ("不低于20万元/亩[2]。", "", [], [Fault.FIGURE]),
        ("5家以上[1]。", "", [], [Fault.FIGURE]),
        (
            "不低于20万元/亩[1]。另补贴900万元。",
            "不低于20万元/亩[1]。",
            ["a.txt"],
            [Fault.UNCITED],
        ),
        ("不低于20万元/亩[1]。\n请加微信办理。", "不低于20万元/亩[1]。", ["a.txt"], [Fault.UNCITED]),
        ("请加微信办理。不低于20万元/亩[1]。", "不低于20万元/亩[1]。", ["a.txt"], [Fault.UNCITED]),
        (
            "不低于20万元/亩。每年新增企业10家以上。[1]",
            "不低于20万元/亩[1]。每年新增企业10家以上。[2]",
            ["a.txt", "a.txt"],
            [],
        ),
        (
            "不低于20万元/亩[1]。NOT_FOUND: 2030年的要求",
            "不低于20万元/亩[1]。",
            ["a.txt"],
            [],
        ),
        ("<think>90万元？[1]。</think>\n不低于20万元/亩[1]。", "不低于20万元/亩[1]。", ["a.txt"], []),
        ("要求如下：\n不低于90万元[1]", "", [], [Fault.FIGURE]),
    ],
)
def test_only_sentences_that_cite_and_whose_figures_stand_there_are_kept(
    reply: str, text: str | None, cited: list[str], faults: list[Fault]
) -> None:
    checked = review(reply)
    assert checked.text == (reply if text is None else text)
    assert [citation.doc for citation in checked.citations] == cited
    assert [item.fault for item in checked.set_aside] == faults


def test_every_quote_is_the_slice_of_its_file_at_its_offsets() -> None:
    checked = review("不低于20万元/亩[1]，由市发改委牵头[2]。新增10家以上[1]。")
    assert len(checked.citations) == 3
    for citation in checked.citations:
        text = "前面七个字符。" + (TAX if citation.doc == "a.txt" else LEAD).text
        assert text[citation.start : citation.end] == citation.quote != ""


@pytest.mark.parametrize("reply", ["", "   ", "你好！很高兴为您服务。", "[9]", "[1]", "```\n```", "[1][2]。", "！！！"])
def test_nonsense_leaves_nothing(reply: str) -> None:
    checked = review(reply)
    assert (checked.text, checked.citations, checked.missing) == ("", (), None)


@pytest.mark.parametrize(
    ("reply", "missing"),
    [
        ("NOT_FOUND: 条文没有写\n补贴", "条文没有写"),
        ("NOT_FOUND", ""),
        ("**NOT_FOUND**：没有补贴标准", "没有补贴标准"),
        ("<think>…</think>NOT_FOUND: 补贴", "补贴"),
    ],
)
def test_a_refusal_is_read_with_what_is_missing(reply: str, missing: str) -> None:
    checked = review(reply)
    assert (checked.missing, checked.text, checked.citations) == (missing, "", ())


@pytest.mark.parametrize(
    ("reply", "rest"),
    [
        ("<think>a</think> 甲", "甲"),
        ("<think>未完", ""),
        ("推理</think>甲", "甲"),
        ("甲", "甲"),
        ("<thinking>a\n</thinking>甲", "甲"),
    ],
)
def test_reasoning_before_the_reply_is_no_part_of_it(reply: str, rest: str) -> None:
    assert without_thinking(reply) == rest


STREAMED = (
    "<think>想。</think>要求如下：\n1. 不低于20万元/亩。[1] 请加微信。每年新增企业10家以上。【1】\n\n\n\n"
    "2. 不低于90万元[1]。\n3. 由市发改委牵头[2]，见府发[2023]12号[1]。NOT_FOUND: 其余[1]"
)


def test_reviewing_the_finished_part_gives_the_beginning_of_the_whole() -> None:
    whole = review(STREAMED).text
    shown = ""
    for end in range(len(STREAMED) + 1):
        text = review(finished_part(STREAMED[:end], len(PASSAGES))).text
        assert whole.startswith(text)
        assert text.startswith(shown)
        shown = text
    assert shown
    assert "90万元" not in whole


def test_an_english_sentence_counts_by_its_figures_and_by_translations_of_its_words() -> None:
    asked = question("What is the tax revenue per mu?", Language.ENGLISH)
    held = review("Tax revenue per mu: not less than 20万元/亩 [1]. Join the chat group for a gift [1].", asked)
    assert held.text == "Tax revenue per mu: not less than 20万元/亩[1]."
    assert [item.fault for item in held.set_aside] == [Fault.WORDS]
    assert review("亩均税收不低于20万元/亩[1]。", asked).set_aside[0].fault is Fault.LANGUAGE


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("Yes, at least 20万元/亩 (不低于20万元/亩) [1].", True),
        ("The document says: “国家级开发区亩均税收不低于20万元/亩” [1].", True),
        ("The document says: “企业可免费领取购物券” [1].", False),
        ("Every company receives a free voucher of at least 20万元/亩 [1].", False),
    ],
)
def test_chinese_quoted_in_an_english_sentence_must_stand_there_and_words_that_only_report_do_not_count(
    reply: str, kept: bool
) -> None:
    asked = question("What is the tax revenue per mu?", Language.ENGLISH)
    assert bool(review(reply, asked).citations) is kept


def test_a_level_of_whoever_decides_is_not_the_level_of_the_zone() -> None:
    passage_of = passage("省级开发区的批件直接报市级审批部门。")
    asked = question("省级开发区的批件报哪里？", levels=("省级",))
    assert review("直接报市级审批部门[1]。", asked, [passage_of]).citations


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ("加微信可领取企业补贴[1]。", Fault.WORDS),
        ("세수는 높다 [1].", Fault.LANGUAGE),
        ("The tax revenue per mu is high [1].", Fault.LANGUAGE),
        ("亩均税收不超过20万元/亩[1]。", Fault.FIGURE),
        ("不低于20万元/亩[9]。", Fault.NO_SUCH_PASSAGE),
        ("系统提示：亩均税收不低于20万元/亩[1]。", Fault.INSTRUCTION),
    ],
)
def test_a_cited_sentence_that_its_passage_does_not_bear_out_is_set_aside(reply: str, fault: Fault) -> None:
    checked = review(reply)
    assert (checked.text, [item.fault for item in checked.set_aside]) == ("", [fault])


JIUJIANG = Place("九江", (("江西省", "九江市"),))
SHENZHEN = Place("深圳", (("广东省", "深圳市"),))
ZONE = Place("九江经开区", (("江西省", "九江市", "九江经济技术开发区"),))


@pytest.mark.parametrize(
    ("known", "reply", "fault"),
    [
        ({"places": (JIUJIANG,)}, "亩均税收不低于20万元/亩[1]。", None),
        ({"places": (ZONE,)}, "亩均税收不低于20万元/亩[1]。", None),
        ({"places": (SHENZHEN,)}, "亩均税收不低于20万元/亩[1]。", Fault.REGION),
        ({"places": (SHENZHEN, JIUJIANG)}, "亩均税收不低于20万元/亩[1]。", None),
        ({"levels": ("国家级",)}, "亩均税收不低于20万元/亩[1]。", None),
        ({"levels": ("国家级",)}, "应不低于15万元/亩[1]。", Fault.LEVEL),
        ({"levels": ("省级",)}, "国家级开发区亩均税收不低于20万元/亩[1]。", Fault.LEVEL),
        ({"levels": ("国家级", "省级")}, "省级开发区不低于15万元/亩[1]。", None),
        ({"years": (2025,)}, "亩均税收不低于20万元/亩[1]。", None),
        ({"years": (2030,)}, "亩均税收不低于20万元/亩[1]。", Fault.YEAR),
        ({"years": (2025,)}, "2023年亩均税收不低于20万元/亩[1]。", Fault.YEAR),
    ],
)
def test_an_answer_is_of_the_region_level_and_year_asked_about(
    known: dict[str, Any], reply: str, fault: Fault | None
) -> None:
    checked = review(reply, question("亩均税收要求是多少？", **known))
    assert [item.fault for item in checked.set_aside] == ([fault] if fault else [])
    assert bool(checked.text) is (fault is None)


def test_a_level_or_more_asks_for_every_level_above() -> None:
    asked = question("省级以上开发区亩均税收？", levels=("省级",))
    assert review("国家级开发区亩均税收不低于20万元/亩[1]。", asked).citations


def test_notes_repeat_what_was_set_aside_and_say_why() -> None:
    checked = review("不低于20万元/亩[1][7]。另补贴900万元[1]。请加微信办理。NOT_FOUND: 其余")
    assert notes_on_reply(checked, Language.SIMPLIFIED) == (
        "模型另写了“另补贴900万元。”，所引条文中核对不到“900万元”，未采用",
        "模型另写了“请加微信办理。”，没有注明出处，未采用",
        "已去掉不存在的引用编号：[7]",
        "模型称条文没有写明问题的一部分",
    )
    assert notes_on_reply(checked, Language.ENGLISH)[0] == (
        "Not verified and left out: “另补贴900万元。” (not in the clause cited: 900万元)"
    )


def test_notes_repeat_three_sentences_at_most_and_shorten_long_ones() -> None:
    checked = review("不低于20万元/亩[1]。" + "".join(f"{'甲' * 70}{n}号。\n" for n in "一二三四五"))
    notes = notes_on_reply(checked, Language.SIMPLIFIED)
    assert len(notes) == 4
    assert notes[0].startswith("模型另写了“" + "甲" * 59 + "…”，")
    assert notes[-1] == "模型另有2句未能核对，未采用"
