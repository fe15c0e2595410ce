"""Searches for every question of a set and notes where its evidence came."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.model import Turn
from evals.errors import NothingToScore
from evals.evidence.model import (
    DEPTH,
    NOT_FOUND,
    EvidenceFigures,
    EvidenceReport,
    EvidenceScore,
    FirstPassage,
)
from evals.evidence.places import GoldDocuments, WantedEvidence
from evals.evidence.ranks import ranks_of
from evals.intervals import estimate_of_mean
from evals.model import GoldQuestion, RunContext
from evals.runner import OnProgress, one_line
from evals.scoring import TOTAL
from vectorstore.model import DocumentRecord, Hit

Search = Callable[[str, int, Sequence[Turn]], Sequence[Hit]]
"""A question, how many passages, and the exchanges before it, to passages, best first."""


def measure_evidence(
    questions: Sequence[GoldQuestion],
    search: Search,
    records: Sequence[DocumentRecord],
    on_progress: OnProgress | None = None,
    context: RunContext | None = None,
) -> EvidenceReport:
    """The figures per type and over all answerable questions; `records` are the documents that are searched.

    Of a conversation the last turn is searched for, after the earlier questions. What `search` raises makes that
    question count as not found. Raises `NothingToScore` where no question is answerable.
    """
    gold = GoldDocuments(records)
    asked = [question for question in questions if question.answerable]
    if not asked:
        raise NothingToScore("没有任何可回答的题目可供评测，请检查题目文件")
    scores = []
    for done, question in enumerate(asked, start=1):
        scores.append(_scored(question, gold.wanted(question), search))
        if on_progress is not None:
            on_progress(done, len(asked))
    named = dict.fromkeys(doc for question in asked for doc in question.gold_docs)
    return EvidenceReport(
        types=_by_type(scores),
        total=_figures(TOTAL, scores),
        unanswerable=len(questions) - len(asked),
        failed=sum(bool(score.error) for score in scores),
        not_indexed=tuple(doc for doc in named if not gold.is_indexed(doc)),
        scores=tuple(scores),
        context=context or RunContext(),
    )


def _scored(question: GoldQuestion, wanted: Sequence[WantedEvidence], search: Search) -> EvidenceScore:
    try:
        hits = search(question.question, DEPTH, tuple(Turn(earlier) for earlier in question.earlier))
    except Exception as error:
        return EvidenceScore(question, (NOT_FOUND,) * len(wanted), error=one_line(error))
    return EvidenceScore(question, ranks_of(wanted, hits), _first(hits))


def _first(hits: Sequence[Hit]) -> FirstPassage | None:
    if not hits:
        return None
    passage = hits[0].passage
    return FirstPassage(passage.source, passage.title, passage.clause, passage.text)


def _by_type(scores: Sequence[EvidenceScore]) -> tuple[EvidenceFigures, ...]:
    groups: dict[str, list[EvidenceScore]] = {}
    for score in scores:
        groups.setdefault(score.question.type, []).append(score)
    return tuple(_figures(name, group) for name, group in groups.items())


def _figures(name: str, scores: Sequence[EvidenceScore]) -> EvidenceFigures:
    return EvidenceFigures(
        name=name,
        n=len(scores),
        first=estimate_of_mean([score.is_first for score in scores]),
        top=estimate_of_mean([score.in_top for score in scores]),
        all_top=estimate_of_mean([score.all_in_top for score in scores]),
        mrr=estimate_of_mean([score.reciprocal for score in scores]),
        partial=sum(found.rank is not None and not found.whole for score in scores for found in score.ranks),
    )
