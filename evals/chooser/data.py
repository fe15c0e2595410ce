"""The sets that the chooser learns from and is measured on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import make_read, make_reader, make_retriever, open_index
from assistant.settings import Settings
from evals.beir import read_beir
from evals.chooser.examples import Example, Place, example, places_of
from evals.ranker.data import write_made
from evals.ranker.generated import generate
from vectorstore.embedder import load_embedder
from vectorstore.indexing import Indexer
from vectorstore.text_search import TextLibrary

LEARNED = ("drcd_dev_hans", "cmrc2018_trial")
"""Reading sets whose licence allows to learn from them. `drcd_dev_hant` holds the questions of `drcd_dev_hans`."""
MEASURED = ("news_mrc", "ncpp_policy")
"""Reading sets without a licence: figures only."""
GENERATED_OF_A_KIND = 250
_WEIGHTS = {"cmrc2018_trial": 2.0, "made-up policies": 0.5}
_RECALLED = 0.3
"""Weight of a question made of a sentence's own words, beside one that asks for something in it."""


@dataclass(frozen=True, slots=True)
class ChooserSet:
    """Examples of one source with the weight of each."""

    name: str
    examples: tuple[Example, ...]
    weights: tuple[float, ...]
    learned: bool = True


def reading_sets(folder: Path) -> Iterator[ChooserSet]:
    """The sets in the BEIR layout that `folder` has, each searched as the product searches."""
    for name in (*LEARNED, *MEASURED):
        if (folder / name).is_dir():
            found = tuple(_of_reading(folder / name))
            yield ChooserSet(name, found, (_WEIGHTS.get(name, 1.0),) * len(found), name in LEARNED)


def generated_set(name: str, files: Path, seed: int) -> ChooserSet:
    """Questions made from the documents in the folder `files`."""
    pairs = list(_of_documents(files, seed))
    weight = _WEIGHTS.get(name, 1.0)
    return ChooserSet(
        name,
        tuple(found for found, _ in pairs),
        tuple(weight * (_RECALLED if kind == "sentence" else 1.0) for _, kind in pairs),
    )


def made_set(seed: int) -> ChooserSet:
    """Questions made from made-up policies of many regions on the same topics."""
    with tempfile.TemporaryDirectory(prefix="zhice-") as folder:
        write_made(Path(folder), seed)
        return generated_set("made-up policies", Path(folder), seed)


def _of_reading(folder: Path) -> Iterator[Example]:
    collection = read_beir(folder)
    library = TextLibrary([(item.id, item.title, item.text) for item in collection.passages], load_embedder(None))
    reader, retriever = make_reader(library), make_retriever(Settings(home=folder), library)
    for query in collection.queries:
        if not query.text.strip():
            continue
        found = retriever.retrieve(reader.read(query.text))
        passages = list(collection.relevant[query.id])
        places = list(places_of(query.answers, found.hits, passages))
        made = example(found.question, found.hits, places, passages[0], query.answers)
        if made is not None:
            yield made


def _of_documents(files: Path, seed: int) -> Iterator[tuple[Example, str]]:
    with tempfile.TemporaryDirectory(prefix="zhice-") as home:
        settings = Settings(home=Path(home))
        with closing(open_index(settings, create=True)) as index:
            Indexer(index, make_read(settings.chunk_tokens)).run([files])
            reader, retriever = make_reader(index), make_retriever(settings, index)
            for asked in generate(index, GENERATED_OF_A_KIND, seed):
                if asked.place is None:
                    continue
                found = retriever.retrieve(reader.read(asked.text))
                numbers = [i for i, hit in enumerate(found.hits) if hit.passage.id == asked.passage]
                places = [Place(number, asked.place, True) for number in numbers]
                made = example(found.question, found.hits, places, asked.passage)
                if made is not None:
                    yield made, asked.kind


def halves(found: ChooserSet) -> tuple[ChooserSet, ChooserSet]:
    """The set divided by passages, so that no passage has questions in both."""
    passages = sorted({item.passage for item in found.examples})
    first = set(passages[::2])
    return _only(found, first), _only(found, set(passages) - first)


def _only(found: ChooserSet, passages: set[str]) -> ChooserSet:
    kept = [i for i, item in enumerate(found.examples) if item.passage in passages]
    examples, weights = tuple(found.examples[i] for i in kept), tuple(found.weights[i] for i in kept)
    return ChooserSet(found.name, examples, weights, found.learned)


def learned_from(sets: Sequence[ChooserSet]) -> list[ChooserSet]:
    """Those that may be learned from."""
    return [item for item in sets if item.learned]
