"""A figure as an answer: the value with its comparator and unit first, then what it holds for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.fit import amounts, unit_fits
from assistant.model import Question
from assistant.understanding.kinds import NO_UNITS, TIME
from ingest.figures.quantities import TIME_UNITS, Quantity, find_quantities
from ingest.normalize import fold

_PER = (
    r"每(?:人|户|家|个|名|项|件|套|台|座|辆|头|株|亩|吨|次|年|两年|三年|半年|季度?|月|周|天|日|学年|学期"
    r"|平方米|立方米|平方公里|标准){1,2}"
)
_CHANGES = r"(?:增长|增加|新增|提高|提升|上升|下降|降低|减少|压减|缩短|延长|翻)(?:到|至|了|率|幅度)?"
_BELONGS = re.compile(
    r"(?:"
    rf"(?:(?:比|较)[^,;。、]{{1,12}}?|同比|环比)?(?:年均|每年|逐年|累计|平均|分别)?{_CHANGES}"
    r"|占[^,;。、()]{1,24}的|(?:总|共|合|累)计|共|年均|平均|按照?|达到?|实现|完成"
    rf"|(?:{_PER})+(?:奖励|补助|补贴|资助|给予)?|最[高低多少大小长短早迟晚快](?:不超过|可达?|给予|[为按要须应])?|至[多少]|原则上|不得|一般|通常"
    r"|力争|争取|努力|力求|确保|预计|计划|(?:(?:给予|予以|一次性|可获)(?:一次性)?(?:奖励|补助|补贴|资助|支持)?)|处以?|罚款"
    r"|年满|已满|未满|满|前|首|第|提前|[上下]限为?|[超突]"
    r")$"
)
"""What stands right before a value and is lost without it: its base, its rate, its bound, its reach."""
_REACHES = re.compile(r"(?:(?:要|须|应当?|需|将)?(?:达到?|为|是|至|到)了?|[要须将]|应当?)$")
_ONLY_REACHES = re.compile(r"达到?(?=\d)")
_BOUND_BEHIND = re.compile(r"[(]?(?:以上|以下|以内|之内|左右|上下|及以上|及以下|不等|[前后内])[)]?")
_SIGNS = "，,；;。、：: \n\t　"
_NEXT_PART = re.compile(r"[，,；;]")
_LINK = re.compile(r"^(?:且|并且?|同时|其中|或者?(?=.{4}))")
_COUNTED_FROM = re.compile(
    r"(?:(?:自|从)[^,;。]{2,30}?(?:之日)?起(?:计?算?)?的?,?|(?:在|于|自)?[\u4e00-\u9fff]{2,10}(?<!先)(?<!最)(?<!今)(?:之后|后的?))$"
)
_DANGLING = re.compile(r"(?:[的在将按从由以对占和及与或向把被每且并即]|不|至少|至多)$")
_OPENINGS, _CLOSINGS = "（(《“〔", "）)》”〕"
LONGEST_CONDITION = 60


def value_first(question: Question, words: str, holds_for: Sequence[str] = ()) -> str:
    """'75%以上（工业固体废物综合利用率）' for '工业固体废物综合利用率达到75%以上'.

    The words stay as they are where they hold several figures of the kind asked for, or where what is left of
    them would not stand for itself.
    """
    figure = _the_figure(question, words)
    if figure is None:
        return words
    start, end = _whole_value(figure, words)
    before, behind = words[:start].strip(_SIGNS), words[end:]
    if _NEXT_PART.match(behind):  # the part behind states something else
        words, behind = words[:end], ""
    behind = behind.strip(_SIGNS)
    value = words[start:end].strip(_SIGNS)
    reached = _ONLY_REACHES.match(fold(value))
    value = value[reached.end() :] if reached else value
    before = _LINK.sub("", before)
    condition = "，".join(part for part in (_condition(before, behind, words.strip(_SIGNS)), *holds_for) if part)
    return f"{value}（{condition}）" if condition and _balanced(condition) and _balanced(value) else words


def _condition(before: str, behind: str, whole: str) -> str:
    """What the value holds for: the words beside it, or `whole` where it stands in their midst; empty where unclear."""
    if not before and not behind:
        return ""
    if not behind:
        condition = _without_verb(before)
        return "" if _DANGLING.search(condition) else condition
    if not before and not behind.startswith("的"):
        return behind
    whole = _LINK.sub("", whole)
    return whole if len(whole) <= LONGEST_CONDITION else ""


def _the_figure(question: Question, words: str) -> Quantity | None:
    """The one figure that is asked for; None where there are none or several that may be meant."""
    found = find_quantities(words)
    timed = TIME in question.units
    figures = list(found) if timed else amounts(found)
    if timed:
        dates = [figure for figure in figures if figure.is_date or figure.is_year]
        figures = figures if len(figures) == 1 else [f for f in figures if f not in dates] or figures
    asked = [unit for unit in question.units if unit not in NO_UNITS]
    fitting = [figure for figure in figures if any(unit_fits(unit, figure) for unit in asked)]
    chosen = fitting if asked else figures
    if len(chosen) != 1:
        return None
    first = bool(asked) and not timed and not words[: chosen[0].span.start].strip(_SIGNS)
    return chosen[0] if len(figures) == 1 or first else None


def _whole_value(figure: Quantity, words: str) -> tuple[int, int]:
    """The figure with all that belongs to it right before and behind it."""
    start, end = figure.span.start, figure.span.end
    folded = fold(words)
    behind = _BOUND_BEHIND.match(folded, end)
    end = behind.end() if behind else end
    while start and (belongs := _BELONGS.search(folded, 0, start)) is not None:
        start = belongs.start()
    counted = _COUNTED_FROM.search(folded, 0, start) if figure.unit in TIME_UNITS else None
    return (counted.start() if counted else start), end


def _without_verb(before: str) -> str:
    """What stands before the value, without the bare verb that leads to it."""
    folded = fold(before)
    verb = _REACHES.search(folded.rstrip())
    return before[: verb.start()].strip(_SIGNS) if verb else before.strip(_SIGNS)


def _balanced(words: str) -> bool:
    return all(
        words.count(opening) == words.count(closing) for opening, closing in zip(_OPENINGS, _CLOSINGS, strict=True)
    )
