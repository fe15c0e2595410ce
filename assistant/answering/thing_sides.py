"""The sides of a question that asks of several things joined by 和: '高新技术产业和服务业分别占多少'."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.coordinated import coordinated
from assistant.answering.facet import Facet, without
from assistant.model import Place, Question, Term
from ingest.normalize import fold

_IS_DOCUMENT = re.compile(r"(?:条例|办法|规定|细则|意见|通知|方案|规划|法)$")


def things_of_places(question: Question, compared: bool) -> list[Facet]:
    """A side for each of '广州公租房和天河人才公寓': a place with a thing of its own."""
    del compared  # several places are sides whatever is asked of them
    members = _members(question)
    placed = len(members) > 1 and all(len(member.places) == 1 and member.terms for member in members)
    return _sides_of(question, members) if placed else []


def things(question: Question, compared: bool) -> list[Facet]:
    """A side for each of several things that the question joins by 和 and asks of respectively."""
    members = _members(question) if compared else []
    told = [bool(member.terms or (member.places and _IS_DOCUMENT.search(member.text))) for member in members]
    return _sides_of(question, members) if members and all(told) else []


@dataclass(frozen=True, slots=True)
class _Member:
    """One of the things that a question joins by 和."""

    text: str
    """Folded."""
    places: tuple[Place, ...]
    years: tuple[int, ...]
    terms: frozenset[Term]
    """Those that name it and not all of its fellows: 产业 tells no member of '高新技术产业和服务产业' apart."""
    shared: frozenset[Term] = frozenset()
    """Those that all of them share."""


def _searched(question: Question, member: _Member, members: Sequence[_Member]) -> str:
    """What to search for: the question without the other members, but with what they say for this one."""
    text = without(question.search_text, [other.text for other in members], member.text)
    return " ".join([text, *(term.text for term in member.shared if term.text not in text)])


def _members(question: Question) -> list[_Member]:
    texts = coordinated(fold(question.wording), [fold(indicator) for indicator in question.indicators])
    naming = [frozenset(term for term in question.terms if not term.place and term.text in text) for text in texts]
    common = frozenset.intersection(*naming) | _head(texts, naming) if naming else frozenset()
    names = {fold(place.name) for place in question.places}
    naming = [
        own if own - common else own | _said_alone(text, texts, names) for text, own in zip(texts, naming, strict=True)
    ]
    return [
        _Member(
            text,
            tuple(place for place in question.places if fold(place.name) in text),
            tuple(year for year in question.years if str(year) in text),
            own - common,
            common,
        )
        for text, own in zip(texts, naming, strict=True)
    ]


def _head(texts: Sequence[str], naming: Sequence[frozenset[Term]]) -> frozenset[Term]:
    """The term with which the first member begins for all: 公租房 in '公租房租赁补贴期限和租赁合同期限'."""
    first, *others = texts
    for term in naming[0]:
        rest = first.removeprefix(term.text).removeprefix("的")
        alike = all(abs(len(rest) - len(other)) <= 1 and rest[-1:] == other[-1:] for other in others)
        if others and rest != first and len(rest) > 1 and alike:
            return frozenset({term})
    return frozenset()


def _said_alone(text: str, texts: Sequence[str], places: Collection[str]) -> frozenset[Term]:
    """What tells a member from its fellows where no term does: 一般 of '一般违法行为和严重违法行为'."""
    others = [other for other in texts if other != text]
    if any(place in each for each in texts for place in places):
        return frozenset()
    ending = 0
    while others and ending < len(text) - 1 and all(other.endswith(text[-ending - 1 :]) for other in others):
        ending += 1
    own = text[: len(text) - ending] if ending else ""
    return frozenset({Term(own)}) if len(own) > 1 else frozenset()


def _sides_of(question: Question, members: Sequence[_Member]) -> list[Facet]:
    """Each member asked alone: without the terms and the words of its fellows."""
    places = [_places_for(question, member, members) for member in members]
    facets = []
    for member, own in zip(members, places, strict=True):
        others = [other for other in members if other != member]
        aside = (
            frozenset[Term]().union(*(_all_terms(question, other) for other in others)) - member.terms - member.shared
        )
        named = [term.text for other in others for term in other.terms if term not in question.terms]
        aside |= {term for term in question.terms if any(name in term.text for name in named)}
        of_another = any(question.ordinal in other.text for other in others) and question.ordinal not in member.text
        alone = replace(
            question,
            places=own,
            years=member.years or question.years,
            ordinal="" if of_another else question.ordinal,
            terms=_with(member.terms, [term for term in question.terms if term not in aside]) or question.terms,
            search_text=_searched(question, member, members),
        )
        name = member.text if len(set(places)) > 1 else _without_places(member)
        title = member.text if _IS_DOCUMENT.search(member.text) else ""
        facets.append(Facet(name, alone, title=title, naming=member.terms, searched=True, optional=True))
    return facets


def _with(own: Collection[Term], terms: Sequence[Term]) -> tuple[Term, ...]:
    return (*terms, *(term for term in own if term not in terms))


def _places_for(question: Question, member: _Member, members: Sequence[_Member]) -> tuple[Place, ...]:
    """The member's own place; else that of the question, '广州A和B', unless the member is another document."""
    if member.places:
        return member.places
    held = {place for other in members for place in other.places}
    if _IS_DOCUMENT.search(member.text):
        return tuple(place for place in question.places if place not in held)
    return question.places


def _without_places(member: _Member) -> str:
    """The member's name without a place that its fellows share: A in '湖北A和B'."""
    text = member.text
    for place in member.places:
        text = text.removeprefix(fold(place.name)).removeprefix("的")
    return text if len(text) > 1 else member.text


def _all_terms(question: Question, member: _Member) -> Iterable[Term]:
    """The terms of a member; its place stays a term of its fellows, which weighs for documents of that place."""
    return (term for term in question.terms if term.text in member.text and not term.place)
