"""How well a text fits the constraints of a question. All texts are folded; 0 is neutral."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.periods import years_in
from assistant.answering.segments import is_condition, is_heading
from assistant.model import AnswerKind, Question
from assistant.understanding.constraints import levels
from ingest.quantities import MONEY_UNITS, RATIO_UNITS, TIME_UNITS, Quantity, find_quantities

_RIGHT_LEVEL, _MIXED_LEVEL, _WRONG_LEVEL = 0.25, 0.15, -0.5
_LEVEL_BEFORE, _OTHER_LEVEL_BEFORE = 0.05, -0.3
_RIGHT_YEAR, _WRONG_YEAR = 0.1, -0.4
_NO_FIGURE = -0.6
_RIGHT_UNIT, _WRONG_UNIT = 0.2, -0.25
_ALIKE_FIGURE, _FURTHER_FIGURE = -0.12, -0.05
_REQUIREMENT = 0.15
_LIST_ITEM = 0.04
_WHOLE = 0.12
_STATED = 0.2
_IS_HEADING, _DEFINED_HEADING = -0.1, -0.5
_ONLY_CONDITION = -0.25
FREQUENCY = re.compile(r"每(?:两|三|半)?(?:年|季度?|个?月|周|天|日|旬)")
_ASKS_REQUIREMENT = re.compile(r"要求|标准|目标|指标|规定")
_MOST_ITEMS = 4


def level_fit(asked: Sequence[str], text: str, before: str) -> float:
    """Positive where the window (or what stands before it) is of a level asked, negative where of another."""
    if not asked:
        return 0.0
    named = levels(text)
    if named:
        if not set(named) & set(asked):
            return _WRONG_LEVEL
        return _RIGHT_LEVEL if set(named) <= set(asked) else _MIXED_LEVEL
    earlier = levels(before)
    if earlier:
        return _LEVEL_BEFORE if earlier[-1] in asked else _OTHER_LEVEL_BEFORE
    return 0.0


def year_fit(asked: Sequence[int], text: str, before: str, sentence: str) -> float:
    """Positive where the nearest year named is one asked for, negative where it is another."""
    if not asked:
        return 0.0
    named = years_in(text) or years_in(before) or years_in(sentence)
    if not named:
        return 0.0
    return _RIGHT_YEAR if named & set(asked) else _WRONG_YEAR


def stated_fit(stated: Sequence[str], sentence: str) -> float:
    """Positive where the sentence holds a figure that the question states as known."""
    return _STATED if stated and held_figures(stated) & held_figures([sentence]) else 0.0


def held_figures(texts: Sequence[str]) -> set[tuple[str, str]]:
    """Number and unit of every figure in some texts."""
    return {(quantity.number, quantity.unit) for text in texts for quantity in find_quantities(text)}


def kind_fit(kind: AnswerKind, question: Question, text: str, whole: bool) -> float:
    """Positive where a window has what this kind of answer needs; `whole` says that it is a whole sentence."""
    if kind is AnswerKind.FIGURE:
        return figure_fit(question.units, find_quantities(text), FREQUENCY.search(text) is not None)
    if kind is AnswerKind.LIST:
        return _LIST_ITEM * min(text.count("、"), _MOST_ITEMS)
    if kind is AnswerKind.DEFINITION and whole:
        return _WHOLE
    if _ASKS_REQUIREMENT.search(question.text) and amounts(find_quantities(text)):
        return _REQUIREMENT
    return 0.0


def heading_fit(sentence: str, window: str, kind: AnswerKind) -> float:
    """Negative for a window that is a heading: it says what a clause is about and not what it lays down."""
    if not is_heading(sentence) or window not in sentence:
        return 0.0
    return _DEFINED_HEADING if kind is AnswerKind.DEFINITION else _IS_HEADING


def condition_fit(window: str) -> float:
    """Negative for a window that stops before saying what holds."""
    return _ONLY_CONDITION if is_condition(window) else 0.0


def figure_fit(units: Sequence[str], quantities: Sequence[Quantity], often: bool = False) -> float:
    """Positive where there is a figure of the unit asked for; several figures count a little less.

    `often` says that the text names how often something happens ('每半年').
    """
    found = amounts(quantities)
    if not found and not (often and "时间" in units):
        return _NO_FIGURE
    score = sum(_ALIKE_FIGURE if other.unit == found[0].unit else _FURTHER_FIGURE for other in found[1:])
    if units:
        fitting = any(unit_fits(unit, quantity) for unit in units for quantity in found)
        fitting = fitting or ("时间" in units and often)
        score += _RIGHT_UNIT if fitting else _WRONG_UNIT
    return score


def amounts(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Quantities other than calendar years."""
    return [quantity for quantity in quantities if not quantity.is_year]


def unit_fits(asked: str, quantity: Quantity) -> bool:
    """True where a figure is of the unit that was asked for: '亿' takes '亿元', '时间' takes any time unit."""
    unit = quantity.unit
    if asked == "时间":
        return unit in TIME_UNITS
    if asked == "%":
        return unit in RATIO_UNITS
    if asked in ("人民币", "元"):
        return any(unit.endswith(money) for money in MONEY_UNITS) and "美元" not in unit
    if asked in ("个", "家", "户"):
        return unit in ("个", "家", "户")
    return asked in unit
