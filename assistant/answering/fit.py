"""How well a text fits the constraints of a question. All texts are folded; 0 is neutral."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.periods import years_in
from assistant.answering.segments import Sentence, is_condition, is_heading
from assistant.model import AnswerKind, Question
from assistant.understanding.constraints import levels
from assistant.understanding.kinds import DOCUMENT_NUMBER, TIME
from ingest.figures.quantities import (
    COUNT_UNITS,
    MONEY_UNITS,
    RATIO_UNITS,
    TIME_UNITS,
    Direction,
    Quantity,
    find_quantities,
)

_RIGHT_LEVEL, _MIXED_LEVEL, _WRONG_LEVEL = 0.25, -0.1, -0.5
_LEVEL_BEFORE, _OTHER_LEVEL_BEFORE = 0.05, -0.3
_RIGHT_YEAR, _WRONG_YEAR = 0.1, -0.4
MISSING_FIGURE = -0.6
"""Where a figure is asked for and the text has none."""
_RIGHT_UNIT, _WRONG_UNIT = 0.2, -0.25
_ALIKE_FIGURE, _FURTHER_FIGURE = -0.12, -0.05
_REQUIREMENT = 0.15
_LIST_ITEM = 0.04
_WHOLE = 0.12
_STATED = 0.2
_RIGHT_FORM = 0.5
_SAID_TO_LAST = 0.1
_NAMED = 0.3
_CUE, _DEFINES = 0.1, 0.2
EXPLAINS = 0.1
"""For a bracket that lists what the words before it mean."""
NUMBERED = re.compile(r"[〔\[(]\s*(?:19|20)\d{2}\s*[〕\])]\s*(?:第)?\d+\s*号|令第?\d+号")
"""The number of a document."""
_CITED = re.compile(r"《[^》]*》\s*[(〔\[]")
"""Behind the title of another document stands that one's number."""
_IN_FORCE, _ASKS_IN_FORCE = (
    re.compile(r"起(?:开始)?(?:施行|实施|执行|生效)"),
    re.compile(r"生效|施行|实施|执行|\b(?:into|take|takes|took|in) (?:effect|force)\b|\beffective\b", re.IGNORECASE),
)
_ASKS_NAMED = re.compile(
    r"(?P<noun>模式|机制|体制|制度|工程|行动|计划)(?:都|各|分别)?(?:是|叫|有)?(?:什么|啥|怎样|如何|哪[些种]|的?[共相不]同|的?区别|[?。]?$)"
)
_ASKS_HOW_LONG = re.compile(
    r"多久|多长|几(?:个?月|年|天)|\bhow long\b|\bhow many (?:years|months|days)\b", re.IGNORECASE
)
_ASKS_BY_WHEN = re.compile(
    r"内|之?前|完成|办[理结完好]|提前|每|一次[?。]?$"
    r"|\bwithin\b|\bbefore\b|\b(?:does|do|will) [^?]* take\b|\bto (?:apply|pay|file)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(r"期(?:限)?(?:一般|原则上|最长)?(?:为|是|不超过|不得超过|不少于|最长|:)")
_LISTS = re.compile(r"包括|分为|包含|(?:有|按照|符合)?(?:以下|下列|如下)|主要有|类型|种类|即|分别(?:是|为)")
_LAID_DOWN, _LAYS_DOWN = re.compile(r"所[称指](?:的)?[“\"]?([^,;。]{1,24}?)[”\"]?(?:\([^()]*\))?,?(?:是?指|包括)"), 0.5
_UNNAMED = 0.3
"""Share of a defined name that the question may leave unsaid."""
_DEFINITION = re.compile(r"是指|所称|指的是|即|就是|是一种")
_IS_TITLE, _IS_HEADING, _DEFINED_HEADING = -0.3, -0.1, -0.5
_ONLY_CONDITION = -0.25
FREQUENCY = re.compile(r"每(?:两|三|半)?(?:年|季度?|个?月|周|天|日|旬)")
_ALIKE_UNITS = (
    ("个", "家", "户", "类", "种", "项", "条", "款"),
    ("天", "日", "工作日", "个工作日"),
    ("个月", "月"),
    ("年", "年度", "周年"),
)
"""What a question counts in and what the clause may count in."""
_ASKS_REQUIREMENT = re.compile(r"要求|标准|目标|指标|规定|\b(?:requirement|standard|target|goal)s?\b", re.IGNORECASE)
_MOST_ITEMS = 4
_DATED, _ASKS_DATE = (
    re.compile(r"\d{1,2}月\d{1,2}日|\d{1,2}日[前起止至]|月底前|截止|截至"),
    re.compile(
        r"哪几?[天日]|哪一[天日]|几号|几月|截止|最[晚迟]"
        r"|\b(?:what|which) (?:dates?|days?)\b|\bdeadline\b|\bclosing date\b|\bby when\b|\bno later than\b",
        re.IGNORECASE,
    ),
)
_USUAL, _ASKS_USUAL = (
    re.compile(r"原则上|一般"),
    re.compile(r"一般|通常|正常|\b(?:usually|normally|in principle)\b", re.IGNORECASE),
)
_MOST, _ASKS_MOST = (
    re.compile(r"最[长多高]|不(?:得)?超过|上限"),
    re.compile(r"最[长多高]|\b(?:maximum|at most|longest|highest|the most|upper limit|ceiling)\b", re.IGNORECASE),
)
_PLACE, _ASKS_PLACE = (
    re.compile(r"窗口|网点|大厅|网站|平台|小程序|app|登录|所在地|街道|服务中心|地址"),
    re.compile(r"哪里|哪儿|去哪|在哪|到哪|上哪|什么地方|啥地方|何处|\bwhere\b", re.IGNORECASE),
)
_SAYS_IT = (
    (_ASKS_DATE, _DATED),
    (_ASKS_USUAL, _USUAL),
    (_ASKS_PLACE, _PLACE),
    (_ASKS_MOST, _MOST),
)
"""Words of a question with how the clause that answers puts it."""
_SAID = 0.15


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
    return _STATED if stated and any(holds(sentence, figure) for figure in stated) else 0.0


def holds(text: str, figure: str) -> bool:
    """True where `text` has every number of `figure` with a unit that begins alike: '50亿' in '50亿元'."""
    known = find_quantities(text)
    return all(any(_same_figure(wanted, quantity) for quantity in known) for wanted in find_quantities(figure))


def _same_figure(first: Quantity, second: Quantity) -> bool:
    alike = first.unit.startswith(second.unit) or second.unit.startswith(first.unit)
    return alike and first.number == second.number


def kind_fit(kind: AnswerKind, question: Question, text: str, figures: Sequence[Quantity], whole: bool) -> float:
    """Positive where a window has what this kind of answer needs.

    `figures` are those of the window, `whole` says that it is a whole sentence.
    """
    if DOCUMENT_NUMBER in question.units:
        number = NUMBERED.search(text)
        own = number is not None and not _CITED.search(text)
        return _RIGHT_FORM if own else 0.0 if number else MISSING_FIGURE
    if kind is AnswerKind.FIGURE:
        dated = TIME in question.units and _ASKS_IN_FORCE.search(question.wording) and _IN_FORCE.search(text)
        said = (_RIGHT_FORM if dated else 0.0) + (
            _SAID_TO_LAST if asks_how_long(question) and _LASTS.search(text) else 0
        )
        return said + figure_fit(question.units, figures, _tells_how_often(question, text))
    asked = _ASKS_NAMED.search(question.wording)
    if asked is not None and re.search(rf"“[^”]+”(?:的)?[^,。、;“]{{0,6}}{asked['noun']}", text):
        return _NAMED
    score = _REQUIREMENT if _ASKS_REQUIREMENT.search(question.wording) and amounts(figures) else 0.0
    if kind is AnswerKind.LIST:
        score += _LIST_ITEM * min(text.count("、"), _MOST_ITEMS) + (_CUE if _LISTS.search(text) else 0.0)
    if kind is AnswerKind.DEFINITION:
        score += (_WHOLE if whole else 0.0) + _defining(question, text)
    return score


def asks_how_long(question: Question) -> bool:
    """True where a question asks how long something lasts, and not by when it must be done."""
    asked = question.wording
    return _ASKS_HOW_LONG.search(asked) is not None and _ASKS_BY_WHEN.search(asked) is None


def _defining(question: Question, text: str) -> float:
    """Most for a text that lays down what a word asked for means: '本办法所称老年人,是指…'."""
    laid_down = _LAID_DOWN.search(text)
    if laid_down and _is_asked_about(question, laid_down[1]):
        return _LAYS_DOWN
    return _DEFINES if _DEFINITION.search(text) else 0.0


def _is_asked_about(question: Question, name: str) -> bool:
    """True for a name that the question's words make up: not 独居老人 where 老人 is asked about."""
    left = name
    for form in sorted((form for term in question.terms for form in term.forms), key=len, reverse=True):
        left = left.replace(form, "")
    return len(left) <= len(name) * _UNNAMED


def _tells_how_often(question: Question, text: str) -> bool:
    """True where a text names a frequency; one that asks for the day of it, 每月几号, is not told by it."""
    return FREQUENCY.search(text) is not None and not _ASKS_DATE.search(question.wording)


def saying_fit(asked: str, window: str) -> float:
    """Positive for each thing asked for, a date, a place, how long, that the window puts as clauses do."""
    return _SAID * sum(bool(asks.search(asked) and says.search(window)) for asks, says in _SAYS_IT)


def most_fit(kind: AnswerKind, question: Question, sentence: Sentence) -> float:
    """The most that any window of a sentence can gain by all of its fits together.

    What is added to the score of a window must be allowed for here, else the sentence that holds the best one is
    not looked into.
    """
    most = _RIGHT_LEVEL if question.levels else 0.0
    most += _RIGHT_YEAR if question.years else 0.0
    most += stated_fit(question.stated, sentence.folded)
    most += EXPLAINS if kind in (AnswerKind.LIST, AnswerKind.DEFINITION) else 0.0
    return most + saying_fit(question.wording, sentence.folded) + _most_kind_fit(kind, question, sentence)


def _most_kind_fit(kind: AnswerKind, question: Question, sentence: Sentence) -> float:
    text = sentence.folded
    if DOCUMENT_NUMBER in question.units:
        return _RIGHT_FORM if NUMBERED.search(text) else MISSING_FIGURE
    figures = find_quantities(text)
    if kind is not AnswerKind.FIGURE:
        if _ASKS_NAMED.search(question.wording):  # parts that do not name it may gain more than the whole
            return max(_NAMED, _REQUIREMENT + max(_LIST_ITEM * _MOST_ITEMS + _CUE, _WHOLE + _LAYS_DOWN))
        if kind is AnswerKind.DEFINITION and _LAID_DOWN.search(text):  # a part may lay down another word than the whole
            return _REQUIREMENT + _WHOLE + _LAYS_DOWN
        return kind_fit(kind, question, text, figures, whole=True)
    often = TIME in question.units and FREQUENCY.search(text) is not None
    found = figures if TIME in question.units else amounts(figures)
    dated = TIME in question.units and _ASKS_IN_FORCE.search(question.wording) and _IN_FORCE.search(text)
    most = unit_fit(question.units, found, often) if found or often else MISSING_FIGURE
    lasts = asks_how_long(question) and _LASTS.search(text)
    return most + (_RIGHT_FORM if dated else 0.0) + (_SAID_TO_LAST if lasts else 0.0)


def heading_fit(title: str, sentence: str, window: str, kind: AnswerKind) -> float:
    """Negative for a window that is a heading: it says what a clause is about and not what it lays down."""
    if window in title:
        return _IS_TITLE
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
    found = list(quantities) if TIME in units else amounts(quantities)
    if not found and not (often and TIME in units):
        return MISSING_FIGURE
    score = sum(
        _ALIKE_FIGURE if other.unit == found[0].unit else _FURTHER_FIGURE
        for before, other in pairwise(found)
        if not is_upper_end(before, other)
    )
    return score + unit_fit(units, found, often)


def is_upper_end(first: Quantity, second: Quantity) -> bool:
    """True for 35周岁以下 behind 18周岁以上: the two bounds of one range."""
    return (first.unit, first.bound, second.bound) == (second.unit, Direction.AT_LEAST, Direction.AT_MOST)


def unit_fit(units: Sequence[str], quantities: Sequence[Quantity], often: bool = False) -> float:
    """Positive where a figure is of a unit asked for, negative where none is, 0 where no unit is asked for."""
    if not units:
        return 0.0
    fitting = any(unit_fits(unit, quantity) for unit in units for quantity in quantities)
    return _RIGHT_UNIT if fitting or (often and TIME in units) else _WRONG_UNIT


def amounts(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Quantities other than calendar years, dates, numbers of documents and the article-like 一 ('一批', '一个')."""
    return [q for q in quantities if not (q.is_year or q.is_date or q.unit == "号" or _is_article(q))]


def _is_article(quantity: Quantity) -> bool:
    return quantity.number == "一" and quantity.unit in COUNT_UNITS and quantity.unit != "次"


def unit_fits(asked: str, quantity: Quantity) -> bool:
    """True where a figure is of the unit that was asked for: '亿' takes '亿元', '时间' takes any time unit."""
    unit = quantity.unit
    if asked == TIME:
        return unit in TIME_UNITS
    if asked == "%":
        return unit in RATIO_UNITS
    if asked in ("人民币", "元"):
        return any(unit.endswith(money) for money in MONEY_UNITS) and "美元" not in unit
    for alike in _ALIKE_UNITS:
        if asked in alike:
            return unit in alike
    return asked in unit
