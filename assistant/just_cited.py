"""What the answer before cited, for a question that points back at it: 谁负责, 这项…, 依据是哪一条, 还有呢."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.conversation import asks_basis
from assistant.model import Answer, AnswerKind, Citation, Language, Question
from assistant.near_identical import holds
from ingest.duties.finding import find_duties
from ingest.model import TextSpan
from vectorstore.model import Hit, Passage

_JUST_CITED = 1.0
"""Added to the score (1 at most) of a clause that the answer before cited."""
_NEXT_CLAUSE = re.compile(
    r"\n\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．]|第[一二三四五六七八九十百\d]+[章节条])"
)
"""Where the clause that is quoted ends: what stands behind answers for another one."""
_APART = 4
"""Characters between the roles of one clause at most."""


class Source(Protocol):
    """What is needed of the index."""

    def source_text(self, name: str) -> str: ...

    def passages_of(self, document_id: str) -> list[Passage]: ...


def basis_asked(question: Question, cited: Sequence[Citation]) -> Answer | None:
    """The documents and clauses of what was just cited, to '依据是哪一条'; None to all else."""
    if not cited or not asks_basis(question):
        return None
    said = "；".join(f"{_place(citation)}[{number}]" for number, citation in enumerate(cited, start=1))
    head = "Basis: " if question.language is Language.ENGLISH else "依据："
    return Answer(question.text, head + said, False, "", tuple(cited), answerer="extractive")


def _place(citation: Citation) -> str:
    if citation.note:
        return citation.note
    return f"《{citation.title.strip('《》')}》{citation.clause.replace(' > ', '，')}"


def brought_forward(
    question: Question, hits: Sequence[Hit], cited: Sequence[Citation], source: Source
) -> tuple[Hit, ...]:
    """Hits with those first that hold a clause which the conversation has just been about.

    To a question for bodies also with the passage behind a cited one, where the bodies of the clause stand there.
    """

    def score(hit: Hit) -> float:
        return hit.score + (_JUST_CITED if any(holds(hit.passage, citation) for citation in cited) else 0.0)

    raised = sorted((replace(hit, score=score(hit)) for hit in hits), key=lambda hit: -hit.score)
    if question.kind is not AnswerKind.BODY:
        return tuple(raised)
    whole = [clause for citation in cited if (clause := _to_its_bodies(raised, citation, source)) is not None]
    return (*whole, *raised)


def without_told(hits: Sequence[Hit], cited: Sequence[Citation]) -> tuple[Hit, ...]:
    """Hits that hold nothing of what was just cited."""
    return tuple(hit for hit in hits if not any(holds(hit.passage, citation) for citation in cited))


def _to_its_bodies(hits: Sequence[Hit], citation: Citation, source: Source) -> Hit | None:
    """The text from the cited sentence to the bodies that its passage or the next names behind it, if any.

    It is as near to the question as the cited passage is, by which it is judged.
    """
    hit = next((hit for hit in hits if holds(hit.passage, citation)), None)
    if hit is None:
        return None
    here = hit.passage
    behind = [passage for passage in source.passages_of(here.document) if passage.position == here.position + 1]
    end = behind[0].span.end if behind else here.span.end
    text = source.source_text(here.source)[citation.start : end]
    heading = _NEXT_CLAUSE.search(text)
    text = text[: heading.start()] if heading else text
    duties = [duty for duty in find_duties(text) if not duty.stated]
    if not duties:
        return None
    last = duties[0]
    for duty in duties[1:]:
        if duty.span.start - last.span.end > _APART:
            break
        last = duty
    span = TextSpan(citation.start, min(end, citation.start + last.span.end + 1))
    passage = replace(here, id=f"{here.id}+", span=span, text=text[: len(span)])
    return replace(hit, passage=passage, score=1.0 + 2 * _JUST_CITED)
