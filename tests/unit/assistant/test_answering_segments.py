from __future__ import annotations

import pytest

from assistant.answering.segments import (
    MAX_PARTS,
    Sentence,
    condition_before,
    is_condition,
    is_heading,
    sentences,
    windows,
)
from ingest.model import TextSpan
from ingest.normalize import fold


def said(text: str) -> list[str]:
    return [sentence.span.slice(text) for sentence in sentences(text)]


def parts(text: str) -> list[str]:
    return [part.span.slice(text) for sentence in sentences(text) for part in sentence.parts]


def window_texts(text: str, limit: int = 76) -> list[str]:
    return [window.slice(text) for sentence in sentences(text) for window in windows(sentence, limit)]


def window_of(text: str, words: str) -> tuple[Sentence, TextSpan]:
    start = text.index(words)
    return sentences(text)[0], TextSpan(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每季度通报一次。年底总评。", ["每季度通报一次", "年底总评"]),
        ("每季度通报；年底总评;次年公布", ["每季度通报", "年底总评", "次年公布"]),
        ("总评办法\n另行制定", ["总评办法", "另行制定"]),
        ("完善考核（含季度通报；年中评估。），奖励前三名。", ["完善考核（含季度通报；年中评估。），奖励前三名"]),
        ("执行《园区办法。试行》第三条。另文印发。", ["执行《园区办法。试行》第三条", "另文印发"]),
        ("括号没有闭合（甲\n乙照旧。丙另定", ["括号没有闭合（甲", "乙照旧", "丙另定"]),
        ("园区称之为“绿色通道。”由窗口受理。", ["园区称之为“绿色通道。”由窗口受理"]),
        ("　　每季度通报一次 。  \n\n ", ["每季度通报一次"]),
        ("𠮷鎮園區每季通報；𠀀區除外。", ["𠮷鎮園區每季通報", "𠀀區除外"]),
        ("", []),
        ("。；\n", []),
        ("一。每季度通报", ["每季度通报"]),
    ],
)
def test_sentences_end_at_stops_outside_brackets_and_at_line_breaks(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到期末，入库项目达到90个，其中工业40个。", ["到期末", "入库项目达到90个", "其中工业40个"]),
        ("入库项目（不含备选，下同）达到90个，以后递增", ["入库项目（不含备选，下同）达到90个", "以后递增"]),
        ("產出達到１２億元、利潤達到８億元，其餘持平", ["產出達到１２億元", "利潤達到８億元", "其餘持平"]),
        ("发展食品、纺织、物流三大产业", ["发展食品、纺织、物流三大产业"]),
        ("达到12亿元、其余指标持平", ["达到12亿元、其余指标持平"]),
        ("入库30家（食品、纺织）、出库5家", ["入库30家（食品、纺织）、出库5家"]),
    ],
)
def test_parts_end_at_commas_and_items_stand_alone_only_where_each_has_a_figure(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


MIXED = (
    "（三）𠀀區招商引資。到期末，入庫項目達到９０個（含外資，下同）、退出項目５個；其餘由市裏另定！\n"
    "４．“雙百工程”\n　全年新增 12,000 人，𠮷鎮除外。"
)


def test_every_span_slices_back_to_the_words_it_was_read_from() -> None:
    folded = fold(MIXED)
    assert len(folded) == len(MIXED)
    found = sentences(MIXED)
    assert len(found) == 5
    for sentence in found:
        assert sentence.folded == folded[sentence.span.start : sentence.span.end]
        assert sentence.span.slice(MIXED).strip() == sentence.span.slice(MIXED) != ""
        for part in sentence.parts:
            assert sentence.span.contains(part.span)
            assert sentence.part_text(part.span) == fold(part.span.slice(MIXED))
        for window in windows(sentence, 20):
            assert sentence.span.contains(window)
            assert sentence.part_text(window) == fold(window.slice(MIXED))
    assert "入庫項目達到９０個（含外資，下同）" in parts(MIXED)


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("4.“双百工程”", True),
        ("(三)招商引资", True),
        ("三、招商引资", True),
        ("第三条招商引资", True),
        ("## 招商引资", True),
        ("招商引资", False),
        ("三是抓好招商引资", False),
        ("(三)" + "招商引资" * 8, False),
    ],
)
def test_a_heading_is_short_and_begins_with_a_number(folded: str, expected: bool) -> None:
    assert is_heading(folded) is expected


def test_sentences_know_the_run_in_heading_they_stand_under_until_the_next_number() -> None:
    long = "5.其余工程按年度计划推进，由各园区自行确定目标并于年底前报送市里备案审查"
    text = f"４.「雙百工程」\n到期末达到90个。逐年递增。\n{long}。由市里汇总。"
    assert [sentence.heading for sentence in sentences(text)] == ["", "4.“双百工程”", "4.“双百工程”", "", ""]


@pytest.mark.parametrize(
    ("text", "limit", "present", "absent"),
    [
        ("到期末，入库90个，出库5个", 76, ["到期末，入库90个", "到期末，入库90个，出库5个", "出库5个"], []),
        ("到期末，入库90个，出库5个", 8, ["到期末", "入库90个"], ["到期末，入库90个"]),
        ("入库项目一共达到90个", 4, ["入库项目一共达到90个"], []),
        (
            "产出12亿元、利润8亿元、税收3亿元，其余持平",
            76,
            ["利润8亿元", "产出12亿元、利润8亿元、税收3亿元", "产出12亿元、利润8亿元、税收3亿元，其余持平"],
            ["产出12亿元、利润8亿元", "税收3亿元，其余持平", "利润8亿元、税收3亿元"],
        ),
        ("发展食品加工业、纺织服装业、现代物流业", 12, ["纺织服装业"], []),
        ("发展食品加工业、纺织服装业、现代物流业", 76, [], ["纺织服装业"]),
        ("共有企业60户（规模以上21户）", 76, ["共有企业60户（规模以上21户）", "规模以上21户"], []),
        ("共有企业60户（不含分支机构）", 76, ["共有企业60户（不含分支机构）"], ["不含分支机构"]),
        ("（规模以上21户）", 76, [], []),
    ],
)
def test_windows_are_runs_of_parts_items_of_long_lists_and_figures_in_brackets(
    text: str, limit: int, present: list[str], absent: list[str]
) -> None:
    found = window_texts(text, limit)
    assert [words for words in present if words not in found] == []
    assert [words for words in absent if words in found] == []


def test_a_window_has_no_more_than_the_most_parts() -> None:
    text = "甲一，乙二，丙三，丁四，戊五，己六"
    assert max(window.count("，") for window in window_texts(text)) == MAX_PARTS - 1


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("对考核不合格的开发区", True),
        ("经认定的企业", True),
        ("连续两年排名靠后的", True),
        ("在同等用地价格的前提下", True),
        ("给予5万元奖励", False),
        ("对园区企业给予奖励", False),
        ("的", False),
    ],
)
def test_a_condition_says_only_when_or_for_whom_something_holds(folded: str, expected: bool) -> None:
    assert is_condition(folded) is expected


@pytest.mark.parametrize(
    ("text", "window", "expected"),
    [
        ("对考核优秀的园区，给予5万元奖励", "给予5万元奖励", "对考核优秀的园区"),
        ("對考核優秀的園區，給予５萬元獎勵", "給予５萬元獎勵", "对考核优秀的园区"),
        ("园区设立三类岗位，其中管理岗10个", "其中管理岗10个", "园区设立三类岗位"),
        ("实行“两集中”制度，即人员集中", "即人员集中", "实行“两集中”制度"),
        ("园区设立三类岗位，另聘顾问10人", "另聘顾问10人", ""),
        ("对考核优秀的园区，给予5万元奖励", "对考核优秀的园区", ""),
        ("对考核优秀的园区，通报表扬，给予5万元奖励", "给予5万元奖励", ""),
    ],
)
def test_a_window_is_read_with_its_condition_or_what_it_explains(text: str, window: str, expected: str) -> None:
    assert condition_before(*window_of(text, window)) == expected


def test_a_sentence_knows_the_question_before_it_up_to_the_next_number() -> None:
    text = "（一）条件。店主自行停业能领吗？不能领。须先登记。（二）其他。另行规定。"
    assert [item.asked for item in sentences(text)] == ["", "", "店主自行停业能领吗?", "店主自行停业能领吗?", "", ""]
