"""Answers that say several things side by side: a row for each side, every row cited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answering.evidence import COMPARED, EvidenceRule
from assistant.answering.facets import Facet
from assistant.answering.phrasing import Phrasing
from assistant.citations import MARKER, marker_numbers
from assistant.model import Answer, Citation, Question, Side
from vectorstore.model import Hit

AnswerAlone = Callable[[Question, Sequence[Hit], EvidenceRule], Answer]
"""The answer to the question of one side out of the passages that may speak for it; uncited where they are silent."""


def compared(question: Question, facets: Sequence[Facet], hits: Sequence[Hit], alone: AnswerAlone) -> Answer | None:
    """The answer with one row for each facet; None where the documents are silent on every one."""
    answers = [alone(facet.question, facet.hits(hits), COMPARED) for facet in facets]
    return side_by_side(question, [(facet.name, answer) for facet, answer in zip(facets, answers, strict=True)])


def side_by_side(question: Question, answers: Sequence[tuple[str, Answer]]) -> Answer | None:
    """Named answers as the rows of one, with one list of citations; None where none of them cites anything."""
    citations: dict[Citation, int] = {}
    sides = [_side(name, answer, citations) for name, answer in answers]
    if not citations:
        return None
    phrasing = Phrasing(question)
    lines = [phrasing.side(side.name, side.text) if side.text else phrasing.silent(side.name) for side in sides]
    answerer = answers[0][1].answerer
    return Answer(
        question.text,
        phrasing.sides(lines),
        False,
        "",
        tuple(citations),
        answerer=answerer,
        sides=tuple(replace(side, text=MARKER.sub("", side.text)) for side in sides),
    )


def _side(name: str, answer: Answer, citations: dict[Citation, int]) -> Side:
    """The row of one side, its markers still in it; what it cites is added to `citations`."""
    if answer.refused or not answer.citations:
        return Side(name, "")
    numbers = {
        position: citations.setdefault(citation, len(citations) + 1)
        for position, citation in enumerate(answer.citations, start=1)
    }
    return Side(name, _renumbered(answer.text, numbers), tuple(dict.fromkeys(numbers.values())))


def _renumbered(text: str, numbers: Mapping[int, int]) -> str:
    """`text` with its markers by new numbers; a number that stands for no citation is no marker."""
    return MARKER.sub(
        lambda match: "".join(f"[{numbers.get(number, number)}]" for number in marker_numbers(match[1])), text
    )
