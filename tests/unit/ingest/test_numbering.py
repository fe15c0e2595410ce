from __future__ import annotations

import pytest

from ingest.figures.numerals import chinese_number
from ingest.lines import lines_of
from ingest.numbering import Style, read_label


@pytest.mark.parametrize(
    ("line", "style", "number", "label"),
    [
        ("第一章　总则", Style.CHAPTER, 1, "第一章"),
        ("第二节 补贴", Style.SECTION, 2, "第二节"),
        ("第一百零三条为规范", Style.ARTICLE, 103, "第一百零三条"),
        ("第八条之一 补充", Style.ARTICLE, 8, "第八条之一"),
        ("第 3-1 條", Style.ARTICLE, 3, "第 3-1 條"),
        ("第8条之1 补充", Style.ARTICLE, 8, "第8条之1"),
        ("二十一、保障", Style.LIST, 21, "二十一、"),
        ("（九）強化財政", Style.BRACKETED, 9, "（九）"),
        ("(十二)扶持", Style.BRACKETED, 12, "(十二)"),
        ("５．放大效益", Style.DIGIT, 5, "５．"),
        ("3、落实", Style.DIGIT, 3, "3、"),
        ("2.1适用范围", Style.NESTED_DIGIT, 1, "2.1"),
        ("（3）材料", Style.BRACKETED_DIGIT, 3, "（3）"),
        ("（11）120急救场景", Style.BRACKETED_DIGIT, 11, "（11）"),
        ("4)材料", Style.HALF_BRACKETED_DIGIT, 4, "4)"),
        ("③材料", Style.CIRCLED, 3, "③"),
        ("——坚持创新", Style.POINT, 0, "——"),
        ("- 材料", Style.POINT, 0, "- "),
        ("## 第三章 监管", Style.CHAPTER, 3, "第三章"),
        ("**二、总则**", Style.LIST, 2, "二、"),
        ("第 三 条　略", Style.ARTICLE, 3, "第 三 条"),
        ("二 、保障", Style.LIST, 2, "二 、"),
        ("（ 二 ）保障", Style.BRACKETED, 2, "（ 二 ）"),
        ("(—)管网", Style.BRACKETED, 1, "(—)"),
        ("三）材料", Style.BRACKETED, 3, "三）"),
        ("12 、落实", Style.DIGIT, 12, "12 、"),
        ("第二款　略", Style.SUBCLAUSE, 2, "第二款"),
        ("第一步：预约", Style.STEP, 1, "第一步："),
        ("步骤二 审核", Style.STEP, 2, "步骤二"),
        ("b.营业执照", Style.LETTER, 2, "b."),
        ("（C）材料", Style.LETTER, 3, "（C）"),
        ("01 如何办理", Style.LIST, 1, "01"),
        ("㈡材料", Style.BRACKETED, 2, "㈡"),
        ("⑶材料", Style.CIRCLED, 3, "⑶"),
    ],
)
def test_numbers_of_clauses_are_read(line: str, style: Style, number: int, label: str) -> None:
    (only,) = lines_of(line)
    read = read_label(only)
    assert read is not None
    assert (read.style, read.number, only.text[read.start : read.end]) == (style, number, label)


@pytest.mark.parametrize(
    "line",
    [
        "1.5亿元以上",
        "2019年完成",
        "10.1%以上",
        "-省、-市",
        "第十条、第十一条的规定",
        "一、二、三产业融合",
        "2023.5.1",
        "3-5家",
        "一是加强",
        "第二款规定的情形",
        "第一步要做好准备",
        "e.g. 示例",
        "A股上市",
        "(86)010-12345678",
        "(1)-(3)项",
        "(-)",
        "01",
        "第一篇 总则",
        "𠮷",
    ],
)
def test_figures_and_words_are_no_numbers_of_clauses(line: str) -> None:
    assert read_label(lines_of(line)[0]) is None


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十", 20), ("三十五", 35), ("一百一十", 110), ("一千零二", 1002)]
)
def test_chinese_numerals(text: str, value: int) -> None:
    assert chinese_number(text) == value
