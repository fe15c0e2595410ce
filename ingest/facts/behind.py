"""Statements whose counted thing stands behind the figure: 培育12家龙头企业, 给予50万元奖励."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.facts.carried import FOR, Carried, is_repeated, when
from ingest.facts.heads import Head, head_of
from ingest.facts.indicators import COUNT_VERB, GRANT_VERB, GRANTED, measures
from ingest.facts.parts import Part
from ingest.facts.things import COUNTED
from ingest.facts.words import Statement, Words, words_of
from ingest.figures.quantities import Direction, Quantity
from ingest.model import TextSpan

_DIVIDER = re.compile(r"、|[和及与](?=\s*(?:[\d一两三四五六七八九十]|若干|一批))")
_NO_THING = re.compile(r"会议|[座推调恳]\S{0,4}会|讲座|措施|意见|建议|环节|步骤|方面|要求|原则|任务")
_AROUND = re.compile(r"(?:围绕|通过|依托|根据|按照|结合|聚焦|在|以|利用|从)")
_INDUSTRIES = re.compile(r"[\u4e00-\u9fff、]{2,30}(?:产业|行业|产业链)")
_GIVER = re.compile(r"(?:由)?(?:[\u4e00-\u9fff]{0,6}(?:财政|政府|资金|部门|基金))?(?:一次性|每[人家户年个]|最高)*")
_IN_PART = re.compile(r"(?P<whom>[^,;]{3,40}的)(?:每[人家户个]|一次性|最高|再)*")
_NO_PART_OF_INDICATORS = re.compile("围绕|确定")
_PROVIDED = re.compile(r"(?:统筹)?(?:安排|设立|筹集|组建|投入)(?:总?规模)?$")
_FUND = re.compile(r"的?(?P<fund>[\u4e00-\u9fff“”]{2,20}(?:资金|基金|经费|资金池))")
_LONGEST_THING = 34
_STAND_IN = "甲"


def statement_behind(
    text: str, part: Part, start: int, figures: Sequence[Quantity], carried: Carried
) -> Statement | None:
    """What the first of `figures` states of the words behind it; the others are those that follow in the part."""
    figure = figures[0]
    if figure.normal_unit in ("%", ""):
        return None
    head = head_of(text, start, figure.span.start)
    if figure.normal_unit.partition("/")[0].endswith("元"):
        return _grant(text, part, start, figure, head, carried)
    if text.startswith("的", figure.span.end):
        return None
    return _count(text, part, start, figures, head, carried)


def _grant(text: str, part: Part, start: int, figure: Quantity, head: Head, carried: Carried) -> Statement | None:
    left = text[start : figure.span.start].rstrip()
    verb = GRANT_VERB.search(left)
    granted = GRANTED.fullmatch(text[figure.span.end : _thing_end(text, part, figure.span.end, ())].strip())
    if verb is None and _PROVIDED.search(left):
        return _fund(text, part, figure, head, carried)
    if verb is None or granted is None:
        return None
    rest = TextSpan(head.words.start, max(head.words.start, start + verb.start()))
    inside = _IN_PART.fullmatch(text, rest.start, rest.end)
    for_whom = FOR.match(text, part.span.start, part.span.end)
    if rest.slice(text).strip() and not (inside or for_whom or _GIVER.fullmatch(rest.slice(text).strip())):
        return None
    subject = head.subject or carried.subject
    if subject is not None and subject.slice(text).endswith("财政"):
        subject = carried.subject if carried.subject != subject else None
    if inside or for_whom:
        subject = TextSpan(*inside.span("whom")) if inside else carried.subject
    if subject is None and part.span.start > 0:
        # Whom it is for stands in a part before, in a way that is not understood.
        return None
    offset = text.index(granted["noun"], figure.span.end)
    noun = TextSpan(offset, offset + len(granted["noun"]))
    period, dated = when(head, carried)
    return Statement(figure, part.span, words_of(subject), Words((noun,)), period, "", dated)


def _fund(text: str, part: Part, figure: Quantity, head: Head, carried: Carried) -> Statement | None:
    """每年安排不少于5000万元的科技创新专项资金: the money of a fund."""
    fund = _FUND.fullmatch(text, figure.span.end, _thing_end(text, part, figure.span.end, ()))
    if fund is None or not _PROVIDED.fullmatch(head.words.slice(text).strip()):
        return None
    if head.subject is None and carried.subject is None and not carried.follows:
        return None
    period, dated = when(head, carried)
    named = Words((TextSpan(*fund.span("fund")),))
    return Statement(figure, part.span, words_of(head.subject or carried.subject), named, period, "", dated)


def _count(
    text: str, part: Part, start: int, figures: Sequence[Quantity], head: Head, carried: Carried
) -> Statement | None:
    figure, further = figures[0], figures[1:]
    thing = TextSpan(figure.span.end, _thing_end(text, part, figure.span.end, further))
    left = text[start : figure.span.start].rstrip()
    found = COUNT_VERB.search(left)
    goes_on = found is None and not left.strip(" 、和及与")
    verb = carried.verb if goes_on else None
    if found is not None:
        verb = TextSpan(start + found.start("verb"), start + found.end("verb"))
    often = carried.often or head.often
    vague = figure.number == "一" and figure.bound is Direction.EXACT and not goes_on and often is None
    if verb is None or vague or not _is_thing(text, thing, further):
        return None
    subject = head.subject or carried.subject
    if found is not None:
        between = TextSpan(head.words.start, max(head.words.start, verb.start))
        spoken = between.slice(text).strip()
        if _INDUSTRIES.fullmatch(spoken):
            subject = between
        elif spoken and not _AROUND.match(spoken):
            return None
        carried.verb, carried.bound = verb, figure.bound
    elif figure.bound is Direction.EXACT:
        figure = replace(figure, bound=carried.bound)
    period, dated = when(head, carried, is_repeated(text, carried))
    pieces = (thing,) if _NO_PART_OF_INDICATORS.fullmatch(verb.slice(text)) else (verb, thing)
    return Statement(figure, part.span, words_of(subject), Words(pieces), period, "", dated)


def _thing_end(text: str, part: Part, start: int, further: Sequence[Quantity]) -> int:
    """Where the words behind a figure end: at 、, and at 和 where a figure comes next."""
    for mark in _DIVIDER.finditer(text, start, part.span.end):
        if mark.group() == "、" or any(mark.end() <= figure.span.start for figure in further):
            return mark.start()
    return part.span.end


def _is_thing(text: str, thing: TextSpan, further: Sequence[Quantity]) -> bool:
    """True for what can be counted; figures inside (投资过50亿元的项目) only tell which."""
    words = "".join(thing.slice(text).split())
    if not COUNTED.search(words) or _NO_THING.search(words) or len(words) > _LONGEST_THING:
        return False
    signs = list(thing.slice(text))
    for figure in further:
        if thing.contains(figure.span):
            inner = figure.span.shifted(-thing.start)
            signs[inner.start : inner.end] = _STAND_IN * len(inner)
    told = re.sub(f"{_STAND_IN}+", _STAND_IN, "".join(signs))
    return measures(told.replace(f"{_STAND_IN}或{_STAND_IN}", _STAND_IN), "个")
