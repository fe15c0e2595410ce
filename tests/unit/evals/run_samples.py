"""Scores and runs of questions that do not exist, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from evals.model import GoldQuestion
from evals.runs.model import QuestionScore, RunManifest, StoredRun


def score(number: int, right: bool, **values: object) -> QuestionScore:
    fields: dict[str, object] = {
        "id": f"q{number:03}",
        "type": "figure" if number % 2 else "list",
        "answerable": True,
        "right": right,
        "concise": right,
        "must_only": right,
        "refused": False,
    }
    return QuestionScore(**(fields | values))  # type: ignore[arg-type]


def stored(rights: Sequence[bool], name: str = "run", sha256: str = "same") -> StoredRun:
    """A finished run with these answers right."""
    scores = tuple(score(number, right) for number, right in enumerate(rights))
    golds = tuple(GoldQuestion(item.id, "问", type=item.type) for item in scores)
    manifest = RunManifest(name, finished_at="done", questions="set.jsonl", questions_sha256=sha256, rows=len(rights))
    return StoredRun(manifest, golds, {}, scores)
