"""The sets that the ranker learns from and is measured on."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import make_read, make_reader, open_index
from assistant.settings import Settings
from evals.beir import read_beir
from evals.benchmarks.made.policies import make_policies
from evals.ranker.asked import FOLDS, answered, in_folds, read_asked
from evals.ranker.fitting import Recipe
from evals.ranker.generated import generate
from evals.ranker.lists import Asked, CandidateList, candidate_lists
from vectorstore.index import PolicyIndex
from vectorstore.indexing import Indexer
from vectorstore.ports import Embedder
from vectorstore.text_search import TextLibrary

LEARNED = (("cmrc2018_trial",), ("drcd_dev_hans", "drcd_dev_hant"), ("stard",))
"""Reading sets whose licence allows to learn from them; those in one group hold the same questions."""
MEASURED = ("ncpp_policy", "news_mrc")
"""Reading sets without a licence: figures only."""
SEEN_PASSAGES = {"cmrc2018_trial": 128, "drcd_dev_hans": 500, "drcd_dev_hant": 500}
"""The embedding model has learned from the questions on so many passages at the beginning of these sets."""
GENERATED_OF_A_KIND = 150
_MADE_CLAUSES = 400


@dataclass(frozen=True, slots=True)
class RankerSet:
    """Lists of candidates of one source."""

    name: str
    lists: tuple[CandidateList, ...]
    generated: bool = False
    learned: bool = True
    """False where nothing may be learned from it."""
    group: str = ""
    """Sets of one group are left out together, for they hold the same questions."""
    parts: int = 1
    """Of a set of questions that is divided by document, to be measured on documents not seen: how many parts."""

    def weight(self, recipe: Recipe) -> float:
        """What it weighs where all are learned from."""
        if self.parts > 1:
            return recipe.asked_share / self.parts
        return recipe.generated_share if self.generated else 1.0


def reading_sets(folder: Path, embedder: Embedder) -> Iterator[RankerSet]:
    """The sets in the BEIR layout that `folder` has, without the questions that the embedding model has seen.

    On those its cosine looks better than it is, and a ranker that learns from them trusts it too much.
    """
    groups = {name: names[0] for names in LEARNED for name in names}
    for name in (*groups, *MEASURED):
        if not (folder / name).is_dir():
            continue
        collection = read_beir(folder / name)
        library = TextLibrary([(item.id, item.title, item.text) for item in collection.passages], embedder)
        seen = {item.id for item in collection.passages[: SEEN_PASSAGES.get(name, 0)]}
        asked = [Asked(query.text, frozenset(collection.relevant[query.id])) for query in collection.queries]
        asked = [item for item in asked if not item.answers & seen]
        lists = candidate_lists(library, make_reader(library), asked)
        yield RankerSet(name, tuple(lists), learned=name in groups, group=groups.get(name, name))


def generated_set(name: str, files: Path, seed: int) -> RankerSet:
    """Questions made from the documents in the folder `files`, over an index of them all."""
    with _indexed(files) as index:
        questions = generate(index, GENERATED_OF_A_KIND, seed)
        asked = [Asked(question.text, question.answers) for question in questions]
        return RankerSet(name, tuple(candidate_lists(index, make_reader(index), asked)), generated=True, group=name)


def asked_sets(file: Path, laws: Path) -> Iterator[RankerSet]:
    """The natural questions of `file` on the documents in `laws`, in parts by document, over an index of them all."""
    with _indexed(laws) as index:
        reader = make_reader(index)
        for number, part in enumerate(in_folds(read_asked(file)), start=1):
            name = f"asked, part {number}"
            yield RankerSet(name, tuple(candidate_lists(index, reader, answered(index, part))), group=name, parts=FOLDS)


def write_made(folder: Path, seed: int) -> None:
    """Made-up policies of many regions on the same topics."""
    make_policies(folder, _MADE_CLAUSES, 1, seed)


@contextmanager
def _indexed(files: Path) -> Iterator[PolicyIndex]:
    with tempfile.TemporaryDirectory(prefix="zhice-") as home:
        settings = Settings(home=Path(home))
        with closing(open_index(settings, create=True)) as index:
            Indexer(index, make_read(settings.chunk_tokens)).run([files])
            yield index


def learned_from(sets: Sequence[RankerSet], without: str = "") -> list[RankerSet]:
    """Those of `sets` that may be learned from, but for one group."""
    return [item for item in sets if item.learned and item.group != without]
