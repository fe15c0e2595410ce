"""Trains the decision on refusal that the product ships, and measures it on groups that it did not see.

    python -m evals.refusal.train --data READING --questions FILE=FOLDER \\
        --output assistant/answering/refusal/data/weights.tsv --document evals/docs/refusal.md

It learns from the example questions, from each question set over a folder of documents that `--questions` names, and
from the reading sets in the folder that `--data` names.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from assistant.answering.refusal.model import EvidenceModel, format_model
from evals.benchmarks.made.policies import make_policies
from evals.ranker.report import replace_figures
from evals.refusal.data import folder_cases, reading_cases, sampled_questions
from evals.refusal.fitting import Recipe, fit
from evals.refusal.measuring import choose_threshold, crossed, judged
from evals.refusal.model import Case
from evals.refusal.report import tables
from vectorstore.embedder import load_embedder

SEED = 7
MADE_CLAUSES, MADE_OUTSIDE = 160, 10
LEARNED = ("cmrc2018_trial", "drcd_dev_hans")
"""Reading sets whose licence allows to learn from them."""
MEASURED = ("ncpp_policy", "news_mrc")
"""Reading sets without a licence: figures only, and slow, so only where they are asked for."""
_COMMENT = (
    "Weights of the decision on refusal, learned by `python -m evals.refusal.train`; see evals/docs/refusal.md.\n"
    "Learned from DRCD and CMRC 2018 (CC BY-SA 3.0 and 4.0), STARD (MIT) and questions on policy documents."
)
_OUTSIDE = {"cmrc2018_trial": 25, "drcd_dev_hans": 25, "stard": 25}
"""Questions of reading sets that are put to policy documents."""


def question_sets(more: Sequence[str]) -> dict[Path, list[Path]]:
    """Question sets by the folder of documents that they are about; raises BadParameter for a part without '='."""
    sets: dict[Path, list[Path]] = {Path("examples/corpus"): [Path("examples/questions.jsonl")]}
    for part in more:
        questions, divider, folder = part.partition("=")
        if not divider:
            raise typer.BadParameter(f"expected FILE=FOLDER, got {part}")
        known = next((known for known in sets if known.resolve() == Path(folder).resolve()), Path(folder))
        sets.setdefault(known, []).append(Path(questions))
    return sets


def cases_of(reading: Path, sets: dict[Path, list[Path]]) -> Iterator[Case]:
    """All cases that the weights are learned from."""
    outside = [
        question.text
        for name, count in _OUTSIDE.items()
        if (reading / name).is_dir()
        for question in sampled_questions(reading / name, count, SEED)
    ]
    for folder, questions in sets.items():
        yield from folder_cases(folder, questions, outside, SEED)
    with tempfile.TemporaryDirectory(prefix="zhice-") as parent:
        made = Path(parent) / "made policies"
        make_policies(made, MADE_CLAUSES, 1, SEED)
        yield from folder_cases(made, (), outside[:MADE_OUTSIDE], SEED)
    for name in LEARNED:
        if (reading / name).is_dir():
            yield from reading_cases(reading / name, load_embedder(None), SEED)


def learn(cases: Sequence[Case], recipe: Recipe) -> EvidenceModel:
    """The weights from all cases, with the threshold that was best over questions asked by people, cross-validated."""
    found = [item for item in crossed(cases, recipe) if item.case.kind == "asked" and item.case.on_documents]
    return replace(fit(cases, recipe), threshold=choose_threshold(found))


def main(
    output: Annotated[Path, typer.Option(help="File for the weights.")],
    data: Annotated[Path, typer.Option(help="Folder of reading sets in the BEIR layout.")],
    questions: Annotated[list[str] | None, typer.Option(help="FILE=FOLDER: a question set and its documents.")] = None,
    document: Annotated[Path | None, typer.Option(help="Markdown file whose tables are replaced.")] = None,
    measure: Annotated[bool, typer.Option(help="Also measure the reading sets that nothing is learned from.")] = False,
) -> None:
    """Train the decision on refusal and measure it on groups that it did not see."""
    recipe = Recipe()
    cases = list(cases_of(data, question_sets(questions or [])))
    model = learn(cases, recipe)
    output.write_text(format_model(model, _COMMENT), encoding="utf-8")
    extra: list[Case] = []
    for name in MEASURED if measure else ():
        extra += reading_cases(data / name, load_embedder(None), SEED)
    figures = tables(model, crossed(cases, recipe), judged(model, extra))
    typer.echo(figures)
    if document is not None:
        replace_figures(document, figures)


if __name__ == "__main__":
    typer.run(main)
