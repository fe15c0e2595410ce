"""From what was measured to what the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from evals.errors import BadFile
from evals.model import RunReport
from evals.reporting.page.model import Case, ShownRun
from evals.runs.model import QuestionScore, StoredRun
from evals.runs.scoring import plain_score

_TOLD = {"name", "questions", "started_at", "commit", "machine"}
"""What the head of the page says already."""


def shown_report(report: RunReport, scores: Sequence[QuestionScore] | None = None) -> ShownRun:
    """A run just scored. `scores` are its questions' in order; without them the page tells what `report` does."""
    context = report.context
    known = scores if scores is not None else tuple(map(plain_score, report.scores))
    return ShownRun(
        name=context.questions,
        questions=context.questions,
        started_at=context.started_at,
        commit=context.commit,
        machine=context.machine,
        origin=tuple(_pairs({"索引": context.manifest, "设置": context.settings})),
        cases=tuple(
            Case(scored.question, scored.prediction, score) for scored, score in zip(report.scores, known, strict=True)
        ),
        unmatched=report.unmatched,
    )


def shown_run(run: StoredRun) -> ShownRun:
    """A run read from its folder. Raises `BadFile` for one that stopped, whose answers have no scores yet."""
    manifest = run.manifest
    if not run.scores:
        raise BadFile(f"运行 {manifest.name} 没有做完，请先用 zhice eval answers … --run … --resume 做完")
    return ShownRun(
        name=manifest.name,
        questions=manifest.questions,
        started_at=manifest.started_at,
        commit=manifest.commit,
        machine=manifest.machine,
        origin=tuple(_pairs({key: value for key, value in asdict(manifest).items() if key not in _TOLD})),
        cases=tuple(
            Case(gold, run.predictions.get(gold.id), score) for gold, score in zip(run.golds, run.scores, strict=True)
        ),
        unmatched=len(run.predictions.keys() - {gold.id for gold in run.golds}),
    )


def _pairs(values: Mapping[str, object], before: str = "") -> Iterable[tuple[str, str]]:
    """Nested values flat, by their names joined with points."""
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from _pairs(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", "" if value is None else str(value)
