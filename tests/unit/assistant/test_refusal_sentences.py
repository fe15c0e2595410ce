from __future__ import annotations

import pytest

from assistant.answering.refusal.missing import Elsewhere, Lack, Missing
from assistant.answering.refusal.sentences import correction, refusal
from assistant.model import Citation, Language

NEAR = Citation("方案.txt", "方案", "一、", "原文", 0, 2)
EAST, WEST = Elsewhere("东市", NEAR), Elsewhere("西市", NEAR)
CASES = [
    (Missing((Lack.WORLD,)), "这个问题不在已收录文件的范围内。", "This question is outside the indexed documents."),
    (
        Missing((Lack.REGION,), ("南市",), elsewhere=(EAST, WEST)),
        "未找到南市的规定；东市[1]、西市[2]有同类规定。",
        "No indexed document is about 南市; a like rule exists for 东市[1], 西市[2].",
    ),
    (Missing((Lack.REGION,), ("南市",)), "未找到南市的规定。", "No indexed document is about 南市."),
    (
        Missing((Lack.YEAR,), ("东市",), (2030,), nearest="达到10家", nearest_years=(2025,), citations=(NEAR,)),
        "东市的文件没有2030年的规定，只有2025年的规定：达到10家[1]。",
        "The documents of 东市 have no rule for 2030, only for 2025[1].",
    ),
    (
        Missing((Lack.YEAR,), (), (2030,), nearest="达到10家", citations=(NEAR,)),
        "已收录的文件没有2030年的规定，最接近的条款：达到10家[1]。",
        "The indexed documents have no rule for 2030; the nearest clause is [1].",
    ),
    (
        Missing((Lack.LEVEL,), ("东市",), levels=("县级",), nearest_levels=("国家级", "省级"), citations=(NEAR,)),
        "东市的文件没有县级的规定，只有国家级、省级的规定[1]。",
        "The documents of 东市 have no rule for county level, only for national level, provincial level[1].",
    ),
    (
        Missing((Lack.FIGURE,), ("东市",), citations=(NEAR,)),
        "东市的文件没有给出所问的数字，相关条款见[1]。",
        "The documents of 东市 give no such figure; the nearest clause is [1].",
    ),
    (
        Missing((Lack.SUBJECT,), ("东市",), subjects=("押金",), elsewhere=(WEST,)),
        "东市的文件没有关于“押金”的规定；西市[1]有同类规定。",
        "The documents of 东市 have no rule on “押金”; a like rule exists for 西市[1].",
    ),
    (
        Missing((Lack.SUBJECT,)),
        "已收录的文件没有所问事项的规定。",
        "The indexed documents have no rule on this.",
    ),
]


@pytest.mark.parametrize(("missing", "chinese", "english"), CASES)
def test_a_refusal_names_in_one_sentence_what_is_missing_and_what_is_near(
    missing: Missing, chinese: str, english: str
) -> None:
    assert refusal(missing, Language.SIMPLIFIED) == chinese
    assert refusal(missing, Language.TRADITIONAL) == chinese
    assert refusal(missing, Language.ENGLISH) == english


def test_a_correction_says_what_is_laid_down_before_what_is_not() -> None:
    assert correction("不低于20万元/亩。", "30万元", "[1]", Language.SIMPLIFIED) == (
        "文件规定的是不低于20万元/亩，不是30万元。[1]"
    )
    assert correction("at least 20万元", "30万元", "[1]", Language.ENGLISH) == (
        "The documents lay down: at least 20万元; not 30万元.[1]"
    )
