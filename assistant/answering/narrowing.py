"""From a finding to what is said of it: the nth repeat, one item, one of several figures, more of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.findings import Finding
from assistant.answering.fit import is_upper_end, level_fit, year_fit
from assistant.answering.matching import match
from assistant.answering.segments import Sentence, is_condition, sentences
from assistant.model import AnswerKind, Question, Term
from assistant.understanding.constraints import levels
from assistant.understanding.places import INNER_PLACE_WEIGHT
from ingest.figures.quantities import find_quantities
from ingest.normalize import fold

_NUMERALS = {numeral: n for n, numeral in enumerate("一二三四五六七八九十", start=1)}
_BOUNDARY = re.compile(r"[、和及与,]")
_LISTED = re.compile(r"、")
_FURTHER_FIGURES = re.compile(r"(?:[、和及与][\d.一二三四五六七八九十百千万]+[^、和及与，,。；;\s\d]{1,6})+")
_ITEM = re.compile(r"[^、和及与]+")
_FEWEST_ITEMS = 3
_LOOKED_AT = 30
LONGEST = 76
"""Characters of an answer that is lengthened to what its sentence goes on to say."""
_EXCEPTS = re.compile(r"除.{2,50}(?:之?外|以外)")
_RESPECTIVELY = re.compile(
    r"(?P<items>[^,;。]*?)(?P<tail>(?:占|的)[^,;。、]*?)?"
    r"(?P<verb>分别(?:达到?|为|是|增长|(?:提高|上调|调整|增加)[到至为]?|不低于|超过)?)(?P<figures>[^,;。]+)$"
)
_LONGEST_BOUND = 16
_PER = re.compile(r"(?:每[^\d]{1,3}){1,2}(?=\d)")


def answers_only(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Without those that ask themselves, as the headings of questions and answers do; all where none is left."""
    asking: list[Finding] | None = []
    for finding in findings:
        if not _asks(finding):
            asking = None
            yield finding
        elif asking is not None:
            asking.append(finding)
    yield from asking or ()


def _asks(finding: Finding) -> bool:
    """Also a part of a sentence that ends as a question."""
    return bool(finding.shape) and finding.context.endswith("?")


def nth_repeat(question: Question, ranked: Iterable[Finding]) -> Finding | None:
    """The best finding, or for 'the second year' the second of its repeats; None where nothing repeats so often.

    Repeats have one shape and stand in one passage: '工业投资27亿元', '工业投资28亿元'.
    """
    others = iter(ranked)
    best = next(others, None)
    if best is None:
        return None
    passage = best.hit.passage
    if not question.ordinal or question.ordinal in fold(" ".join((passage.title, *passage.path, passage.text))):
        return best
    findings = [best, *others]
    for candidate in findings[:_LOOKED_AT]:
        repeats = [f for f in findings if f.shape == candidate.shape and f.hit.passage.id == candidate.hit.passage.id]
        position = ordinal_position(question.ordinal, len(repeats))
        if candidate.shape and len(repeats) > 1 and 0 <= position < len(repeats):
            return sorted(repeats, key=lambda finding: finding.position)[position]
    return None


def ordinal_position(ordinal: str, count: int) -> int:
    """'第二个年度' is 1, '首年' 0, '最后一年' the last; -1 where it cannot be told."""
    if ordinal.startswith(("最后", "末")):
        return count - 1
    digits = re.search(r"[一二三四五六七八九十]|\d{1,2}", ordinal.replace("首", "一"))
    return (_NUMERALS.get(digits.group()) or int(digits.group())) - 1 if digits else -1


def one_item(question: Question, finding: Finding) -> Finding:
    """Of an enumeration in which one item alone names the place or the level asked about, that item."""
    of_level = _of_level(question, finding.text)
    if of_level is not None and question.kind is not AnswerKind.LIST and finding.cell is None:
        return replace(finding, text=of_level)
    if question.kind is AnswerKind.LIST or finding.text.count("、") < _FEWEST_ITEMS - 1:
        return finding
    items = [item for item in _BOUNDARY.split(finding.text) if item.strip()]
    for place in question.places:
        named = [item for item in items if fold(place.name) in fold(item)]
        if len(named) == 1 and len(named[0].strip()) > len(place.name) + 1:
            return replace(finding, text=named[0].strip())
    return finding


def _of_level(question: Question, text: str) -> str | None:
    """The only item of a level asked for where every item is of a level: '国家级园区享受省级权限、省级园区享受…'."""
    items = [item.strip() for item in _LISTED.split(text)]
    named = [levels(fold(item))[:1] for item in items]
    fitting = [item for item, level in zip(items, named, strict=True) if set(level) & set(question.levels)]
    return fitting[0] if len(items) > 1 and all(named) and len(fitting) == 1 else None


def one_figure(question: Question, finding: Finding) -> Finding:
    """Of 'A、B的比重分别达到23%、17%' the figure of the one that is asked about, with its words."""
    if question.kind is not AnswerKind.FIGURE:
        return finding
    finding = _with_upper_end(finding)
    whole = _with_further_figures(finding)
    parts = _RESPECTIVELY.match(fold(whole.text))
    if parts is None:
        return finding
    finding = whole
    items = _enumerated(parts, "items", finding.text)
    figures = [figure for figure in _enumerated(parts, "figures", finding.text) if find_quantities(figure)]
    items = items[-len(figures) :]
    if len(figures) < 2 or len(items) != len(figures):
        return finding
    shared = _shared_words(question, items)
    best = _item_asked_about(question, [*items[:-1], items[-1].removesuffix(shared)])
    if best is None:
        return finding
    subject = items[best] if items[best].endswith(shared) else items[best] + shared
    tail = finding.text[slice(*parts.span("tail"))] if parts["tail"] else ""
    verb = finding.text[slice(*parts.span("verb"))][len("分别") :] or "为"
    return replace(finding, text=f"{subject}{tail}{verb}{_per_what(figures[0], figures[best])}{figures[best]}")


def _with_upper_end(finding: Finding) -> Finding:
    """'18周岁以上，35周岁以下' for the first of the two alone: both bounds are the range that is laid down."""
    text, end = finding.hit.passage.text, finding.position + len(finding.text)
    if text[finding.position : end] != finding.text:
        return finding
    told, behind = find_quantities(finding.text), find_quantities(text[end : end + _LONGEST_BOUND])
    if (
        not told
        or not behind
        or fold(text[end : end + behind[0].span.start]).strip(",、至")
        or not behind[0].comparator
    ):
        return finding
    if not is_upper_end(told[-1], behind[0]):
        return finding
    return replace(finding, text=text[finding.position : end + behind[0].span.end])


def _with_further_figures(finding: Finding) -> Finding:
    """Of 'A和B分别为209元' cut before '、280元' the whole."""
    text, end = finding.hit.passage.text, finding.position + len(finding.text)
    if "分别" not in finding.text or text[finding.position : end] != finding.text:
        return finding
    further = _FURTHER_FIGURES.match(text, end)
    return replace(finding, text=finding.text + further.group()) if further else finding


def _per_what(first: str, figure: str) -> str:
    """What the first figure of a run says for all: 每人每月 in '每人每月20元、30元'."""
    said = _PER.match(first)
    return said.group() if said and figure[:1].isdigit() else ""


def _shared_words(question: Question, items: Sequence[str]) -> str:
    """What the last item says for all: '增加值' of '工业、服务业增加值', from the first term of the question in it.

    Nothing where another item ends as the last one goes on, '生活补贴、护理补贴标准': each says it for itself.
    """
    *others, last = items
    folded = fold(last)
    if any(len(item) > 2 and item[-2:] in folded[1:] for item in map(fold, others)):
        return ""
    starts = [folded.find(form, 1) for term in question.terms for form in term.forms]
    return last[min((start for start in starts if start > 0), default=len(last)) :]


def _item_asked_about(question: Question, names: Sequence[str]) -> int | None:
    """Which of the items the question names, by level or by term; None where that is none or several."""
    if any(levels(fold(name)) for name in names) and question.levels:
        named = [i for i, name in enumerate(names) if set(levels(fold(name))) & set(question.levels)]
        return named[0] if len(named) == 1 else None
    scores = [sum(_names(term, fold(name)) for term in question.terms) for name in names]
    best = max(scores)
    return scores.index(best) if best > 0 and scores.count(best) == 1 else None


def _names(term: Term, name: str) -> float:
    """1 where the item says the term or is a part of it: '工业' for '工业增加值'."""
    within = len(name) > 1 and any(name in form for form in term.forms)
    return 1.0 if within else match(term, name)


def _enumerated(parts: re.Match[str], group: str, text: str) -> list[str]:
    """What '、' and 'and' divide in one group of a match on folded text, in the characters of `text`."""
    start = parts.start(group)
    found = (text[start + item.start() : start + item.end()].strip() for item in _ITEM.finditer(parts[group]))
    return [item for item in found if item]


def lengthened(question: Question, finding: Finding) -> Finding:
    """Where no figure or list is asked for, the finding with what its sentence goes on to say, up to `LONGEST`.

    It stops before what holds for another level or year than the one asked about.
    """
    wants_words = question.kind in (AnswerKind.OPEN, AnswerKind.YES_NO, AnswerKind.DEFINITION)
    one_of_many = any(term.weight >= INNER_PLACE_WEIGHT for term in question.terms)
    text, start = finding.hit.passage.text, finding.position
    end = start + len(finding.text)
    composed = text[start:end] != finding.text
    if not wants_words or question.compares or one_of_many or composed or not finding.shape:
        return finding
    for sentence in sentences(text):
        if sentence.span.start <= start < sentence.span.end:
            start = _with_exception(sentence, start)
            for part in sentence.parts:
                if part.span.end <= end:
                    continue
                if part.span.end - start > LONGEST or _is_of_another(question, sentence.part_text(part.span)):
                    break
                if not is_condition(sentence.part_text(part.span)):  # what holds under it stands behind it
                    end = part.span.end
    return replace(finding, text=text[start:end], position=start)


def _with_exception(sentence: Sentence, start: int) -> int:
    """Where the part right before `start` begins if it says what is excepted (除……外); else `start`."""
    for part in sentence.parts:
        if part.span.end < start <= part.span.end + 2 and _EXCEPTS.fullmatch(sentence.part_text(part.span)):
            return part.span.start
    return start


def _is_of_another(question: Question, part: str) -> bool:
    return level_fit(question.levels, part, "") < 0 or year_fit(question.years, part, "", "") < 0
