"""Lists, conditions and procedures: the enumeration that the question is about, complete and in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.candidates import CandidatePool, heading_text
from assistant.answering.composing.inline import inline_enumerations
from assistant.answering.composing.model import ClauseSource
from assistant.answering.composing.shortening import item_texts, label_of
from assistant.answering.composing.trees import Enumeration, enumerations
from assistant.answering.findings import Finding, Said
from assistant.answering.fit import level_fit, year_fit
from assistant.model import AnswerKind, Language, Question, Wanted
from ingest.figures.numerals import chinese_number
from ingest.model import TextSpan
from ingest.normalize import fold
from vectorstore.model import Hit, Passage

JOINT = "；"
"""Between the items of a list."""
_LOOKED_AT = 8
"""Passages whose enumerations are considered."""
_OPENING_SHOWN = 160
_IN_HEADING, _IN_ITEMS = 0.75, 0.35
"""What a term is worth that stands in the headings above a list, or in its items, and not in what introduces it."""
_INTRODUCED = 0.12
_HIT_WEIGHT = 0.25
_HEADING_ONLY = 0.1
_KINDS = {
    Wanted.CONDITION: re.compile(r"条件|资格|情形|对象|范围|符合|要求|标准|人员|满足"),
    Wanted.PROCEDURE: re.compile(r"程序|流程|步骤|办理|方式|方法|如下|第一步|申请"),
    Wanted.LIST: re.compile(r"[:︰]|以下|下列|如下|包括|主要"),
}
_ALIKE = {
    Wanted.CONDITION: frozenset(("条件", "资格", "情形", "要求")),
    Wanted.PROCEDURE: frozenset(("步骤", "流程", "程序", "手续")),
}
"""Words of a question that mean the same above a list."""
_OF_KIND = 0.1
_MATERIALS = re.compile(r"材料|资料|证件|证明")
_APART = 0.3
_LEAST = 0.45
_LEAST_SUPPORT, _LEAST_SUPPORT_ENGLISH = 0.65, 0.5
"""Lower for English, where words that could not be translated count as unsupported."""
_SUPPORTS = 0.6
"""What a term is worth for a list that only its items say."""
_NAMED = 0.25
"""For a list under the very noun that is asked for: 主要任务, 认证方式, 下列行为."""
_LISTS_ITSELF, _ITEMS = 0.15, 2
"""For a sentence that enumerates by so many 、 at least."""
_NEAR = 40
"""Characters at the end of an opening that say what follows."""
_NOUN_BEHIND = re.compile(
    r"(?:哪些|哪几[个项类种条步样份]|什么|啥|哪[两二三四五六七八九十]+[个项类种条样份张大点方面步件家])(?:主要|具体|相关)?的?(?P<noun>[\u4e00-\u9fff]{2})"
)
_NOUN_BEFORE = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2})(?:都|主要|具体|分别|一般)?(?:有|包括|包含|是|分)(?:哪|什么|啥)"
)
_COUNTED = re.compile(
    r"(?:哪|这|有|做|要)?(?P<number>[二两三四五六七八九十]{1,3}|\d{1,2})(?:个|项|类|种|条|样|份|张|大|点|方面|步)(?!月|工作日|小时|百分点)"
)
_RIGHT_NUMBER = 0.3
"""For a list of as many items as the question says."""
_ONE_THING = re.compile(r"哪(?:一?[个家条款项处所天]|里|儿)|在哪|什么(?:地方|时候)|多少|几[天日]|谁")
"""A question that one name, place or figure answers."""
_OF_A_LETTER = re.compile(r"现[就将][^。;]{0,60}(?:通[知告]|公[告布]|函告|说明)[^。;]{0,4}如下:?\s*$")
"""What opens all that a notice says."""
_OPENS = re.compile(r"(?:如下|下列|以下)[^,。;]{0,8}$")
_TELLING = 0.15
"""Share of what is asked that one item alone must say to be the answer."""


@dataclass(frozen=True, slots=True)
class _Option:
    """An enumeration that may answer, with how much of the question it says."""

    hit: Hit
    found: Enumeration
    text: str
    """Of the whole file."""
    support: float
    score: float


def wants_list(question: Question) -> bool:
    """True where an enumeration answers: lists, conditions, procedures."""
    if question.kind is AnswerKind.LIST:
        return True
    several = question.wanted[0] in (Wanted.CONDITION, Wanted.PROCEDURE)
    return several and _ONE_THING.search(fold(question.wording)) is None


def find_list(
    question: Question, hits: Sequence[Hit], pool: CandidatePool, source: ClauseSource, sentence: Finding | None
) -> Finding | None:
    """The enumeration that answers better than `sentence`, the best part of a sentence; None where none does."""
    options = [_weighed(question, hit, found, text, pool) for hit, found, text in _of_hits(hits[:_LOOKED_AT], source)]
    best = max(options, key=lambda option: option.score, default=None)
    least = _LEAST_SUPPORT_ENGLISH if question.language is Language.ENGLISH else _LEAST_SUPPORT
    if best is not None and len(best.found.items) == number_asked(question):
        least = _LEAST_SUPPORT_ENGLISH
    if best is None or best.support < least:
        return None
    if sentence is not None and not _says_more(question, best, sentence, pool):
        return None
    best = _one_item(best, pool) or best
    parts = _parts(best, source)
    return _finding(best, parts) if parts else None


def opened_by(finding: Finding, source: ClauseSource) -> Finding | None:
    """The list that the words of `finding` open ('所需材料如下：'); None where they open none."""
    passage, words = finding.hit.passage, fold(finding.text)
    start = passage.span.start + finding.position
    behind = fold(passage.text[finding.position + len(finding.text) :][:2])
    if not (_OPENS.search(words) or behind.startswith(":")):
        return None
    text = source.source_text(passage.source)
    for found in enumerations(list(source.clauses_of(passage.document)), text) if text else ():
        if found.opening.start <= start < found.opening.end:
            option = _Option(finding.hit, found, text, finding.support, finding.score)
            parts = _parts(option, source)
            return _finding(option, parts) if parts else None
    return None


def _of_hits(hits: Sequence[Hit], source: ClauseSource) -> Iterator[tuple[Hit, Enumeration, str]]:
    """The enumerations that a hit holds the opening or an item of, each once with the best hit."""
    seen: set[tuple[str, int]] = set()
    known: dict[str, tuple[list[Enumeration], str]] = {}
    for hit in hits:
        document = hit.passage.document
        if document not in known:
            text = source.source_text(hit.passage.source)
            known[document] = (list(enumerations(list(source.clauses_of(document)), text)), text)
        found, text = known[document]
        for each in (*found, *inline_enumerations(hit.passage)) if text else ():
            place = (document, each.span.start)
            touched = each.span.overlaps(hit.passage.span) or each.opening.overlaps(hit.passage.span)
            if touched and place not in seen:
                seen.add(place)
                yield hit, each, text


def _weighed(question: Question, hit: Hit, found: Enumeration, text: str, pool: CandidatePool) -> _Option:
    terms = pool.terms
    opening = fold(found.opening.slice(text)[-_OPENING_SHOWN:])
    path = fold(" ".join(_path_above(hit.passage, found)))
    own, above = _said_above(question, pool, f"{opening} {fold(found.heading)}"), terms.matches(path)
    document = terms.matches(heading_text(replace(hit.passage, path=())))
    inside = terms.occurrences(fold(found.span.slice(text)))
    parts = [
        max(o, _IN_HEADING * max(a, d), _IN_ITEMS * i) for o, a, d, i in zip(own, above, document, inside, strict=True)
    ]
    support = terms.support(
        [max(o, a, d, _SUPPORTS * i) for o, a, d, i in zip(own, above, document, inside, strict=True)]
    )
    wanted = question.wanted[0] if question.wanted[0] in _KINDS else Wanted.LIST
    score = terms.coverage(parts) + _HIT_WEIGHT * hit.score
    score += _INTRODUCED if found.introduced else -_HEADING_ONLY if len(found.span) > 1500 else 0.0
    score += _OF_KIND if _KINDS[wanted].search(opening) else 0.0
    asks_material, is_material = (_MATERIALS.search(words) is not None for words in (fold(question.wording), opening))
    noun = asked_noun(fold(question.wording))
    score += _NAMED if noun and noun in f"{opening[-_NEAR:]} {fold(found.heading)}" else 0.0
    score -= _APART if asks_material != is_material else 0.0
    score -= _APART if _OF_A_LETTER.search(opening) else 0.0
    score += _RIGHT_NUMBER if len(found.items) == number_asked(question) else 0.0
    score += level_fit(question.levels, opening, "") + year_fit(question.years, opening, path, "")
    return _Option(hit, found, text, support, score)


def _said_above(question: Question, pool: CandidatePool, above: str) -> tuple[float, ...]:
    """How far the words above a list say each term; 步骤, 流程 and 程序 are one thing."""
    alike = _ALIKE.get(question.wanted[0], frozenset())
    said = any(word in above for word in alike)
    return tuple(
        1.0 if said and term.text in alike else value
        for term, value in zip(pool.terms.terms, pool.terms.matches(above), strict=True)
    )


def _one_item(option: _Option, pool: CandidatePool) -> _Option | None:
    """The list with one item alone, where that one item says what the question asks and no heading says.

    Of the papers for each sort of applicant those for the sort that is named.
    """
    found, terms = option.found, pool.terms
    opening = f"{fold(found.opening.slice(option.text)[-_OPENING_SHOWN:])} {fold(found.heading)}"
    said = terms.matches(f"{opening} {heading_text(option.hit.passage)}")
    items = [terms.occurrences(fold(item.span.slice(option.text))) for item in found.items]
    # What one item alone says, and neither the headings nor the other items.
    telling = [n for n, value in enumerate(said) if value < _LEAST and sum(item[n] > 0 for item in items) == 1]
    naming = [item for item, holds in zip(found.items, items, strict=True) if any(holds[n] for n in telling)]
    if len(naming) != 1 or sum(terms.weights[n] for n in telling) < _TELLING:
        return None
    return replace(option, found=replace(found, items=(naming[0],)))


def _path_above(passage: Passage, found: Enumeration) -> Sequence[str]:
    """The headings above the list: those of the passage that are not its items."""
    labels = {item.label for item in found.items if item.label}
    return [step for step in passage.path if not any(step.startswith(label) for label in labels)]


def _says_more(question: Question, option: _Option, sentence: Finding, pool: CandidatePool) -> bool:
    """True where the opening, the headings and the items of a list say at least what the sentence says."""
    terms = pool.terms
    opening = fold(option.found.opening.slice(option.text)[-_OPENING_SHOWN:])
    above = f"{opening} {fold(option.found.heading)} {heading_text(option.hit.passage)}"
    inside = terms.occurrences(fold(option.found.span.slice(option.text)))
    of_list = [max(o, _SUPPORTS * i) for o, i in zip(_said_above(question, pool, above), inside, strict=True)]
    of_sentence = terms.matches(f"{sentence.context} {heading_text(sentence.hit.passage)}")
    noun = asked_noun(fold(question.wording))
    margin = _INTRODUCED if option.found.introduced else 0.0
    margin += _RIGHT_NUMBER if len(option.found.items) == number_asked(question) else 0.0
    margin += _NAMED if noun and noun in f"{opening[-_NEAR:]} {fold(option.found.heading)}" else 0.0
    finer = question.wanted[0] in (Wanted.CONDITION, Wanted.PROCEDURE)
    margin += _OF_KIND if finer and _KINDS[question.wanted[0]].search(opening) else 0.0
    margin -= _LISTS_ITSELF if sentence.text.count("、") >= _ITEMS and sentence.cell is None else 0.0
    return terms.coverage(of_list) + margin >= terms.coverage(of_sentence)


def number_asked(question: Question) -> int:
    """How many things the question says that there are, 3 in '哪三种办法'; 0 where it does not."""
    told = _COUNTED.search(fold(question.wording))
    if told is None:
        return 0
    written = told["number"].replace("两", "二")
    return int(written) if written.isdigit() else chinese_number(written)


def asked_noun(folded: str) -> str:
    """What a list is of: '任务' in '主要任务有哪些', '行为' in '不得有哪些行为'; empty where it is not told."""
    behind, before = _NOUN_BEHIND.search(folded), _NOUN_BEFORE.search(folded)
    found = behind or before
    return found["noun"] if found else ""


def _parts(option: _Option, source: ClauseSource) -> tuple[Said, ...]:
    """Each item with its number; one piece of evidence for all items of one passage."""
    passages = [p for p in source.passages_of(option.hit.passage.document) if p.span.overlaps(option.found.span)]
    texts = item_texts(option.found.items, option.text)
    groups: list[tuple[Passage, list[str], TextSpan]] = []
    for item, words in zip(option.found.items, texts, strict=True):
        passage = next((p for p in passages if p.span.start <= item.own.start < p.span.end), None)
        if passage is None or not words:
            continue
        quote = TextSpan(item.own.start, min(item.own.end, passage.span.end))
        said = f"{label_of(item)}{words}"
        if groups and groups[-1][0].id == passage.id:
            _, before, span = groups[-1]
            groups[-1] = (passage, [*before, said], TextSpan(span.start, quote.end))
        else:
            groups.append((passage, [said], quote))
    first = [(p, said, _with_opening(option.found, p, span)) for p, said, span in groups]
    return tuple(Said(JOINT.join(said), p, _inside(span, p, option.text)) for p, said, span in first)


def _with_opening(found: Enumeration, passage: Passage, span: TextSpan) -> TextSpan:
    """The quote with the words that introduce the list, where the passage holds them right before its first item."""
    near = passage.span.contains(found.opening) and 0 <= span.start - found.opening.end <= 4
    return TextSpan(found.opening.start, span.end) if near else span


def _inside(span: TextSpan, passage: Passage, text: str) -> TextSpan:
    """`span` of the file as one of the passage, outer white space left out."""
    words = span.slice(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return TextSpan(start - passage.span.start, max(start, end) - passage.span.start)


def _finding(option: _Option, parts: tuple[Said, ...]) -> Finding:
    said = JOINT.join(part.text for part in parts)
    context = fold(f"{option.found.opening.slice(option.text)} {option.found.span.slice(option.text)}")
    hit = replace(option.hit, passage=parts[0].passage)
    return Finding(hit, said, parts[0].quote, context, option.score, option.support, parts=parts)
