"""Answers to 'who is responsible': the bodies named for a clause, or in a sentence of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.candidates import Candidate, CandidatePool
from assistant.answering.matching import WeightedTerms
from assistant.model import AnswerKind, Question
from ingest.duties import Duty, Role, find_duties
from ingest.model import TextSpan
from ingest.normalize import fold
from vectorstore.model import Hit

_ASKS_SUPPORT = re.compile(r"配合|协办|协助|支持单位|support")
_ASKS_LEAD = re.compile(r"牵头|统筹|主办|主管|\blead")
_IN_SENTENCE = re.compile(r"由[^,。;]{2,24}?(?:牵头|负责|审批|承办|管理|组织|统筹|主管|受理|实施)|报[^,。;]{2,14}?(?:审批|批准|备案|核准)")


@dataclass(frozen=True, slots=True)
class BodiesFound:
    """Bodies for an answer."""

    hit: Hit
    quote: TextSpan
    """In the passage's text."""
    text: str
    score: float
    support: float


def find_bodies(question: Question, hits: Sequence[Hit], pool: CandidatePool) -> BodiesFound | None:
    """The bodies of the clause that the question is about, in the role asked for."""
    options = [found for hit in hits for found in _of_passage(question, hit, pool.terms)]
    options += [found for found in (_of_sentence(candidate) for candidate in pool.candidates(AnswerKind.BODY)[:40]) if found]
    return max(options, key=lambda found: found.score, default=None)


def _of_passage(question: Question, hit: Hit, terms: WeightedTerms) -> list[BodiesFound]:
    passage = hit.passage
    folded = fold(passage.text)
    heading = terms.matches(fold(" ".join(passage.path)))
    title = terms.matches(fold(passage.title))
    found = []
    start = 0
    for group in _groups(find_duties(passage.text)):
        clause = folded[start : group[0].span.start]
        start = group[-1].span.end
        first = terms.matches(clause[:40])
        own = terms.matches(clause)
        parts = [
            max(h, f, 0.7 * o, 0.3 * t) for h, f, o, t in zip(heading, first, own, title, strict=True)
        ]
        support = terms.coverage(parts)
        chosen = _in_role(question, group)
        text = "；".join(_phrase(duty, passage.text) for duty in chosen)
        quote = TextSpan(chosen[0].span.start, chosen[-1].span.end)
        found.append(BodiesFound(hit, quote, text, support + 0.3 * hit.score, support))
    return found


def _groups(duties: Sequence[Duty]) -> list[list[Duty]]:
    """Duties that stand together: in one bracket or on neighbouring lines."""
    groups: list[list[Duty]] = []
    for duty in duties:
        if groups and duty.span.start - groups[-1][-1].span.end <= 4:
            groups[-1].append(duty)
        else:
            groups.append([duty])
    return groups


def _in_role(question: Question, group: Sequence[Duty]) -> list[Duty]:
    asked = fold(question.text)
    if _ASKS_SUPPORT.search(asked) and not _ASKS_LEAD.search(asked):
        wanted: tuple[Role, ...] = (Role.SUPPORT,)
    elif _ASKS_LEAD.search(asked):
        wanted = (Role.LEAD,)
    else:
        wanted = (Role.LEAD, Role.RESPONSIBLE)
    return [duty for duty in group if duty.role in wanted] or list(group)


def _phrase(duty: Duty, text: str) -> str:
    names = duty.bodies.slice(text).strip()
    return f"{duty.label}：{names}" if duty.bodies.end == duty.span.end else duty.span.slice(text).strip()


def _of_sentence(candidate: Candidate) -> BodiesFound | None:
    text = fold(candidate.text)
    if candidate.coverage < 0.5 or _IN_SENTENCE.search(text) is None:
        return None
    score = candidate.coverage + 0.3 * candidate.hit.score + 0.1
    return BodiesFound(candidate.hit, candidate.window, candidate.text, score, candidate.support)
