"""The figures of a training as the tables of `evals/docs/refusal.md`."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.refusal.features import FEATURES
from assistant.answering.refusal.model import EvidenceModel
from evals.refusal.measuring import Judged, calibration_error, refusals, reliability


def tables(model: EvidenceModel, crossed: Sequence[Judged], own: Sequence[Judged]) -> str:
    """The part of the document that a training writes.

    `crossed` are cases under models that were learned without their group, `own` those of sets that nothing is
    learned from, under `model`.
    """
    asked = [item for item in crossed if item.case.kind == "asked"]
    bins = reliability(crossed)
    lines = [
        f"Threshold {model.threshold:.2f}.",
        "",
        "### Questions that people asked, each judged by a model that was learned without its group",
        "",
        *_by_source(asked, model.threshold),
        "",
        "### All cases, by how they were made",
        "",
        *_by_kind([*crossed, *own], model.threshold),
        "",
        "### Thresholds, over the questions that people asked",
        "",
        *_curve(asked),
        "",
        f"### Calibration (expected calibration error {calibration_error(bins):.3f})",
        "",
        "| probability said | cases | mean of it | answerable in fact |",
        "|---|---|---|---|",
        *(f"| {b.low:.1f}-{b.low + 0.1:.1f} | {b.count} | {b.predicted:.2f} | {b.observed:.2f} |" for b in bins),
        "",
        "### Features and weights",
        "",
        "| feature | what it says | weight |",
        "|---|---|---|",
        *(f"| `{f.name}` | {f.label} | {model.weights.get(f.name, 0.0):.3g} |" for f in FEATURES),
        f"| `bias` | | {model.bias:.3g} |",
    ]
    return "\n".join(lines)


def _by_source(items: Sequence[Judged], threshold: float) -> list[str]:
    rows = ["| set | questions | unanswerable | refused | precision | recall | area under ROC |", "|---" * 7 + "|"]
    sources = sorted({item.case.source for item in items})
    for source in [*sources, ""]:
        got = refusals([item for item in items if source in ("", item.case.source)], threshold)
        rows.append(
            f"| {f'`{source}`' if source else 'all'} | {got.questions} | {got.unanswerable} | {got.refused} "
            f"| {_shown(got.precision)} | {_shown(got.recall)} | {_shown(got.area)} |"
        )
    return rows


def _by_kind(items: Sequence[Judged], threshold: float) -> list[str]:
    rows = ["| set | made by | cases | answerable | refused |", "|---" * 5 + "|"]
    for source, kind in sorted({(item.case.source, item.case.kind) for item in items}):
        for answerable in (True, False):
            own = [i for i in items if (i.case.source, i.case.kind, i.case.answerable) == (source, kind, answerable)]
            if own:
                refused = sum(item.probability < threshold for item in own) / len(own)
                rows.append(f"| `{source}` | {kind} | {len(own)} | {'yes' if answerable else 'no'} | {refused:.2f} |")
    return rows


def _curve(items: Sequence[Judged]) -> list[str]:
    rows = ["| threshold | precision | recall |", "|---|---|---|"]
    for step in range(1, 10):
        got = refusals(items, step / 10)
        rows.append(f"| {step / 10:.1f} | {_shown(got.precision)} | {_shown(got.recall)} |")
    return rows


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
