"""Statements whose indicator stands before the figure: 亩均税收不低于20万元/亩."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.carried import Carried, has_happened, is_repeated, when
from ingest.facts.grants import grants_by_tier
from ingest.facts.heads import Head, head_of
from ingest.facts.indicators import (
    LEADING_VERB,
    in_money,
    is_generic,
    is_short,
    measures,
    names_its_thing,
    starts_counting,
)
from ingest.facts.lists import several
from ingest.facts.parts import Part
from ingest.facts.subjects import COUNTED_ZONES, ENDS_IN_ZONE, SUBJECT, WHOLE
from ingest.facts.things import COUNTS
from ingest.facts.words import Statement, Words, words_of
from ingest.figures.comparators import bound_of
from ingest.figures.quantities import Direction, Quantity
from ingest.model import TextSpan

_OF_BASE = re.compile(
    r"(?P<word>不(?:得|能|应)?(?:少于|低于|高于|超过|多于|小于|大于)|占|达到?)(?P<base>(?:(?![或不])[\u4e00-\u9fff]){2,20})的$"
)
"""不少于工业用地总规模的80%: the share that the indicator has in something else."""
_MOVED = re.compile(r"[由从][^由从,]{1,24}$")
"""由2%提高到3%: the words before 由 are the indicator."""
_OF_WHICH = re.compile(r"\s*其中")
"""A part of a whole that nobody names says too little."""
_GRANT = re.compile(r"(?:奖励|奖补|补贴|补助|资助|资金支持)$")
"""Given to somebody whom an earlier part names."""
_OTHER_ZONE = re.compile(r"[区县市园镇]的")
_LOOK_BACK = 48
_GRANT_TO = re.compile(
    r"对?(?P<whom>[^,;:对]{2,24}?(?:企业|平台|中心|工厂|园区|机构|基地|单位|项目|人才|实验室|孵化器|车间|工作站))"
    r"(?P<noun>(?:一次性)?(?:奖励|奖补|补助|补贴|资助))"
)
_AREA_OF = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,12}(?:城|园|谷|港|镇|区|基地|中心|组团))(?P<area>(?:规划|总|占地|建设|建成区?|起步区|核心区)+面积)"
)
_PARTS = ("%", "个百分点", "倍", "番")
_CHANGES = (("%", False), ("个百分点", True), ("倍", False), ("番", False))
"""Units of a change, each with whether what changes is measured in hundredths."""
_REACHES = re.compile(r"(?:达|突破|超|过)")
_NO_PART_OF_INDICATORS = re.compile(r"(?:重点)?(?:围绕|确定)")
_DONE = re.compile("完成|安排")
_TOLD = re.compile(r"惠及|涉及|覆盖|检查|劝返|出动|办理|受理|发布|提供|投放|发放")
"""What a report says that somebody did, whom an earlier part names."""
_OBLIGED = re.compile("应当|必须")
_OF_A_THING = re.compile(r"(?:计划|预计|项目)?(?:总投资|投资额|总?建筑面积|总?占地面积|总?面积)$")
"""Of a project or a building, which need not be what is spoken of."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure with the words before it."""

    figure: Quantity
    head: Head
    base: TextSpan | None
    """What a percentage is a part of."""


def statements_before(
    text: str, part: Part, start: int, run: Sequence[Quantity], carried: Carried
) -> Iterator[Statement]:
    """What `text[start:]` states with `run`, figures side by side that end a statement."""
    read = _read(text, start, run[0])
    head = read.head
    if head.period is not None and text[head.period.start] in "从由":
        return
    if head.reached and head.period is not None:
        carried.period = head.period
    if len(run) > 1:
        yield from grants_by_tier(text, part, start, run, carried)
        yield from several(text, part, run, head, carried)
        return
    statement = _statement(text, part, start, _of_area(text, _to_whom(text, read), carried), carried)
    if statement is None:
        return
    yield statement
    if statement.figure.normal_unit in COUNTS and ENDS_IN_ZONE.search(head.words.slice(text).strip()):
        # 全省共有开发区98家,实现产值900亿元: of the zones, or of the province?
        carried.subject, carried.unclear = None, True


def _statement(text: str, part: Part, start: int, read: _Read, carried: Carried) -> Statement | None:
    head, words = read.head, read.head.words.slice(text).strip()
    figure = _as_said_before(in_money(read.figure, head.words.slice(text)), text[start : read.figure.span.start])
    read, unit, opens = replace(read, figure=figure), figure.normal_unit, start == part.span.start
    change = "" if head.reached else str(figure.change or "")
    subject = words_of(head.subject or carried.subject)
    verb = LEADING_VERB.match(words)
    counted = verb is not None or (unit in COUNTS and carried.verb is not None)
    period, dated = when(head, carried, counted and is_repeated(text, carried))
    if verb is not None and verb.end() == len(words) and unit in COUNTS:
        carried.pending.append(Statement(figure, part.span, subject, Words((head.words,)), period, change, dated))
        return None
    goes_on = _goes_on(text, figure, head, carried) if opens else None
    indicator = goes_on or _indicator(text, part, start, read, carried, bool(change))
    if indicator is None and (zone := _zones_counted(text, figure, head, carried)) is not None:
        return Statement(figure, part.span, words_of(carried.whole), zone, period, change, dated)
    if verb is not None and unit in COUNTS:
        carried.verb = TextSpan(head.words.start, head.words.start + verb.end())
    if indicator is None or not (goes_on or _is_plain(words, figure, head, carried, opens)):
        return None
    if subject is None and _leaves_open_whose(text, part, start, read, carried):
        return None
    if indicator is carried.indicator:
        period, dated = when(head, carried, goes_on is None)
        if not goes_on and unit in _PARTS and not head.reached:
            # 增速不低于10%,其中高新片区不低于12%
            change = change or carried.change
    if not words.startswith("占"):
        carried.indicator, carried.unit, carried.change = indicator, unit, change
    return Statement(figure, part.span, subject, indicator, period, change, dated)


def _of_area(text: str, read: _Read, carried: Carried) -> _Read:
    """科技城规划面积45平方公里,集聚企业300家: both are of 科技城."""
    words = read.head.words
    area = None if read.head.subject is not None else _AREA_OF.fullmatch(text, words.start, words.end)
    if area is None:
        return read
    carried.subject, carried.placed, carried.local = TextSpan(*area.span("name")), True, True
    carried.period = carried.period if carried.period and carried.period.start >= carried.at else None
    return replace(read, head=replace(read.head, subject=carried.subject, words=TextSpan(*area.span("area"))))


def _to_whom(text: str, read: _Read) -> _Read:
    """省级创新平台一次性奖励50万元 names for whom the grant is."""
    words = read.head.words
    grant = None if read.head.subject is not None else _GRANT_TO.fullmatch(text, words.start, words.end)
    if grant is None:
        return read
    return replace(
        read, head=replace(read.head, subject=TextSpan(*grant.span("whom")), words=TextSpan(*grant.span("noun")))
    )


def _leaves_open_whose(text: str, part: Part, start: int, read: _Read, carried: Carried) -> bool:
    """Whether a figure without a subject is of somebody whom the sentence names in a way that is not understood."""
    words = read.head.words.slice(text).strip()
    led = LEADING_VERB.match(words) is not None and not carried.follows
    if led and _OBLIGED.search(text, part.span.start, read.figure.span.start):
        # 各门课程,至少应当配备教师2人
        return True
    if read.figure.normal_unit in COUNTS:
        return False
    return _OF_WHICH.match(text, start) is not None or (start > 0 and _GRANT.search(words) is not None)


def _zones_counted(text: str, figure: Quantity, head: Head, carried: Carried) -> Words | None:
    """全市国家级开发区达到4家,省级开发区达到12家: the zones themselves are counted."""
    if head.subject is None or figure.normal_unit not in ("家", "个") or carried.indicator is not None:
        return None
    if head.words.slice(text).strip() or figure.change is not None or carried.unclear:
        return None
    whole = WHOLE.match(text, head.subject.start, head.subject.end)
    zones = TextSpan(whole.end() if whole else head.subject.start, head.subject.end)
    if not COUNTED_ZONES.fullmatch(text, zones.start, zones.end):
        return None
    carried.whole = TextSpan(*whole.span()) if whole else carried.whole
    return Words((zones,))


def _goes_on(text: str, figure: Quantity, head: Head, carried: Carried) -> Words | None:
    """投资90亿元,增长20%: the indicator of the part before, where that states one thing only."""
    latest = carried.latest
    if latest is None or head.subject is not None or head.words.slice(text).strip():
        return None
    unit, was = figure.normal_unit, latest.figure.normal_unit
    if figure.change is not None and not head.reached:
        return latest.indicator if unit == was != "%" or (unit, was == "%") in _CHANGES else None
    if head.period is not None and unit == was and not latest.change and _REACHES.match(figure.comparator):
        # 2025年实现工业总产值560亿元,2026年达到620亿元
        return latest.indicator
    if latest.change and (head.reached or figure.comparator.startswith("达")):
        words = latest.indicator.text(text)
        return latest.indicator if measures(words, unit) else None
    return None


def _read(text: str, start: int, figure: Quantity) -> _Read:
    end = figure.span.start
    if figure.normal_unit == "%":
        base = _OF_BASE.search(text, max(start, end - _LOOK_BACK), end)
        if base is not None:
            bound = figure.bound if figure.comparator else bound_of(base["word"], "", "")
            head = head_of(text, start, base.start())
            return _Read(replace(figure, bound=bound), head, TextSpan(*base.span("base")))
    head = head_of(text, start, end)
    moved = _MOVED.search(text, max(start, end - _LOOK_BACK), end) if head.reached else None
    if moved is not None:
        was = head_of(text, start, moved.start())
        head = replace(was, reached=True, period=head.period or was.period)
    return _Read(figure, head, None)


def _indicator(text: str, part: Part, start: int, read: _Read, carried: Carried, changes: bool) -> Words | None:
    words, unit = read.head.words.slice(text).strip(), read.figure.normal_unit
    if not words or (SUBJECT.fullmatch(words) and read.head.subject is None):
        opens = start == part.span.start and not words and read.head.subject is None
        known = carried.unit in (unit, "") or unit in ("番", "倍", "%")
        if carried.change and read.figure.change and carried.change != read.figure.change:
            return None
        return carried.indicator if known and not opens else None
    if words.startswith("占") and carried.indicator is not None and measures(f"产值{words}", unit):
        return Words((*carried.indicator.pieces, read.head.words))
    labelled = text[part.span.start : read.figure.span.start].rstrip().endswith(":")
    bare = not read.figure.comparator
    if (labelled and unit in COUNTS) or not measures(words, unit, changes, bare, read.base is not None):
        return None
    if read.base is not None:
        return Words((read.head.words, read.base), "占")
    return _with_verb(text, read.head.words, carried, read.figure)


def _as_said_before(figure: Quantity, words: str) -> Quantity:
    """至少应当配备教师二人: what binds the figure stands before the verb."""
    if figure.bound is not Direction.EXACT:
        return figure
    if "至少" in words:
        return replace(figure, bound=Direction.AT_LEAST)
    return replace(figure, bound=Direction.AT_MOST) if re.search("[至最]多", words) else figure


def _with_verb(text: str, words: TextSpan, carried: Carried, figure: Quantity) -> Words:
    """The indicator, with the verb that an enumeration names once: 新增甲20家、乙30家."""
    verb = LEADING_VERB.match(text, words.start, words.end)
    counts = figure.normal_unit in COUNTS
    if verb and verb.end() < words.end:
        carried.verb = TextSpan(*verb.span()) if counts else None
        dropped = _NO_PART_OF_INDICATORS if counts else _DONE
        if dropped.fullmatch(verb.group()) and not is_generic(text[verb.end() : words.end]):
            return Words((TextSpan(verb.end(), words.end),))
    elif carried.verb is not None and counts:
        # 培育甲3家,乙达到15家 ends the enumeration.
        news = starts_counting(carried.verb.slice(text), words.slice(text))
        if not _REACHES.match(figure.comparator) and (news or not has_happened(text, carried)):
            return Words((carried.verb, words))
        carried.verb = None
    return Words((words,))


def _is_plain(words: str, figure: Quantity, head: Head, carried: Carried, opens: bool) -> bool:
    """False where a person, too, would have to guess what is measured, or whether anything is."""
    if figure.number == "一" and figure.normal_unit in COUNTS and figure.bound is Direction.EXACT:
        return False
    if head.subject is None and carried.placed and _OTHER_ZONE.search(words):
        return False
    if head.subject is None and carried.subject is None:
        told = figure.normal_unit in COUNTS and _TOLD.match(words) is not None and not carried.follows
        if carried.unclear or told or (carried.of_unknown and figure.bound is Direction.EXACT):
            return False
    if (
        ENDS_IN_ZONE.search(words)
        and head.subject is None
        and carried.subject is not None
        and figure.normal_unit in COUNTS
    ):
        # 国家级开发区进入前100名的达到2家,超千亿元开发区达到3家: zones are not counted in a zone.
        return False
    if carried.subject is not None and not carried.placed and _GRANT.search(words):
        return True
    if _OF_A_THING.fullmatch(words) and head.subject is None:
        return False
    if names_its_thing(words, figure.normal_unit) or words.startswith("占") or not is_short(words):
        return True
    return head.subject is not None or (carried.follows and (opens or carried.subject is not None))
