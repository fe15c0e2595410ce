"""Feedback rows into a question set, unreviewed, without losing what the set has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evals.jsonl import Row, read_rows, with_unique_ids


@dataclass(frozen=True, slots=True)
class Merged:
    """Rows as they go into the file: those that it had, unchanged and in their order, then the new ones."""

    rows: tuple[Mapping[str, object], ...]
    added: int
    kept: int
    """Feedback rows whose id the set had: the set's stay, whatever a person has made of them."""


def merge_feedback(feedback: Path, into: Path) -> Merged:
    """The rows of `into`, where there is such a file, and those of `feedback` that it lacks, by id.

    Raises `BadFile` for a file that cannot be read, a row without id or question, and an id given twice in a file.
    """
    had = _rows(into) if into.exists() else []
    known = {row.identifier() for row in had}
    given = _rows(feedback)
    new = [_draft(row) for row in given if row.identifier() not in known]
    return Merged((*(row.values for row in had), *new), len(new), len(given) - len(new))


def _rows(path: Path) -> list[Row]:
    return with_unique_ids((row, row.identifier(), row) for row in read_rows(path))


def _draft(row: Row) -> dict[str, object]:
    """All fields as they are; 'needs_review' becomes 'reviewed': false, with the fields that a person has to fill."""
    row.required_text("question")
    values = {name: value for name, value in row.values.items() if name != "needs_review"}
    blank: dict[str, object] = {
        "gold_doc": None,
        "evidence": [],
        "answer": "",
        "answer_must": [],
        "answer_must_not": [],
    }
    gold = {} if "answerable" in values else blank | {"answerable": True}
    return values | {name: value for name, value in gold.items() if name not in values} | {"reviewed": False}
