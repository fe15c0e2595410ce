"""Answers that say several things side by side: a row for each side, every row cited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from assistant.answering.facet import Facet
from assistant.answering.matching import match
from assistant.answering.on_topic import without_off_topic
from assistant.answering.one_unit import in_one_unit
from assistant.answering.refusal.judge import COMPARED, EvidenceRule
from assistant.answering.side_phrasing import SidePhrasing
from assistant.answering.verdict import asked_of, verdict
from assistant.citations import MARKER, marker_numbers
from assistant.model import Answer, Citation, Question, Side
from ingest.normalize import fold
from vectorstore.model import Hit

AnswerAlone = Callable[[Question, Sequence[Hit], EvidenceRule], Answer]
"""The answer to the question of one side out of the passages that may speak for it; uncited where they are silent."""
_SURE = EvidenceRule(least=0.5)
"""Of a side that says little of what its fellows say."""
NamedAnswer = tuple[str, Answer]


def compared(question: Question, facets: Sequence[Facet], hits: Sequence[Hit], alone: AnswerAlone) -> Answer | None:
    """The answer with one row for each facet; None where the documents are silent on every one.

    Also None where the sides are optional and the question is rather one: a side is silent, or all say the same.
    """
    known = [facet for facet in facets if not facet.missing]

    def ask(
        facet: Facet, units: tuple[str, ...] = (), excluded: tuple[str, ...] = (), rule: EvidenceRule = COMPARED
    ) -> Answer:
        units, excluded = units or facet.question.units, (*facet.question.excluded, *excluded)
        asked = replace(facet.question, units=units, excluded=excluded)
        answer = alone(asked, _left_to(facet, known, hits), rule)
        return answer if facet.is_meant(answer) else replace(answer, citations=())

    told = [ask(facet) for facet in known]
    for number, facet in enumerate(known):
        fellows = _named_instead(facet, known, told[number])
        again = ask(facet, excluded=fellows) if fellows else told[number]
        told[number] = again if again.citations else told[number]
    spoken = without_off_topic(known, in_one_unit(known, told, ask), hits, partial(ask, rule=_SURE))
    answers = [(facet.name, answer) for facet, answer in zip(known, spoken, strict=True)]
    said = [answer.text for _, answer in answers if answer.citations]
    if any(facet.optional for facet in facets) and (len(said) < len(facets) or len(set(said)) == 1):
        return None
    answer = side_by_side(question, answers)
    unknown = [facet.name for facet in facets if facet.missing]
    return _with_missing(question, answer, unknown) if answer is not None and unknown else answer


def _named_instead(facet: Facet, facets: Sequence[Facet], answer: Answer) -> tuple[str, ...]:
    """What names other sides, where the words of an answer name such a one and not their own."""
    said = fold(answer.text)
    if not facet.naming or answer.refused or any(match(term, said) for term in facet.naming):
        return ()
    others = {term.text for other in facets if other is not facet for term in other.naming - facet.naming}
    return tuple(sorted(others)) if any(other in said for other in others) else ()


def _left_to(facet: Facet, facets: Sequence[Facet], hits: Sequence[Hit]) -> Sequence[Hit]:
    """What may speak for a side, without the documents that other sides name."""
    others = [other for other in facets if other != facet]
    return [
        hit
        for hit in facet.hits(hits)
        if facet.bears(hit) or (facet.is_said(hit.passage) and not any(other.bears(hit) for other in others))
    ]


def _with_missing(question: Question, answer: Answer, names: Sequence[str]) -> Answer:
    """`answer` with the places that no document is about; a refusal where it cannot say how these compare."""
    phrasing = SidePhrasing(question)
    if asked_of(question):
        reason = phrasing.missing(names)
        return replace(answer, refused=True, reason=reason, text=f"{reason}{answer.text}")
    return replace(answer, text=phrasing.rows([answer.text, *(phrasing.unknown(name) for name in names)]))


def side_by_side(question: Question, answers: Sequence[NamedAnswer]) -> Answer | None:
    """Named answers as the rows of one, after what their figures tell of one another; None where none cites anything.

    Each citation stands once in the list, whichever rows cite it.
    """
    sides, marked, citations = _rows(question, answers)
    if not citations:
        return None
    phrasing = SidePhrasing(question)
    lines = [phrasing.row(side.name, text) for side, text in zip(sides, marked, strict=True)]
    first = verdict(question, sides, citations)
    return _answer(question, answers, f"{first}{phrasing.rows(lines)}", citations, sides)


def named(question: Question, answers: Sequence[NamedAnswer]) -> Answer | None:
    """The names alone of those that say something ('九江市[1]、宜春市[2]'), with what they say as rows."""
    speaking = [(name, answer) for name, answer in answers if answer.citations and not answer.refused]
    sides, _, citations = _rows(question, speaking)
    if not citations:
        return None
    marks = ("".join(f"[{position}]" for position in side.citations) for side in sides)
    listed = SidePhrasing(question).listed([f"{side.name}{mark}" for side, mark in zip(sides, marks, strict=True)])
    return _answer(question, answers, listed, citations, sides)


def _answer(
    question: Question,
    answers: Sequence[NamedAnswer],
    text: str,
    citations: Sequence[Citation],
    sides: Sequence[Side],
) -> Answer:
    return Answer(question.text, text, False, "", tuple(citations), answerer=answers[0][1].answerer, sides=tuple(sides))


def _rows(question: Question, answers: Sequence[NamedAnswer]) -> tuple[list[Side], list[str], tuple[Citation, ...]]:
    """The rows, their texts with markers, and what all of them cite."""
    numbers: dict[Citation, int] = {}
    phrasing = SidePhrasing(question)
    sides, marked = [], []
    for name, answer in answers:
        text, cited = _marked(answer, numbers)
        sides.append(Side(phrasing.name(name), MARKER.sub("", text).strip(), cited))
        marked.append(text)
    return sides, marked, tuple(numbers)


def _marked(answer: Answer, numbers: dict[Citation, int]) -> tuple[str, tuple[int, ...]]:
    """The text of one side with its markers by new numbers, which `numbers` keeps; empty where it is silent."""
    if answer.refused or not answer.citations:
        return "", ()
    new = {
        position: numbers.setdefault(citation, len(numbers) + 1)
        for position, citation in enumerate(answer.citations, start=1)
    }
    return _renumbered(answer.text, new), tuple(dict.fromkeys(new.values()))


def _renumbered(text: str, numbers: Mapping[int, int]) -> str:
    return MARKER.sub(
        lambda match: "".join(f"[{numbers.get(number, number)}]" for number in marker_numbers(match[1])), text
    )
