"""The JSON forms of what a run's folder holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields

from evals.jsonl import Row
from evals.model import Prediction
from evals.predictions import prediction_record
from evals.runs.model import FigureSeen, Observation, QuestionScore, RunManifest


def prediction_row(prediction: Prediction, seen: Observation) -> dict[str, object]:
    """The `batch` form with what was observed under further keys, which readers of predictions pass over."""
    return prediction_record(prediction) | {
        "evidence_ranks": None if seen.ranks is None else list(seen.ranks),
        "checks": None if seen.figures is None else [{"text": f.written, "verdict": f.verdict} for f in seen.figures],
        "probability": seen.probability,
    }


def observation_of(row: Row) -> Observation:
    """What `prediction_row` wrote beside a prediction; a row of `zhice batch` tells the figures, others nothing."""
    ranks = row.items("evidence_ranks") if row.get("evidence_ranks") is not None else None
    figures = row.items("checks") if row.get("checks") is not None else None
    return Observation(
        id=row.identifier(),
        ranks=None if ranks is None else tuple(_rank(row, rank) for rank in ranks),
        figures=None if figures is None else tuple(_figure(row, figure) for figure in figures),
        probability=row.number("probability"),
    )


def score_row(score: QuestionScore) -> dict[str, object]:
    """One row of `scores.jsonl`, shares in full."""
    record = asdict(score)
    return record | {"evidence_hit": {str(depth): hit for depth, hit in score.evidence_hit.items()}}


def score_of(row: Row) -> QuestionScore:
    """What `score_row` wrote. Raises `BadFile` for a row of another form."""
    values = dict(row.values)
    hits = values.pop("evidence_hit", None)
    if set(values) != {item.name for item in fields(QuestionScore)} - {"evidence_hit"} or not isinstance(hits, dict):
        raise row.error("不是本版本的得分行，请用 zhice eval answers --run … --resume 重新计分")
    return QuestionScore(**values, evidence_hit={int(depth): bool(hit) for depth, hit in hits.items()})  # type: ignore[arg-type]


def manifest_record(manifest: RunManifest) -> dict[str, object]:
    """The content of `run.json`."""
    return asdict(manifest)


def manifest_of(values: Mapping[str, object]) -> RunManifest:
    """What `manifest_record` wrote; keys of later versions are passed over. Raises TypeError without a name."""
    known = {item.name for item in fields(RunManifest)}
    return RunManifest(**{key: value for key, value in values.items() if key in known})  # type: ignore[arg-type]


def _rank(row: Row, value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    raise row.error("字段 evidence_ranks 的每一项应为从 1 起的整数或 null")


def _figure(row: Row, value: object) -> FigureSeen:
    if not isinstance(value, dict):
        raise row.error('字段 checks 的每一项应为 {"text": ..., "verdict": ...}')
    inner = Row(row.source, row.line, value)
    return FigureSeen(inner.text("text"), inner.text("verdict"))
