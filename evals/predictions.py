"""Predictions in the form that a batch run writes, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from evals.jsonl import Row, read_rows, with_unique_ids
from evals.model import Prediction, QuotedSource


def read_predictions(path: Path) -> list[Prediction]:
    """The predictions of a JSONL file, in order.

    Rows are {"id", "answer", "refused", "citations": [{"doc", "quote"}], "latency_ms", "error"}; further
    fields are passed over, all but `id` may be missing. Raises `BadFile`, also for an id given twice.
    """
    return with_unique_ids((row, row.identifier(), _prediction(row)) for row in read_rows(path))


def write_predictions(predictions: Iterable[Prediction], path: Path) -> int:
    """Writes them in the form that `read_predictions` reads; returns how many."""
    lines = [json.dumps(prediction_record(item), ensure_ascii=False) + "\n" for item in predictions]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return len(lines)


def prediction_record(prediction: Prediction) -> dict[str, object]:
    """The JSON object that `read_predictions` reads back to an equal prediction."""
    record: dict[str, object] = {
        "id": prediction.id,
        "answer": prediction.answer,
        "refused": prediction.refused,
        "citations": [{"doc": cited.doc, "quote": cited.quote} for cited in prediction.citations],
        "latency_ms": prediction.latency_ms,
    }
    return record | {"error": prediction.error} if prediction.error else record


def _prediction(row: Row) -> Prediction:
    return Prediction(
        id=row.identifier(),
        answer=row.text("answer"),
        refused=row.flag("refused", default=False),
        citations=tuple(_cited(row, item) for item in row.items("citations")),
        latency_ms=row.number("latency_ms"),
        error=row.text("error"),
    )


def _cited(row: Row, item: object) -> QuotedSource:
    if not isinstance(item, dict):
        raise row.error('字段 citations 的每一项应为 {"doc": ..., "quote": ...}')
    inner = Row(row.source, row.line, item)
    return QuotedSource(inner.text("doc"), inner.text("quote"))
