"""How well a part of a clause fits what is asked, beyond `fit`, whose values the learned chooser also reads.

All texts are folded; 0 is neutral.
"""

from __future__ import annotations

import re

from assistant.answering.fit import amounts, holds
from assistant.model import AnswerKind, Question, Wanted
from ingest.figures.quantities import find_quantities

_STATED_IN_PART = 0.35
_ONLY_BODIES = re.compile(r"\(?(?:责任|牵头|配合|统筹|协办|主办)(?:单位|部门)")
_OF_BODIES = -0.5
"""For the line of the bodies responsible where no body is asked for."""
_LIST_ITEM, _MOST_ITEMS = 0.035, 4
"""What a list is worth for each of its first items: of two lists on one matter the longer says more."""
_STEPS = re.compile(
    r"申请|申报|受理|审[查核批]|报[^,。;]{2,12}(?:批准|备案|核准)|核准|公示|公布|批复|备案|验收|签订|发放"
)
_STEP, _MOST_STEPS = 0.06, 4
"""What a window is worth for each different step that it tells of a procedure."""


_MODAL = re.compile(
    r"不得|不予|禁止|严禁|不能|不可|不再|无需|不需|可以?(?!能|行|持续)|应当?(?!急|届)|必须|须(?!知)|允许|一律|(?<!不)予以|方可|免"
)
_FORBIDS_OR_ALLOWS = 0.1
"""For words that allow, forbid or demand where it is asked whether one may or must."""
_ONLY_STATED = -0.5
"""For a figure that the question itself states, where another is asked for."""


def says_nothing_new(question: Question, window: str) -> bool:
    """True where it is asked how much and the figures of a window are those that the question states."""
    if not question.stated or question.wanted[0] is not Wanted.FIGURE:
        return False
    found = amounts(find_quantities(window))
    known = [quantity for figure in question.stated for quantity in find_quantities(figure)]
    return bool(found) and all(any(q.number == k.number for k in known) for q in found)


def clause_fit(kind: AnswerKind, question: Question, window: str, condition: str) -> float:
    """Positive where a window has what the question asks for; `condition` is the part before it that it holds under."""
    score = _FORBIDS_OR_ALLOWS if kind is AnswerKind.YES_NO and _MODAL.search(window) else 0.0
    if kind is AnswerKind.FIGURE and says_nothing_new(question, window):
        score += _ONLY_STATED
    if any(holds(condition + window, figure) for figure in question.stated):  # 超50亿元项目3个 beside 超20亿元项目6个
        score += _STATED_IN_PART
    if kind is not AnswerKind.BODY and _ONLY_BODIES.match(window):
        score += _OF_BODIES
    if kind is AnswerKind.LIST:
        score += _LIST_ITEM * min(window.count("、"), _MOST_ITEMS)
    if question.wanted[0] is Wanted.PROCEDURE:
        score += _STEP * min(len(set(_STEPS.findall(window))), _MOST_STEPS)
    return score


def most_clause_fit(kind: AnswerKind, question: Question, sentence: str) -> float:
    """The most that `clause_fit` can be for any window of a sentence."""
    most = _STATED_IN_PART if question.stated else 0.0
    most += _FORBIDS_OR_ALLOWS if kind is AnswerKind.YES_NO else 0.0
    if kind is AnswerKind.LIST:
        most += _LIST_ITEM * min(sentence.count("、"), _MOST_ITEMS)
    if question.wanted[0] is Wanted.PROCEDURE:
        most += _STEP * min(len(set(_STEPS.findall(sentence))), _MOST_STEPS)
    return most
