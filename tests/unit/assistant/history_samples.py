"""Answers and a clock for the tests of what is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from assistant.model import Answer, CheckedFigure, Citation, FigureVerdict, Side


@dataclass
class Clock:
    """A minute later at each look."""

    time: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 8, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def citation(number: int, quote: str = "亩均税收不低于20万元。", note: str = "note", warning: str = "") -> Citation:
    return Citation(
        f"doc{number}.txt",
        f"办法{number}",
        "三、 > （二）",
        quote,
        10,
        10 + len(quote),
        note=f"《办法{number}》三、（二）" if note else "",
        warning=warning,
    )


FIGURE = Answer(
    "亩均税收？",
    "不低于20万元[1]",
    False,
    "",
    (citation(1),),
    12.5,
    "extractive",
    checks=(CheckedFigure("不低于20万元", 0, 7, FigureVerdict.VERIFIED, 1, "不低于20万元"),),
)
DOUBTFUL = Answer(
    "面积？",
    "甲 200万[1]；乙 300万[2]，同甲[1]",
    False,
    "",
    (citation(1), citation(2, note="", warning="已失效")),
    answerer="model:qwen",
    notes=("沿用上文：九江",),
    checks=(
        CheckedFigure("200万", 2, 6, FigureVerdict.VERIFIED, 1, "200万"),
        CheckedFigure("300万", 12, 16, FigureVerdict.DIFFERS, 2, "30万"),
    ),
)
COMPARED = Answer(
    "比较甲乙",
    "乙更高。甲：10万[1]；乙：20万[2]；丙：该文件未规定",
    False,
    "",
    (citation(1), citation(2)),
    sides=(Side("甲", "10万", (1,)), Side("乙", "20万", (2,)), Side("丙", "")),
)
REFUSED = Answer("火星？", "未找到火星的规定。", True, "未找到火星的规定。", (citation(7),))
ENGLISH = Answer("What is the tax per mu?", "No less than 200,000 yuan [1]", False, "", (citation(1),))
