"""Measures a dense model alone on question sets in the BEIR layout.

    python -m vectorstore.training.measure --reading DIR [--model FOLDER] [--after 0.5] SET...

Prints, for each set, the share of questions with a right passage at rank 1 and among the first 5. With `--after`,
only the questions on the passages after that share of the set are asked, among all its passages: the shipped model
was trained on the first half of two sets.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import opencc
import typer

from vectorstore.embedder import load_embedder
from vectorstore.ports import Embedder

DEPTH = 5


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Passages and questions by id, in Simplified characters, and the right passages of each question."""

    passages: dict[str, str]
    questions: dict[str, str]
    right: dict[str, set[str]]


def read_set(folder: Path, after: float = 0.0) -> QuestionSet:
    """Reads a set, without the questions on the first `after` of its passages.

    Raises ValueError where no question with a right passage is left.
    """
    fold = opencc.OpenCC("t2s").convert
    passages = {row["id"]: fold(f"{row['title']}\n{row['text']}".strip()) for row in _rows(folder / "corpus.jsonl")}
    right: dict[str, set[str]] = {}
    with (folder / "qrels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            right.setdefault(row["query-id"], set()).add(row["corpus-id"])
    early = set(list(passages)[: int(len(passages) * after)])
    asked = {question for question, answers in right.items() if not answers & early}
    questions = {row["id"]: fold(row["text"]) for row in _rows(folder / "queries.jsonl") if row["id"] in asked}
    if not questions:
        raise ValueError(f"{folder} has no question with a right passage")
    return QuestionSet(passages, questions, right)


def shares_found(embedder: Embedder, questions: QuestionSet) -> tuple[float, float]:
    """The shares of questions with a right passage at rank 1 and among the first `DEPTH`."""
    ids = list(questions.passages)
    passages = embedder.embed_documents(list(questions.passages.values()))
    first = within = 0
    for question, text in questions.questions.items():
        best = np.argsort(-(passages @ embedder.embed_query(text)), kind="stable")[:DEPTH]
        found = [ids[position] in questions.right[question] for position in best]
        first += found[0]
        within += any(found)
    return first / len(questions.questions), within / len(questions.questions)


def _rows(file: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def main(
    sets: Annotated[list[str], typer.Argument(help="Names of the sets.")],
    reading: Annotated[Path, typer.Option(help="Folder with one folder a set.")],
    model: Annotated[str | None, typer.Option(help="Model folder; without it, the shipped one.")] = None,
    after: Annotated[float, typer.Option(help="Share of the passages whose questions are left out.")] = 0.0,
) -> None:
    """Measure a dense model alone."""
    embedder = load_embedder(model)
    typer.echo(f"{embedder.name}\n\n| set | R@1 | R@{DEPTH} |\n|---|---|---|")
    for name in sets:
        first, within = shares_found(embedder, read_set(reading / name, after))
        typer.echo(f"| `{name}` | {first:.3f} | {within:.3f} |")


if __name__ == "__main__":
    typer.run(main)
