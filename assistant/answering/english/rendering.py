"""An answer in English around the documents' Chinese.

'Per-mu tax for national zones in Jiujiang: at least 200,000 yuan (亩均税收20万元以上)'. The English says no
more than the Chinese beside it: figures are computed from it, terms are the question's own where it has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.english.figures import figures_in_english
from assistant.answering.english.labels import Label, labels
from assistant.answering.english.names import english_body, english_region, english_term, region_word
from assistant.answering.findings import Finding
from assistant.answering.fit import FREQUENCY
from assistant.model import AnswerKind, Question, Wanted
from assistant.understanding.kinds import TIME
from ingest.figures.quantities import find_quantities
from ingest.normalize import fold

LONGEST, LONGEST_SIDE = 76, 56
"""Characters without white space of an answer, and of one side of a comparison; its marker comes on top."""
_SHORT_STATEMENT, _SHORT_PART = 40, 16
_CLEAR = 6
"""Weight from which on a label names a thing clearly enough to stand beside a better one, or alone before words."""
_SAYS_GROWTH = re.compile(r"\b(?:growth|increase|rise|grow)", re.IGNORECASE)
_PART = re.compile(r"(?<=[，,；;。])(?!\d{3}(?!\d))")
_EDGES = "，,；;。 "
_ROLES = re.compile(
    r"(?P<lead>牵头|主办|主责|主管|统筹)|(?P<support>配合|协办|协助|参与|参加|支持|协同)|责任|负责|承办|实施|落实"
)
_DUTY = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,8})[：:]\s*(?P<names>.+)", re.DOTALL)
_NAMES = re.compile(r"([、，,；;：。]|以及|和|与|及|等)")
_BODIES = ("局", "委", "厅", "部", "办", "会", "部门", "单位")
_LEAD_INS = {
    AnswerKind.LIST: "Listed",
    AnswerKind.DEFINITION: "Defined as",
}
_LEAD_INS_OF_LISTS = {Wanted.CONDITION: "Conditions", Wanted.PROCEDURE: "Steps"}
_NO_MARK = "The document says"


@dataclass(frozen=True, slots=True)
class _Stated:
    """A part of the statement with its figures in English."""

    english: str
    chinese: str
    """The whole part."""
    figure: str
    """Its figures alone, as written."""


def rendered(question: Question, finding: Finding, statement: str, region: str = "") -> str:
    """`statement`, the Chinese words of `finding`, with its figures and terms in English.

    `region` is the Chinese name of a region that must be told, since the question leaves open whose rule answers.
    """
    whose = f"{english_region(region)} ({region}): " if region else ""
    if finding.empty_cell:
        return _capital(f"{whose}no figure in the table ({statement.removesuffix('（表中没有数值）')})")
    if question.kind is AnswerKind.BODY:
        bodies = _bodies(statement)
        if bodies:
            return whose + bodies
    stated = _stated(question, statement)
    named = _labels(question, finding, statement, () if region else _places_of(question, finding))
    if stated and _wants_figures(question, statement):
        longest = LONGEST_SIDE if question.compares else LONGEST
        found = _short_enough(_figure_answers(question, named, stated, region), longest)
        return found if question.compares else _capital(found)
    lead_in = _LEAD_INS_OF_LISTS.get(question.wanted[0], "") if finding.parts else ""
    head = f"{whose}{lead_in or _lead_in(question, named)}: "
    return _short_enough((f"{head}{_named(statement)}", f"{head}{statement}"))


def _labels(question: Question, finding: Finding, statement: str, places: Sequence[str]) -> list[Label]:
    """Labels that the statement itself bears out; where it names nothing, those of its sentence or table headers."""
    own = labels(question, fold(statement), places)
    named = own and own[0].weight > 1
    return own if named else labels(question, fold(f"{statement} {finding.context}"), places)


def _wants_figures(question: Question, statement: str) -> bool:
    """True for all but lists and definitions, in which figures stand by the way.

    'What is the longest period' reads like the question for a definition; a short statement is none.
    """
    if question.kind is AnswerKind.DEFINITION:
        return bool(question.units) or len(statement) <= _SHORT_STATEMENT
    return question.kind is not AnswerKind.LIST or bool(question.units)


def _places_of(question: Question, finding: Finding) -> list[str]:
    region = finding.hit.passage.region
    return [
        region_word(place.name) for place in question.places if any(region[: len(path)] == path for path in place.paths)
    ]


def _stated(question: Question, statement: str) -> list[_Stated]:
    """The parts of the statement with figures; a short one before it without its own (到2020年,) goes with it.

    Empty where a figure has no English.
    """
    asks_time = TIME in question.units
    found: list[_Stated] = []
    waiting = ""
    for part in _PART.split(statement):
        figures = figures_in_english(part, asks_time) if _has_figure(part, asks_time) else []
        if figures is None:
            return []
        if not figures:
            waiting = part if len(part) <= _SHORT_PART else ""
            continue
        found.append(_Stated(", ".join(figures), (waiting + part).strip(_EDGES), _figures_of(part, asks_time)))
        waiting = ""
    return found


def _has_figure(part: str, asks_time: bool) -> bool:
    """True for an amount, and where a time is asked for, for a date, a year and how often something is done."""
    times = FREQUENCY.search(fold(part)) or any(f.is_year or f.is_date for f in find_quantities(part))
    return _has_amount(part) or (asks_time and bool(times))


def _has_amount(part: str) -> bool:
    """True for a figure beyond doubt: a lone 一 is mostly an article, a bare number mostly part of a name."""
    cell = part.rfind("：")
    return any(
        figure.is_amount
        and (figure.comparator or 0 <= cell < figure.span.start or (figure.number != "一" and figure.normal_unit != ""))
        for figure in find_quantities(part)
    )


def _figures_of(part: str, asks_time: bool) -> str:
    """From the first to the last figure of a part, as written, or how often something is done."""
    often = FREQUENCY.search(fold(part))
    spans = [f.span for f in find_quantities(part) if f.is_amount or (asks_time and (f.is_year or f.is_date))]
    starts = [span.start for span in spans] + ([often.start()] if often else [])
    ends = [span.end for span in spans] + ([often.end()] if often else [])
    return part[min(starts) : max(ends)].strip(_EDGES)


def _figure_answers(
    question: Question, named: Sequence[Label], stated: Sequence[_Stated], region: str
) -> Iterator[str]:
    """Ways to say the same, from the fullest to the shortest."""
    own = [label for label in named if label.weight]
    main = own[0] if own else Label("", "", "", "", 0)
    full = _full(question, named) if own else ""
    # The name of its side says already where each side of a comparison holds.
    heads = [main.core] if question.compares else list(dict.fromkeys((full, main.words, main.core)))
    with_term = [*heads, f"{main.phrase} ({main.chinese})"] if own else heads
    wheres = [f"{english_region(region)} ({region})", english_region(region)] if region else [""]
    for parts in _choices(question, stated):
        for where in wheres:
            yield from (_said(where, head, parts) for head in heads)
            yield from (_said(where, head, parts, whole=False) for head in with_term)
        for whole in (True, False):
            yield from (_said(wheres[-1], head, parts, whole) for head in (main.phrase, ""))


def _full(question: Question, named: Sequence[Label]) -> str:
    """The best label, where it holds, and what else names a thing clearly, as the question orders them."""
    main, *others = named
    more = (label.words for label in others if label.weight == 0 or label.weight >= _CLEAR)
    return ", ".join(sorted(dict.fromkeys([main.words, *more]), key=question.text.find))


def _choices(question: Question, stated: Sequence[_Stated]) -> Iterator[Sequence[_Stated]]:
    """Of several parts first those alone that have the unit asked for; then all."""
    fitting = [part for part in stated if any(unit in part.figure for unit in question.units)]
    if 0 < len(fitting) < len(stated):
        yield fitting
    yield stated


def _said(where: str, label: str, parts: Sequence[_Stated], whole: bool = True) -> str:
    """Where it holds, what it is of, and the figures, with the Chinese part as a whole or its figures alone."""
    head = ": ".join(word for word in (where, _capital(label)) if word)
    figures = [
        part.english.replace("increase of ", "") if _SAYS_GROWTH.search(label) else part.english for part in parts
    ]
    chinese = [part.chinese if whole else part.figure for part in parts]
    body = "; ".join(f"{english} ({quoted})" for english, quoted in zip(figures, chinese, strict=True))
    return f"{head}: {body}" if head else body


def _short_enough(answers: Iterable[str], longest: int = LONGEST) -> str:
    """The first of at most `longest` characters, else the shortest."""
    tried = []
    for answer in answers:
        if len("".join(answer.split())) <= longest:
            return answer
        tried.append(answer)
    return min(tried, key=len)


def _lead_in(question: Question, named: Sequence[Label]) -> str:
    own = next((label for label in named if label.weight >= _CLEAR), None)
    return _capital(own.core) if own else _LEAD_INS.get(question.kind, _NO_MARK)


def _bodies(statement: str) -> str:
    """'Lead: 市商务局 (Municipal Bureau of Commerce)' for lines of role and names; empty for other wordings."""
    lines = [_DUTY.fullmatch(line.strip()) for line in re.split(r"；(?=[^；：]{2,8}：)", statement)]
    if not all(lines):
        return ""
    said = [f"{_role(line['label'])}: {_named(line['names'])}" for line in lines if line]
    plain = [f"{_role(line['label'])}: {line['names']}" for line in lines if line]
    return _short_enough(("; ".join(said), "; ".join(plain)))


def _role(label: str) -> str:
    match = _ROLES.search(fold(label))
    if match is None:
        return label
    return "Lead" if match["lead"] else "Support" if match["support"] else "Responsible"


def _named(names: str) -> str:
    """Each body or thing of an enumeration with its English name behind it, where the glossary has one."""
    return "".join(f"{part} ({english})" if (english := _name(part)) else part for part in _NAMES.split(names))


def _name(part: str) -> str:
    chinese = fold(part.strip())
    return english_body(chinese) if chinese.endswith(_BODIES) else english_term(chinese)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
