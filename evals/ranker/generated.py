"""Questions made from documents, each with the passages that answer it: what the ranker learns policies from.

What is asked for comes from what the pipeline has read: facts, responsible bodies, headings, definitions and
sentences. The wording is drawn from templates, words are left out or replaced by synonyms, and the region is
named in most. Siblings (another level, year or region, the clause before) become the hard negatives by
themselves, since they are found by the same words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.understanding.vocabulary import vocabulary
from ingest.duties.finding import Role, find_duties
from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.regions.names import stem_of
from vectorstore.analysis import words
from vectorstore.model import DocumentRecord, FactRecord, Passage

_WITH_PLACE, _WITH_UNIT, _WITH_SYNONYM, _KEPT_WORD = 0.75, 0.3, 0.3, 0.6
_MOST_OF_A_KIND = 3
"""Questions of one kind on one passage."""
_FEWER_TOPICS = 4
"""Questions on headings use the heading's own words, and too many of them would make headings all that counts."""
_LABEL = re.compile(r"^\s*(?:第[一二三四五六七八九十百\d]+[章节条]|[(（]?[一二三四五六七八九十\d]+[)）.、．]+)\s*")
_HEADING = range(4, 19)
_SENTENCE = range(16, 70)
_SENTENCES = re.compile(r"[^。；！？\n]+[。；！？]")
_DEFINED = re.compile(r"(?:(?:本\w{1,4}|法)所称的?)?[“\"]?([\w“”]{2,12}?)[”\"]?\s*[,，]?\s*是指")
_HAN_UNIT = re.compile(r"[\u4e00-\u9fff]{1,3}")
_FIGURE_ENDS = ("要达到多少", "目标是多少", "是多少？", "要求", "定了多少", "有多高", "达到什么水平", "标准是多少？")
_LEAD_ENDS = ("由哪个部门牵头？", "谁牵头", "牵头单位是哪个", "是哪个部门负责的？", "谁来负责")
_BODY_ENDS = ("责任单位有哪些", "由哪些部门负责？", "哪些单位配合", "涉及哪些部门")
_TOPIC_FORMS = (
    "{place}在{topic}方面有哪些措施？",
    "{place}怎么{topic}",
    "{place}{topic}有什么要求",
    "{topic}，{place}具体怎么做？",
    "{place}{topic}的主要内容是什么",
)
_OPEN_ENDS = ("有什么规定", "怎么办？", "吗？", "是怎么规定的", "", "要注意什么", "可以吗")
_MEANINGS = ("什么是{term}", "{place}{term}是什么意思？", "{term}指什么", "{place}说的{term}是指什么")


class Documents(Protocol):
    """What of an index questions are made from."""

    def documents(self) -> list[DocumentRecord]: ...

    def facts(self, document: str | None = None) -> list[FactRecord]: ...

    def passages_of(self, document: str) -> list[Passage]: ...


@dataclass(frozen=True, slots=True)
class GeneratedQuestion:
    """A question and the ids of the passages that answer it."""

    kind: str
    """'figure', 'body', 'topic', 'definition' or 'sentence'."""
    text: str
    answers: frozenset[str]
    passage: str = ""
    """The one of `answers` in which `place` lies."""
    place: TextSpan | None = None
    """What answers, in the text of `passage`; None where no span of it does alone."""


def generate(documents: Documents, most: int, seed: int) -> list[GeneratedQuestion]:
    """At most `most` questions of each kind, fewer of kind 'topic', drawn by the seed; no text twice."""
    dice = random.Random(seed)
    by_kind: dict[str, dict[str, GeneratedQuestion]] = {}
    for record in documents.documents():
        passages = documents.passages_of(record.id)
        for question in _of_document(record, passages, documents.facts(record.id), dice):
            by_kind.setdefault(question.kind, {})[question.text] = question
    chosen = []
    for kind, questions in by_kind.items():
        limit = most // _FEWER_TOPICS if kind == "topic" else most
        chosen += dice.sample(list(questions.values()), min(limit, len(questions)))
    return chosen


def _of_document(
    record: DocumentRecord, passages: Sequence[Passage], facts: Sequence[FactRecord], dice: random.Random
) -> Iterator[GeneratedQuestion]:
    for passage in passages:
        own = [item for item in facts if passage.span.contains(item.fact.span)]
        yield from _figures(own, passage, passages, dice)
        yield from _bodies(passage, dice)
        yield from _definitions(passage, dice)
        yield from _sentences(passage, dice)
    yield from _topics(passages, dice)


def _figures(
    facts: Sequence[FactRecord], passage: Passage, siblings: Sequence[Passage], dice: random.Random
) -> Iterator[GeneratedQuestion]:
    usable = [item.fact for item in facts if 2 <= len(item.fact.indicator) <= 16 and item.fact.indicator.strip()]
    for fact in dice.sample(usable, min(_MOST_OF_A_KIND, len(usable))):
        same = {p.id for p in siblings if fact.indicator in p.text and fact.written in p.text}
        indicator = _reworded(fact.indicator, dice)
        subject = fact.subject if len(fact.subject) <= 12 and dice.random() < 0.6 else fact.level
        period = fact.period if len(fact.period) <= 10 and dice.random() < 0.6 else ""
        unit = _HAN_UNIT.fullmatch(fact.unit)
        end = dice.choice(_FIGURE_ENDS)
        if unit and dice.random() < _WITH_UNIT:
            end = f"要有多少{unit.group()}" if dice.random() < 0.5 else f"达到几{unit.group()}"
        parts = [_place(passage, dice), period, subject, indicator]
        if dice.random() < 0.25:
            dice.shuffle(parts)
        place = fact.span.shifted(-passage.span.start)
        yield GeneratedQuestion("figure", "".join(parts) + end, frozenset({passage.id, *same}), passage.id, place)


def _bodies(passage: Passage, dice: random.Random) -> Iterator[GeneratedQuestion]:
    topic = _topic_of(passage)
    duties = find_duties(passage.text) if topic else ()
    if not duties:
        return
    ends = _LEAD_ENDS if any(duty.role is Role.LEAD for duty in duties) else _BODY_ENDS
    text = f"{_place(passage, dice)}{_reworded(topic, dice)}{dice.choice(ends)}"
    yield GeneratedQuestion("body", text, frozenset({passage.id}), passage.id, duties[0].span)


def _topics(passages: Sequence[Passage], dice: random.Random) -> Iterator[GeneratedQuestion]:
    by_path: dict[tuple[str, ...], set[str]] = {}
    for passage in passages:
        by_path.setdefault(passage.path, set()).add(passage.id)
    for passage in passages:
        topic = _topic_of(passage)
        if topic and len(by_path[passage.path]) <= _MOST_OF_A_KIND:
            form = dice.choice(_TOPIC_FORMS)
            text = form.format(place=_place(passage, dice), topic=_reworded(topic, dice))
            yield GeneratedQuestion("topic", text, frozenset(by_path[passage.path]))


def _definitions(passage: Passage, dice: random.Random) -> Iterator[GeneratedQuestion]:
    for match in list(_DEFINED.finditer(passage.text))[:_MOST_OF_A_KIND]:
        text = dice.choice(_MEANINGS).format(place=_place(passage, dice), term=match[1])
        end = passage.text.find("。", match.end())
        place = TextSpan(match.start(), end if end >= 0 else len(passage.text))
        yield GeneratedQuestion("definition", text, frozenset({passage.id}), passage.id, place)


def _sentences(passage: Passage, dice: random.Random) -> Iterator[GeneratedQuestion]:
    """Some words of a sentence in their order, as somebody recalls it, with a way to ask behind."""
    found = [m for m in _SENTENCES.finditer(passage.text) if len(m.group()) in _SENTENCE]
    if not found:
        return
    chosen = dice.choice(found)
    sentence = fold(_LABEL.sub("", chosen.group()))
    kept = [word for word in words(sentence) if len(word) > 1 and dice.random() < _KEPT_WORD][:6]
    if len(kept) >= 2:
        text = _place(passage, dice) + "".join(_reworded(word, dice) for word in kept) + dice.choice(_OPEN_ENDS)
        place = TextSpan(chosen.start(), chosen.end())
        yield GeneratedQuestion("sentence", text, frozenset({passage.id}), passage.id, place)


def _topic_of(passage: Passage) -> str:
    """The innermost heading without its number, where it is of a length that people say."""
    heading = _LABEL.sub("", passage.path[-1]).rstrip("。：: ") if passage.path else ""
    return heading if len(heading) in _HEADING else ""


def _place(passage: Passage, dice: random.Random) -> str:
    if not passage.region or dice.random() > _WITH_PLACE:
        return ""
    return dice.choice((passage.region[-1], stem_of(passage.region[-1])))


def _reworded(text: str, dice: random.Random) -> str:
    """The text with one known term replaced by a synonym, by chance."""
    if dice.random() > _WITH_SYNONYM:
        return text
    folded = fold(text)
    known = [term for term in vocabulary().synonyms if len(term) > 1 and term in folded]
    if not known:
        return text
    term = max(known, key=len)
    return folded.replace(term, dice.choice(vocabulary().alternatives(term)), 1)
