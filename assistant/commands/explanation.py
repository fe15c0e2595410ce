"""How a question was understood, for people and as JSON: `zhice search --explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Aspect, Question, Reading, Wanted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_ASPECTS = {
    Aspect.CORRECTION: "更正",
    Aspect.REGION: "地区",
    Aspect.LEVEL: "级别",
    Aspect.YEAR: "年份",
    Aspect.PERIOD: "时期",
    Aspect.ORDINAL: "次序",
    Aspect.INDICATOR: "指标",
    Aspect.TOPIC: "主题词",
    Aspect.WANTED: "所问",
    Aspect.UNIT: "单位",
    Aspect.SUPERLATIVE: "极值",
    Aspect.EXCLUDED: "排除",
    Aspect.STATED: "已知数值",
}
_WANTED = {
    Wanted.FIGURE: "数值",
    Wanted.TIME: "时间",
    Wanted.DOCUMENT_NUMBER: "文号",
    Wanted.BODY: "责任单位",
    Wanted.LIST: "清单",
    Wanted.YES_NO: "是否",
    Wanted.DEFINITION: "定义",
    Wanted.CONDITION: "条件",
    Wanted.PROCEDURE: "办理程序",
    Wanted.REASON: "原因",
    Wanted.COMPARISON: "比较",
    Wanted.OPEN: "说明",
}
_NOT_IN_QUESTION = "（上文或译文）"


def question_record(question: Question) -> dict[str, object]:
    """A question as understood; offsets of a reading are null where its words are not in the question."""
    return {
        "text": question.text,
        "corrected": question.corrected,
        "resolved": question.resolved,
        "language": str(question.language),
        "wanted": [str(wanted) for wanted in question.wanted],
        "search_text": question.search_text,
        "readings": [_reading_record(reading) for reading in question.readings],
        "terms": [
            {
                "text": term.text,
                "weight": round(term.weight, 4),
                "place": term.place,
                "alternatives": list(term.alternatives),
            }
            for term in question.terms
        ],
        "expansions": [{"text": text, "weight": round(weight, 4)} for text, weight in question.expansions],
    }


def print_question(question: Question, console: Console) -> None:
    """What was read from which words, and which words are searched."""
    from rich.text import Text

    from assistant.notes import correction_notes

    console.print(Text("问题理解", style="bold"))
    console.print(_readings_table(question))
    console.print(Text(f"检索文本：{question.search_text}"))
    if question.terms:
        console.print(_terms_table(question))
    for note in correction_notes(question):
        console.print(Text(f"注：{note}", style="dim"))
    console.print()


def _reading_record(reading: Reading) -> dict[str, object]:
    inside = reading.start < reading.end
    return {
        "aspect": str(reading.aspect),
        "words": reading.words,
        "start": reading.start if inside else None,
        "end": reading.end if inside else None,
        "value": reading.value,
    }


def _readings_table(question: Question) -> Table:
    table = _table("类别", "原文", "理解为")
    for reading in question.readings:
        words = reading.words if reading.start < reading.end else f"{reading.words}{_NOT_IN_QUESTION}"
        table.add_row(_ASPECTS[reading.aspect], words, shown_value(reading))
    if all(reading.aspect is not Aspect.WANTED for reading in question.readings):
        table.add_row(_ASPECTS[Aspect.WANTED], "", "、".join(_WANTED[wanted] for wanted in question.wanted))
    return table


def shown_value(reading: Reading) -> str:
    """The value in Chinese."""
    return _WANTED[Wanted(reading.value)] if reading.aspect is Aspect.WANTED else reading.value


def _terms_table(question: Question) -> Table:
    table = _table("检索词", "权重", "同义词（权重）")
    weights = dict(question.expansions)
    for term in question.terms:
        others = "、".join(f"{form}（{weights[form]:.2f}）" if form in weights else form for form in term.alternatives)
        table.add_row(term.text, f"{term.weight:.2f}", others)
    return table


def _table(*columns: str) -> Table:
    from rich.box import SIMPLE
    from rich.table import Table

    table = Table(box=SIMPLE)
    for column in columns:
        table.add_column(column)
    return table
