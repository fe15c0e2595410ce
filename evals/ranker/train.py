"""Trains the ranker that the product ships, and measures it on sets that it did not see.

    python -m evals.ranker.train --data DIR --policies DIR --asked FILE --laws DIR \
        --output assistant/ranking/data/weights.tsv

DIR of `--data` holds `reading/` (folders in the BEIR layout); those of `--policies`, which need different names,
hold documents that questions are made from, besides made-up policies. FILE holds natural questions
(`evals/ranker/asked.py`) on the documents in the DIR of `--laws`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from assistant.ranking.weights import format_weights
from evals.ranker.data import RankerSet, asked_sets, generated_set, learned_from, reading_sets, write_made
from evals.ranker.fitting import Recipe, fit
from evals.ranker.lists import CandidateList
from evals.ranker.measuring import Compared, compare
from evals.ranker.report import SetFigures, replace_figures, tables
from vectorstore.embedder import load_embedder

_COMMENT = (
    "Weights of the ranker's features, learned by `python -m evals.ranker.train`; see evals/docs/ranker.md.\n"
    "Learned from DRCD and CMRC 2018 (CC BY-SA 3.0 and 4.0), STARD (MIT), our own questions on public laws\n"
    "and questions made from documents."
)


def training_sets(data: Path, policies: Sequence[Path], recipe: Recipe) -> Iterator[RankerSet]:
    """All sets; the folders of `policies` by their names."""
    yield from reading_sets(data / "reading", load_embedder(None))
    for folder in policies:
        yield generated_set(folder.name, folder, recipe.seed)
    with tempfile.TemporaryDirectory(prefix="zhice-") as written:
        write_made(Path(written), recipe.seed)
        yield generated_set("made-up policies", Path(written), recipe.seed)


def natural_sets(asked: Path | None, laws: Path | None) -> Iterator[RankerSet]:
    """The natural questions of the file `asked` on the documents in `laws`; none without a file."""
    if asked is not None:
        if laws is None:
            raise typer.BadParameter("--asked needs --laws, the folder of the documents that are asked about")
        yield from asked_sets(asked, laws)


def learn(sets: Sequence[RankerSet], recipe: Recipe) -> dict[str, float]:
    """Weights from all of `sets`; groups of sets weigh one, or the recipe's share where they are generated."""
    sizes: dict[str, int] = {}
    for item in sets:
        sizes[item.group] = sizes.get(item.group, 0) + 1
    shares = {item.name: item.weight(recipe) / sizes[item.group] for item in sets}
    return fit({item.name: item.lists for item in sets}, shares, recipe)


def measured(sets: Sequence[RankerSet], recipe: Recipe) -> list[SetFigures]:
    """Every set under weights that were learned without it, and under those of the other half."""
    figures = []
    for item in sets:
        without = compare(item.lists, learn(learned_from(sets, item.group), recipe))
        halves = _halves(item, sets, recipe) if item.learned and item.parts == 1 else None
        figures.append(SetFigures(item.name, len(item.lists), without, halves))
    return figures


def _halves(item: RankerSet, sets: Sequence[RankerSet], recipe: Recipe) -> tuple[Compared, Compared]:
    """Each half measured with weights that were learned from the other one and from all other groups."""
    order = np.random.default_rng(recipe.seed).permutation(len(item.lists)).tolist()
    others = learned_from(sets, item.group)
    lists: list[CandidateList] = []
    scored: list[dict[str, float]] = []
    for start in range(2):
        seen = tuple(item.lists[i] for i in order[start::2])
        half = RankerSet(item.name, seen, item.generated, group=item.group)
        lists += [item.lists[i] for i in order[1 - start :: 2]]
        scored += [learn([*others, half], recipe)] * (len(item.lists) - len(seen))
    return compare(lists, scored)


def main(
    data: Annotated[Path, typer.Option(help="Folder with reading/.")],
    output: Annotated[Path, typer.Option(help="File for the weights.")],
    policies: Annotated[list[Path] | None, typer.Option(help="Folder of documents to make questions from.")] = None,
    asked: Annotated[Path | None, typer.Option(help="File of natural questions, see evals/ranker/asked.py.")] = None,
    laws: Annotated[Path | None, typer.Option(help="Folder of the documents that they ask about.")] = None,
    document: Annotated[Path | None, typer.Option(help="Markdown file whose tables are replaced.")] = None,
) -> None:
    """Train the ranker and measure it on sets that it did not see."""
    recipe = Recipe()
    names = [folder.name for folder in policies or []]
    if len(set(names)) < len(names):
        raise typer.BadParameter(f"two folders of policies have one name: {', '.join(names)}")
    sets = []
    for item in chain(training_sets(data, policies or [], recipe), natural_sets(asked, laws)):
        typer.echo(f"{item.name}: {len(item.lists)} lists")
        sets.append(item)
    weights = learn(learned_from(sets), recipe)
    output.write_text(format_weights(weights, _COMMENT), encoding="utf-8")
    figures = tables(measured(sets, recipe), weights, load_embedder(None).name)
    typer.echo(figures)
    if document is not None:
        replace_figures(document, figures)


if __name__ == "__main__":
    typer.run(main)
