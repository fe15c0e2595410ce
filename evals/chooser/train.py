"""Trains the chooser that the product ships, and measures it on questions and passages that it did not see.

    python -m evals.chooser.train --data DIR --policies DIR --output assistant/answering/choosing/data/network.npz

DIR of `--data` holds `reading/` (folders in the BEIR layout with answers) and `law_documents.tar.xz`, the laws that
the questions in `data/asked.jsonl` are about; those of `--policies`, which need
different names, hold documents that questions are made from, besides made-up policies.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from assistant.answering.choosing.network import dump
from evals.chooser.data import ChooserSet, asked_sets, generated_set, halves, learned_from, made_set, reading_sets
from evals.chooser.fitting import Recipe, fit
from evals.chooser.measuring import ChooserFigures, measure_examples
from evals.ranker.report import replace_figures


def measured(sets: Sequence[ChooserSet], recipe: Recipe) -> list[ChooserFigures]:
    """Of every set that is learned from the second half of its passages, and every other set whole, under what was
    learned from the first halves."""
    divided = {item.name: halves(item) for item in learned_from(sets)}
    network = fit([first for first, _ in divided.values()], recipe)
    figures = []
    for item in sets:
        examples = divided[item.name][1].examples if item.name in divided else item.examples
        learned = "other half" if item.name in divided else "other sets"
        figures.append(measure_examples(item.name, learned, examples, network))
    return figures


def table(figures: Sequence[ChooserFigures]) -> str:
    """The figures as a Markdown table."""
    rows = [
        f"| `{item.name}` | {item.questions} | {item.learned} | {item.right.value:.3f} "
        f"[{item.right.low:.3f}, {item.right.high:.3f}] | {item.length:g} |"
        for item in figures
    ]
    return "\n".join(["| set | questions | learned from | right | characters, median |", "|---" * 5 + "|", *rows])


def main(
    data: Annotated[Path, typer.Option(help="Folder with reading/ and law_documents.tar.xz.")],
    output: Annotated[Path, typer.Option(help="File for the network.")],
    policies: Annotated[list[Path] | None, typer.Option(help="Folder of documents to make questions from.")] = None,
    document: Annotated[Path | None, typer.Option(help="Markdown file whose table is replaced.")] = None,
) -> None:
    """Train the chooser and measure it on questions that it did not see."""
    recipe = Recipe()
    names = [folder.name for folder in policies or []]
    if len(set(names)) < len(names):
        raise typer.BadParameter(f"two folders of policies have one name: {', '.join(names)}")
    sets: list[ChooserSet] = []
    made = (generated_set(folder.name, folder, recipe.seed) for folder in policies or [])
    for found in chain(reading_sets(data / "reading"), asked_sets(data, recipe.seed), made, [made_set(recipe.seed)]):
        typer.echo(f"{found.name}: {len(found.examples)} questions")
        sets.append(found)
    output.write_bytes(dump(fit(learned_from(sets), recipe)))
    figures = table(measured(sets, recipe))
    typer.echo(figures)
    if document is not None:
        replace_figures(document, figures)


if __name__ == "__main__":
    typer.run(main)
