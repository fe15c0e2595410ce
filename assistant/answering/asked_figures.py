"""Which figures of a text can be the one that is asked for. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model import Question, Term
from assistant.understanding.kinds import TIME
from assistant.understanding.wanted import asks_range
from ingest.figures.quantities import TIME_UNITS, Quantity

_DAY = re.compile(r"哪几?[天日]|哪一[天日]|哪(?:一?个)?月|几号|几月|截止(?:日期|时间)")
"""What asks for a day or a month, which no year alone tells."""

_ASKS_TIME = re.compile(r"时|期|日|何|when|date|day|how long")
_FROM_TO = re.compile(r"[日时旬分](?:\([^()]*\))?(?:至|到|-|—|~)")
SPAN_FIT = 0.35
"""For a text that gives both ends of a span of time where both are asked for."""
_END = re.compile(r"(?:什么时候|何时|哪一?天|几号)[^,。?]{0,3}(?:截止|结束)")
_ONE_END_FIT = 0.2
_ASKS_PHONE = re.compile(
    r"(?:电话|热线|手机号|座机)(?:号码?)?(?:是|为)?(?:多少|几|什么|哪个)?|\b(?:phone|telephone|hotline)\b"
)
_PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|[2-9]\d{6,7}|12\d{3}|[48]00-?\d{3}-?\d{4})(?!\d)")
_PHONE_FIT = 0.3
_ENDS = re.compile(r"^(?:开始|截止|结束|起止|启动)")
_HANDED_IN = Term("申报", ("报名", "申请"))
_HANDS_IN = re.compile(r"开始报|报到")
_EXTENDED, _LESS = re.compile(r"^[^\d一二三四五六七八九十]*?(?:延长|特殊情况|确需)"), 0.15
_ASKS_EXTENDED = re.compile(r"延|特殊|复杂")


def telling(question: Question, folded: str, figures: Sequence[Quantity]) -> Sequence[Quantity]:
    """`figures` of a folded text without years where a day is asked for, and without dates where no time is.

    So '2026年' does not answer 截止日期是哪天, nor '9月下旬' the question how much is paid.
    """
    if TIME in question.units or any(unit in TIME_UNITS for unit in question.units):
        asks_day = TIME in question.units and _DAY.search(question.wording) is not None
        return [figure for figure in figures if not figure.is_year] if asks_day else figures
    return figures if _ASKS_TIME.search(question.wording) else [figure for figure in figures if not figure.is_date]


def span_fit(question: Question, folded: str) -> float:
    """Positive for '10月10日9时至11月10日' where it is asked from when to when, or, less, when it ends.

    And for a number to call where one is asked for.
    """
    if _ASKS_PHONE.search(question.wording) and _PHONE.search(folded):
        return _PHONE_FIT
    if _FROM_TO.search(folded) is None:
        return 0.0
    return SPAN_FIT if asks_range(question.wording) else _ONE_END_FIT if _END.search(question.wording) else 0.0


def rule_fit(question: Question, folded: str) -> float:
    """Negative for what holds by way of exception, '特殊情况可延长10个工作日', where the rule is asked for."""
    beyond = _EXTENDED.search(folded) and not _ASKS_EXTENDED.search(question.wording)
    return -_LESS if beyond else 0.0


def without_ends(question: Question) -> Question:
    """A question for a span of time without the words for its ends, which clauses put as 时间 and 至."""
    if not asks_range(question.wording):
        return question
    terms = tuple(term for term in question.terms if not _ENDS.match(term.text))
    handed_in = (_HANDED_IN,) if _HANDS_IN.search(question.wording) else ()
    return replace(question, terms=(*terms, *handed_in))
