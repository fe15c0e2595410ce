"""Follow-up questions: what they take over from the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model import AnswerKind, Aspect, Question, Reading, Term, Wanted
from assistant.understanding.kinds import answer_kind
from ingest.normalize import fold

CARRIED_WEIGHT = 0.35
"""Of a term from the turn before: what a follow-up names itself decides, the rest says what it belongs to."""

Groups = tuple[tuple[tuple[str, float], ...], ...]

_ELLIPTICAL = re.compile(r"呢[?。\s]*$|^(?:那|那么|还有|另外|and\b|what about|how about)")
_LEAD_IN = re.compile(r"^(?:那么|那|还有|另外)\s*|呢[?。\s]*$")
_ANAPHORA = re.compile(
    r"这项|那项|这个|那个|这些|那些|这条|那条|上述|上面|上文|刚才|前面|该项|其中|它|这一|这件|此项|此事|这事"
    r"|\b(?:this|that|these|those|it|they)\b"
)
_POINTING = frozenset(("上面", "上文", "刚才", "前面", "还有", "另外", "其他", "别的", "this", "that"))
"""Words that only point at what was said."""
_ENDS = frozenset(("开始", "截止", "结束", "起止"))
"""An end of the span of time just spoken of, which clauses give whole."""
_ROLES = frozenset(("支持", "负责", "牵头", "配合", "责任", "主管", "统筹", "工作", "部门", "单位"))
"""In a question for bodies they say which bodies, and not of what."""
_MEASURES = frozenset(("目标", "目标值", "指标", "要求", "标准", "数值"))
"""What a figure is set as; who answers for the matter is not told of the figure."""

_BASIS = re.compile(
    r"^(?:请问)?(?:这个?|那个?|上面|以上)?的?(?:依据|出处|根据|来源|原文)(?:是|在|来自|出自)?(?:什么|啥|哪|多少|呢|的)?"
    r"|^(?:这|那)?(?:是|在|出自|来自|见)?(?:于)?哪(?:一|个|份|部)?(?:条|款|章|文件|办法|规定|通知)(?:里|中|规定)?的?(?:[?。]|$)"
    r"|\b(?:which|what) (?:clause|article|document|section)\b[^?]*\b(?:this|that|it)\b|\b(?:source|basis)\b"
)
_MORE = re.compile(
    r"^那?(?:还有|其他|别的|另外)(?:的|什么|啥|哪些|别的|其他)?(?:规定|要求)?(?:呢|吗|没有)?[?。\s]*$"
    r"|^(?:anything|what) else\b"
)


def asks_basis(question: Question) -> bool:
    """True for '依据是哪一条': the citation itself is the answer."""
    return _BASIS.search(fold(question.wording)) is not None


def asks_for_more(question: Question) -> bool:
    """True for '还有呢': the question before, apart from what was told."""
    return _MORE.search(fold(question.wording)) is not None


def merge(question: Question, before: Question) -> Question:
    """`question` with the region, level, year and terms that it leaves out taken from the turn before.

    A question that stands for itself takes over the region alone, and that only where it names none.
    """
    question = _without_pointing(question)
    folded = fold(question.text.strip())
    elliptical = _ELLIPTICAL.search(folded) is not None
    if elliptical and question.kind is AnswerKind.OPEN:  # 'GDP目标呢' asks for a figure as 'GDP目标' does
        kind = answer_kind(_LEAD_IN.sub("", _LEAD_IN.sub("", folded)))
        question = replace(
            question, kind=kind, wanted=question.wanted if kind is AnswerKind.OPEN else (Wanted(kind.value),)
        )
    refers = _ANAPHORA.search(folded) is not None or asks_basis(question) or asks_for_more(question)
    places = question.places or before.places
    carried = tuple(place.name for place in places if not question.places)
    whole = replace(
        question,
        places=places,
        carried=carried,
        refers_back=refers or question.kind is AnswerKind.BODY,
        search_text=_joined(carried, question.search_text),
        readings=(*question.readings, *(_carried(before, Aspect.REGION) if carried else ())),
    )
    own = [term for term in question.terms if not term.place]
    return _filled(whole, question, before, elliptical) if elliptical or refers or len(own) < 2 else whole


def _without_pointing(question: Question) -> Question:
    """`question` without the terms that say nothing of what it is about, where a turn before says it."""
    idle = _POINTING | (_ROLES if question.kind is AnswerKind.BODY else _ENDS)
    return replace(question, terms=tuple(term for term in question.terms if term.text not in idle))


def _filled(whole: Question, question: Question, before: Question, elliptical: bool) -> Question:
    """`whole`, which has its region, with level, year, terms and what is asked for filled in from `before`."""
    own_terms = any(not term.place for term in question.terms)
    terms = _carry_terms(question, before, elliptical)
    of_matter = question.kind is AnswerKind.BODY  # who answers for it does so at every level
    levels = question.levels or (() if of_matter or (own_terms and elliptical) else before.levels)
    years = question.years or (() if question.periods else before.years)
    periods = question.periods or before.periods
    as_before = elliptical and question.kind is AnswerKind.OPEN
    kind = before.kind if as_before else question.kind
    left_out = [
        *whole.carried,
        *(term.text for term in terms if term not in question.terms),
        *(level for level in levels if level not in question.levels),
        *(str(year) for year in years if year not in question.years),
    ]
    carried = tuple(dict.fromkeys(left_out))
    return replace(
        whole,
        kind=kind,
        wanted=before.wanted if as_before else question.wanted,
        terms=terms,
        levels=levels,
        years=years,
        periods=periods,
        indicators=question.indicators or (() if own_terms and elliptical else before.indicators),
        ordinal=question.ordinal or before.ordinal,
        units=question.units or (before.units if kind is before.kind and not own_terms else ()),
        expansions=(*question.expansions, *((text, weight * CARRIED_WEIGHT) for text, weight in before.expansions)),
        any_of=(*question.any_of, *_weakened(before.any_of)),
        carried=carried,
        search_text=_joined(carried, question.search_text),
        readings=(*whole.readings, *_carried_readings(question, before, levels, terms)),
    )


def _carried_readings(
    question: Question, before: Question, levels: Sequence[str], terms: Sequence[Term]
) -> Sequence[Reading]:
    """What words of the turn before were read as, for all but the region."""
    readings: list[Reading] = []
    if levels and not question.levels:
        readings += _carried(before, Aspect.LEVEL)
    if not question.periods:
        readings += _carried(before, Aspect.YEAR, Aspect.PERIOD)
    kept = "".join(term.text for term in terms if term not in question.terms)
    about = _carried(before, Aspect.INDICATOR, Aspect.TOPIC)
    return [*readings, *(reading for reading in about if any(part in kept for part in (reading.value, reading.words)))]


def _carried(before: Question, *aspects: Aspect) -> Sequence[Reading]:
    return [replace(reading, start=0, end=0) for reading in before.readings if reading.aspect in aspects]


def _weakened(groups: Groups) -> Groups:
    """Translations of the turn before, which weigh less than those of this one."""
    return tuple(tuple((word, weight * CARRIED_WEIGHT) for word, weight in group) for group in groups)


def _carry_terms(question: Question, before: Question, elliptical: bool) -> tuple[Term, ...]:
    """Terms of this turn, and those of the turn before that this one does not stand in for."""
    own = {term.text for term in question.terms}
    kept = []
    for term in before.terms:
        replaced = elliptical and any(_same_kind(term.text, new) for new in own)
        replaced = replaced or (bool(question.ordinal) and term.text in before.ordinal)
        replaced = replaced or (question.kind is AnswerKind.BODY and term.text in _MEASURES)
        if term.text not in own and not replaced and not (term.place and question.places):
            kept.append(replace(term, weight=term.weight * CARRIED_WEIGHT))
    return (*question.terms, *kept)


def _same_kind(old: str, new: str) -> bool:
    """True where the new term stands in for the old one: both end alike ('永修组团', '共青组团')."""
    return len(old) > 2 and len(new) > 2 and old[-2:] == new[-2:]


def _joined(carried: Sequence[str], text: str) -> str:
    return " ".join([text, *(word for word in carried if word not in text)])
