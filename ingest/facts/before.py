"""Statements whose indicator stands before the figure: 亩均税收不低于20万元/亩."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts.carried import Carried, when
from ingest.facts.heads import Head, head_of
from ingest.facts.indicators import LEADING_VERB, in_money, is_short, measures, names_its_thing, starts_counting
from ingest.facts.lists import several
from ingest.facts.parts import Part
from ingest.facts.subjects import SUBJECT
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
    if len(run) > 1:
        yield from several(text, part, run, head, carried)
        return
    figure = _as_said_before(in_money(read.figure, head.words.slice(text)), text[start : read.figure.span.start])
    change = "" if head.reached else str(figure.change or "")
    words, unit = head.words.slice(text).strip(), figure.normal_unit
    subject = words_of(head.subject or carried.subject)
    period, dated = when(head, carried)
    if LEADING_VERB.fullmatch(words) and unit in COUNTS:
        carried.pending.append(Statement(figure, part.span, subject, Words((head.words,)), period, change, dated))
        return
    indicator = _indicator(text, part, start, replace(read, figure=figure), carried, bool(change))
    opens = start == part.span.start
    if indicator is None or not _is_plain(words, figure, head, carried, opens):
        return
    if (
        subject is None
        and unit not in COUNTS
        and (_OF_WHICH.match(text, start) or (start > 0 and _GRANT.search(words)))
    ):
        return
    if not words.startswith("占"):
        carried.indicator, carried.unit = indicator, unit
    yield Statement(figure, part.span, subject, indicator, period, change, dated)


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
        head = replace(head_of(text, start, moved.start()), reached=True)
    return _Read(figure, head, None)


def _indicator(text: str, part: Part, start: int, read: _Read, carried: Carried, changes: bool) -> Words | None:
    words, unit = read.head.words.slice(text).strip(), read.figure.normal_unit
    if not words or (SUBJECT.fullmatch(words) and read.head.subject is None):
        opens = start == part.span.start and not words and read.head.subject is None
        known = carried.unit in (unit, "") or unit in ("番", "倍", "%")
        return carried.indicator if known and not opens else None
    if words.startswith("占") and carried.indicator is not None and measures(f"产值{words}", unit):
        return Words((*carried.indicator.pieces, read.head.words))
    labelled = text[part.span.start : read.figure.span.start].rstrip().endswith(":")
    bare = not read.figure.comparator
    if (labelled and unit in COUNTS) or not measures(words, unit, changes, bare, read.base is not None):
        return None
    if read.base is not None:
        return Words((read.head.words, read.base), "占")
    return _with_verb(text, read.head.words, carried, unit)


def _as_said_before(figure: Quantity, words: str) -> Quantity:
    """至少应当配备教师二人: what binds the figure stands before the verb."""
    if figure.bound is not Direction.EXACT:
        return figure
    if "至少" in words:
        return replace(figure, bound=Direction.AT_LEAST)
    return replace(figure, bound=Direction.AT_MOST) if re.search("[至最]多", words) else figure


def _with_verb(text: str, words: TextSpan, carried: Carried, unit: str) -> Words:
    """The indicator, with the verb that an enumeration names once: 新增甲20家、乙30家."""
    verb = LEADING_VERB.match(text, words.start, words.end)
    if verb and verb.end() < words.end:
        carried.verb = TextSpan(*verb.span())
    elif carried.verb is not None and unit in COUNTS and starts_counting(carried.verb.slice(text), words.slice(text)):
        return Words((carried.verb, words))
    return Words((words,))


def _is_plain(words: str, figure: Quantity, head: Head, carried: Carried, opens: bool) -> bool:
    """False where a person, too, would have to guess what is measured, or whether anything is."""
    if figure.number == "一" and figure.normal_unit in COUNTS and figure.bound is Direction.EXACT:
        return False
    if head.subject is None and carried.placed and _OTHER_ZONE.search(words):
        return False
    if carried.unclear and head.subject is None and carried.subject is None:
        return False
    if names_its_thing(words, figure.normal_unit) or words.startswith("占") or not is_short(words):
        return True
    return head.subject is not None or (carried.follows and (opens or carried.subject is not None))
