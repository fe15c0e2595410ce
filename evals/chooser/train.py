"""Trains the chooser that the product ships, and measures it on questions and passages that it did not see.

    python -m evals.chooser.train --data DIR --policies DIR --output assistant/answering/choosing/data/network.npz

DIR of `--data` holds `reading/` (folders in the BEIR layout with answers); those of `--policies`, which need
different names, hold documents that questions are made from, besides made-up policies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from assistant.answering.choosing.network import Network, dump
from evals.chooser.data import ChooserSet, generated_set, halves, learned_from, made_set, reading_sets
from evals.chooser.examples import Example
from evals.chooser.fitting import Recipe, fit
from evals.chooser.measuring import ChooserFigures, measure_examples
from evals.ranker.report import replace_figures


def measured(sets: Sequence[ChooserSet], recipe: Recipe) -> list[ChooserFigures]:
    """Every set that is learned from in halves by passages, each under what was learned from the other halves of
    all sets; every other set whole, under both."""
    divided = {item.name: halves(item) for item in learned_from(sets)}
    networks = [fit([pair[half] for pair in divided.values()], recipe) for half in (0, 1)]
    figures = []
    for item in sets:
        if item.name not in divided:
            figures.append(measure_examples(item.name, "other sets", item.examples, partial(_always, networks[0])))
            continue
        pairs = zip(divided[item.name], reversed(networks), strict=True)
        unseen = {id(one): network for half, network in pairs for one in half.examples}
        choose = partial(_by_identity, unseen)
        figures.append(measure_examples(item.name, "other half", item.examples, choose))
    return figures


def _always(network: Network, item: Example) -> Network:
    return network


def _by_identity(networks: Mapping[int, Network], item: Example) -> Network:
    return networks[id(item)]


def table(figures: Sequence[ChooserFigures]) -> str:
    """The figures as a Markdown table."""
    rows = [
        f"| `{item.name}` | {item.questions} | {item.learned} | {item.right.value:.3f} "
        f"[{item.right.low:.3f}, {item.right.high:.3f}] | {item.length:g} |"
        for item in figures
    ]
    return "\n".join(["| set | questions | learned from | right | characters, median |", "|---" * 5 + "|", *rows])


def main(
    data: Annotated[Path, typer.Option(help="Folder with reading/.")],
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
    for found in (*reading_sets(data / "reading"), *made, made_set(recipe.seed)):
        typer.echo(f"{found.name}: {len(found.examples)} questions")
        sets.append(found)
    output.write_bytes(dump(fit(learned_from(sets), recipe)))
    figures = table(measured(sets, recipe))
    typer.echo(figures)
    if document is not None:
        replace_figures(document, figures)


if __name__ == "__main__":
    typer.run(main)
