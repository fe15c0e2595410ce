"""From what was measured to what the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from evals.errors import BadFile
from evals.model import GoldQuestion, Prediction, QuestionScore, RunReport
from evals.reporting.page.model import Case, ShownRun
from evals.runs.model import QuestionScore as StoredScore
from evals.runs.model import StoredRun


def shown_report(report: RunReport) -> ShownRun:
    """A run just scored, which knows nothing of the passages found."""
    context = report.context
    return ShownRun(
        name=context.questions,
        questions=context.questions,
        started_at=context.started_at,
        commit=context.commit,
        machine=context.machine,
        origin=tuple(_pairs({"索引": context.manifest, "设置": context.settings})),
        cases=tuple(map(_scored, report.scores)),
        unmatched=report.unmatched,
    )


def shown_run(run: StoredRun) -> ShownRun:
    """A run read from its folder. Raises `BadFile` for one that stopped, whose answers have no scores yet."""
    manifest = run.manifest
    if not run.scores:
        raise BadFile(f"运行 {manifest.name} 没有做完，请先用 zhice eval answers … --run … --resume 做完")
    scores = {score.id: score for score in run.scores}
    return ShownRun(
        name=manifest.name,
        questions=manifest.questions,
        started_at=manifest.started_at,
        commit=manifest.commit,
        machine=manifest.machine,
        origin=tuple(_pairs({key: value for key, value in asdict(manifest).items() if key not in _TOLD})),
        cases=tuple(_stored(gold, run.predictions.get(gold.id), scores[gold.id]) for gold in run.golds),
        unmatched=len(run.predictions.keys() - {gold.id for gold in run.golds}),
    )


_TOLD = {"name", "questions", "started_at", "commit", "machine"}
"""What the head of the page says already."""


def _scored(score: QuestionScore) -> Case:
    return Case(
        question=score.question,
        prediction=score.prediction,
        right=score.answer_ok,
        concise=score.concise,
        cited=score.ev_hit if score.question.answerable else None,
        citations=score.citations,
        exact=score.exact,
        shares=_followup(score.question, score.answer_ok),
    )


def _stored(gold: GoldQuestion, prediction: Prediction | None, score: StoredScore) -> Case:
    measured = {
        "clause_precision": score.clause_precision,
        "clause_recall": score.clause_recall,
        "character_precision": score.character_precision,
        "character_recall": score.character_recall,
        "figures": (score.figures_right or 0) / score.figures if score.figures else None,
        "gold_figures": score.gold_figures_said / score.gold_figures if score.gold_figures else None,
    }
    return Case(
        question=gold,
        prediction=prediction,
        right=score.right,
        concise=score.concise,
        cited=score.cited_hit if gold.answerable else None,
        citations=score.citations,
        exact=score.exact,
        found_at=score.evidence_hit,
        shares={name: value for name, value in measured.items() if value is not None} | _followup(gold, score.right),
        probability=score.probability,
    )


def _followup(gold: GoldQuestion, right: bool) -> dict[str, float]:
    return {"followup": float(right)} if gold.earlier else {}


def _pairs(values: Mapping[str, object], before: str = "") -> Iterable[tuple[str, str]]:
    """Nested values flat, by their names joined with points."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _pairs(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", "" if value is None else str(value)
