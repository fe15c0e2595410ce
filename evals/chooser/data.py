"""The sets that the chooser learns from and is measured on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import make_read, make_reader, make_retriever, open_index
from assistant.retrieval import Retriever
from assistant.settings import Settings
from assistant.understanding.reader import QuestionReader
from evals.beir import read_beir
from evals.chooser.asked import ARCHIVE, AskedQuestion, asked_questions, write_documents
from evals.chooser.examples import Example, Place, example, places_of
from evals.ranker.data import write_made
from evals.ranker.generated import generate
from ingest.model import TextSpan
from vectorstore.embedder import load_embedder
from vectorstore.index import PolicyIndex
from vectorstore.indexing import Indexer
from vectorstore.model import Hit
from vectorstore.text_search import TextLibrary

LEARNED = ("drcd_dev_hans", "cmrc2018_trial")
"""Reading sets whose licence allows to learn from them. `drcd_dev_hant` holds the questions of `drcd_dev_hans`."""
MEASURED = ("news_mrc", "ncpp_policy")
"""Reading sets without a licence: figures only."""
GENERATED_OF_A_KIND = 250
MOST_OF_A_SET = 1800
"""Questions of a reading set: more of the same kind take time and add little."""
ASKED = "asked"
_WEIGHTS = {"cmrc2018_trial": 2.0, ASKED: 2.0}
_GENERATED, _MADE_UP = 0.6, 0.3
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
    return _weighed(name, list(_of_documents(files, seed)), _GENERATED)


def asked_sets(data: Path, seed: int) -> Iterator[ChooserSet]:
    """Natural questions on public laws, and questions made from the same laws, where `data` has their archive."""
    if not (data / ARCHIVE).is_file():
        return
    questions = asked_questions()
    with tempfile.TemporaryDirectory(prefix="zhice-") as folder:
        write_documents(data / ARCHIVE, [question.document for question in questions], Path(folder))
        found = tuple(_of_questions(questions, Path(folder)))
        yield ChooserSet(ASKED, found, (_WEIGHTS[ASKED],) * len(found))
        yield generated_set("laws", Path(folder), seed)


def _weighed(name: str, pairs: Sequence[tuple[Example, str]], weight: float) -> ChooserSet:
    return ChooserSet(
        name,
        tuple(found for found, _ in pairs),
        tuple(weight * (_RECALLED if kind == "sentence" else 1.0) for _, kind in pairs),
    )


def made_set(seed: int) -> ChooserSet:
    """Questions made from made-up policies of many regions on the same topics."""
    with tempfile.TemporaryDirectory(prefix="zhice-") as folder:
        write_made(Path(folder), seed)
        return _weighed("made-up policies", list(_of_documents(Path(folder), seed)), _MADE_UP)


def _of_reading(folder: Path) -> Iterator[Example]:
    collection = read_beir(folder)
    library = TextLibrary([(item.id, item.title, item.text) for item in collection.passages], load_embedder(None))
    reader, retriever = make_reader(library), make_retriever(Settings(home=folder), library)
    queries = [query for query in collection.queries if query.text.strip()]
    for query in queries[:: -(-len(queries) // MOST_OF_A_SET)]:
        found = retriever.retrieve(reader.read(query.text))
        passages = list(collection.relevant[query.id])
        places = list(places_of(query.answers, found.hits, passages))
        made = example(found.question, found.hits, places, passages[0], query.answers)
        if made is not None:
            yield made


@contextmanager
def _searched(files: Path) -> Iterator[tuple[PolicyIndex, QuestionReader, Retriever]]:
    """The documents in a folder, indexed as the product indexes them."""
    with tempfile.TemporaryDirectory(prefix="zhice-") as home:
        settings = Settings(home=Path(home))
        with closing(open_index(settings, create=True)) as index:
            Indexer(index, make_read(settings.chunk_tokens)).run([files])
            yield index, make_reader(index), make_retriever(settings, index)


def _of_documents(files: Path, seed: int) -> Iterator[tuple[Example, str]]:
    with _searched(files) as (index, reader, retriever):
        for asked in generate(index, GENERATED_OF_A_KIND, seed):
            if asked.place is None:
                continue
            found = retriever.retrieve(reader.read(asked.text))
            numbers = [i for i, hit in enumerate(found.hits) if hit.passage.id == asked.passage]
            places = [Place(number, asked.place, True) for number in numbers]
            made = example(found.question, found.hits, places, asked.passage)
            if made is not None:
                yield made, asked.kind


def _of_questions(questions: Sequence[AskedQuestion], files: Path) -> Iterator[Example]:
    """Divided by documents: the 'passage' of an example is its document."""
    with _searched(files) as (_, reader, retriever):
        for asked in questions:
            found = retriever.retrieve(reader.read(asked.text))
            made = example(found.question, found.hits, list(places_in(asked, found.hits)), asked.document)
            if made is not None and asked.answer:
                yield made


def places_in(asked: AskedQuestion, hits: Sequence[Hit]) -> Iterator[Place]:
    """Where in the hits the answer stands; one that runs over several passages has a place in each."""
    for number, hit in enumerate(hits):
        passage = hit.passage
        if passage.source != asked.document:
            continue
        for span in asked.answer:
            start, end = max(span.start, passage.span.start), min(span.end, passage.span.end)
            if start < end:
                yield Place(number, TextSpan(start, end).shifted(-passage.span.start), True)


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
