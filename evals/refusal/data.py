"""The questions that the decision on refusal is learned from and measured on."""

from __future__ import annotations

import contextlib
import random
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.answering.facets import facets_of
from assistant.answering.fit import amounts
from assistant.answering.periods import years_in
from assistant.answering.refusal.premises import premises_of
from assistant.bootstrap import make_read, make_reader, open_index
from assistant.model import Question, Turn
from assistant.ports import BadQuestion
from assistant.settings import Settings
from assistant.understanding.reader import MAX_CHARACTERS
from evals.benchmarks.made.topics import SECTIONS
from evals.jsonl import read_rows
from evals.metrics import states_all
from evals.model import Alternatives, GoldQuestion
from evals.questions import read_questions
from evals.ranker.generated import generate
from evals.refusal.bench import Bench
from evals.refusal.model import Case
from evals.refusal.swapping import Absent, swapped
from evals.text import contains, without_space
from ingest.figures.quantities import find_quantities
from ingest.normalize import fold
from vectorstore.index import PolicyIndex
from vectorstore.indexing import Indexer
from vectorstore.model import Passage
from vectorstore.ports import Embedder
from vectorstore.text_search import TextLibrary

GENERATED_OF_A_KIND = 10
"""Questions on each folder of documents."""
FIGURES_NOT_GIVEN = 12
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十\d]+[)）]?[、.．]?\s*(?P<words>[\u4e00-\u9fff]{4,12})。?")
_FIGURE_ENDS = ("要达到多少？", "的目标值是多少", "不低于多少万元", "比例是多少？")
READING_QUESTIONS = 60


@dataclass(frozen=True, slots=True)
class ReadingQuestion:
    """A question of a reading set, with its passages and the answers that it accepts."""

    text: str
    passages: Mapping[str, str]
    answers: Sequence[str]


def folder_cases(documents: Path, question_sets: Iterable[Path], outside: Sequence[str], seed: int) -> Iterator[Case]:
    """Cases over an index of the folder `documents`: its question sets, generated questions, questions from outside."""
    dice = random.Random(seed)
    with indexed(documents) as index:
        bench = _bench(index)
        passages = [passage for record in index.documents() for passage in index.passages_of(record.id)]
        makers = _Makers(bench, documents.name, Absent(index.frequency, measures()), dice)
        for questions in question_sets:
            for gold in read_questions(questions):
                yield from makers.asked(gold, questions.stem, passages)
        for made in generate(index, GENERATED_OF_A_KIND, seed):
            texts = {passage.id: passage.text for passage in passages if passage.id in made.answers}
            yield from makers.generated(made.text, texts)
        for text in _figures_not_given(passages, dice):
            yield makers.case(bench.reader.read(text), _Origin(f"generated from {documents.name}", "no figure"), False)
        for text in outside:
            yield makers.case(bench.reader.read(text), _Origin(documents.name, "outside"), False)


def reading_cases(folder: Path, embedder: Embedder, seed: int) -> Iterator[Case]:
    """Questions of a reading set with and without the passages that answer them."""
    rows = list(read_rows(folder / "corpus.jsonl"))
    library = TextLibrary([(row.identifier(), row.text("title"), row.text("text")) for row in rows], embedder)
    years = {row.identifier(): years_in(row.text("text")) for row in rows}
    bench = Bench(library, make_reader(library), lambda document: years[document], library.frequency)
    makers = _Makers(bench, folder.name, Absent(library.frequency, ()), random.Random(seed), on_documents=False)
    for asked in sampled_questions(folder, READING_QUESTIONS, seed):
        with contextlib.suppress(BadQuestion):  # a blank line in a set of questions
            question = bench.reader.read(asked.text[:MAX_CHARACTERS])
            yield makers.case(question, _Origin(folder.name, "asked"), True, answers=asked.answers)
            yield from makers.without(question, folder.name, asked.passages, answers=asked.answers)


def sampled_questions(folder: Path, most: int, seed: int) -> list[ReadingQuestion]:
    """At most `most` questions of a reading set, drawn by the seed."""
    texts = {row.identifier(): row.text("text") for row in read_rows(folder / "corpus.jsonl")}
    lines = (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]
    relevant: dict[str, dict[str, str]] = {}
    for query, passage, *_ in (line.split("\t") for line in lines if line.strip()):
        relevant.setdefault(query, {})[passage] = texts[passage]
    rows = [
        ReadingQuestion(row.text("text"), relevant.get(row.identifier(), {}), row.texts("answers"))
        for row in read_rows(folder / "queries.jsonl")
    ]
    usable = [row for row in rows if row.text.strip() and row.passages]
    return random.Random(seed).sample(usable, min(most, len(usable)))


@dataclass(frozen=True, slots=True)
class _Origin:
    source: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Makers:
    """Makes cases out of questions on one index."""

    bench: Bench
    group: str
    absent: Absent
    dice: random.Random
    on_documents: bool = True

    def asked(self, gold: GoldQuestion, source: str, passages: Sequence[Passage]) -> Iterator[Case]:
        """A gold question and what is made of it; a false premise is not decided by the score."""
        question = self.bench.reader.read(gold.question, [Turn(text) for text in gold.earlier])
        if len(facets_of(question)) > 1 or (not gold.answerable and any(premises_of(question))):
            return
        yield self.case(question, _Origin(source, "asked"), gold.answerable, must=gold.must)
        if gold.answerable:
            quotes = [without_space(fold(quote)) for quote in gold.evidence]
            evidence = {p.id: p.text for p in passages if any(_holds(without_space(fold(p.text)), q) for q in quotes)}
            yield from self.without(question, source, evidence, must=gold.must)
            yield from self.swapped(question, source, evidence)

    def generated(self, text: str, evidence: Mapping[str, str]) -> Iterator[Case]:
        """A question made from a passage. What it asks may stand elsewhere too, so nothing is removed."""
        question, source = self.bench.reader.read(text), f"generated from {self.group}"
        if len(facets_of(question)) < 2:
            yield self.case(question, _Origin(source, "generated"), True)
            yield from self.swapped(question, source, evidence)

    def without(
        self,
        question: Question,
        source: str,
        evidence: Mapping[str, str],
        answers: Sequence[str] = (),
        must: Alternatives = (),
    ) -> Iterator[Case]:
        """The question without its evidence; nothing where the rest still says the answer."""
        if evidence:
            removed = self.case(question, _Origin(source, "evidence removed"), False, evidence, answers, must)
            if not removed.says_answer:
                yield removed

    def swapped(self, question: Question, source: str, evidence: Mapping[str, str]) -> Iterator[Case]:
        """The question with its parts swapped for what the documents do not have."""
        for what, text in swapped(question, " ".join(evidence.values()), self.absent, self.dice):
            yield self.case(self.bench.reader.read(text), _Origin(source, f"other {what}"), False)

    def case(
        self,
        question: Question,
        origin: _Origin,
        answerable: bool,
        without: Mapping[str, str] | None = None,
        answers: Sequence[str] = (),
        must: Alternatives = (),
    ) -> Case:
        """What is found for the question, without the passages `without`, measured."""
        answer, values = self.bench.ask(question, without)
        says = any(contains(gold, answer.text) for gold in answers) or (bool(must) and states_all(must, answer.text))
        return Case(origin.source, self.group, origin.kind, question.text, answerable, values, self.on_documents, says)


def _holds(text: str, quote: str) -> bool:
    """True where the text holds the quote or a good part of it, as where a quote runs over two passages."""
    return quote in text or (len(quote) > 16 and any(quote[i : i + 12] in text for i in range(0, len(quote) - 11, 4)))


def _figures_not_given(passages: Sequence[Passage], dice: random.Random) -> list[str]:
    """Questions for the figure of a matter of which the clauses give none."""
    given = " ".join(passage.text for passage in passages if amounts(find_quantities(passage.text)))
    asked = []
    for passage in passages:
        matter = _HEADING.fullmatch(passage.path[-1]) if passage.path else None
        if matter and matter["words"] not in given and not amounts(find_quantities(passage.text)):
            place = passage.region[-1] if passage.region else ""
            asked.append(f"{place}{matter['words']}{dice.choice(_FIGURE_ENDS)}")
    return dice.sample(asked, min(FIGURES_NOT_GIVEN, len(asked)))


def measures() -> list[str]:
    """Names of what figures measure, many of which no document of a small folder has."""
    topics = [topic for _, topics in SECTIONS for topic in topics]
    return [indicator.name for topic in topics for indicator in (topic.by_level, topic.overall)]


def _bench(index: PolicyIndex) -> Bench:
    years: dict[str, frozenset[int]] = {}

    def document_years(document: str) -> frozenset[int]:
        if document not in years:
            years[document] = frozenset().union(*(years_in(p.text) for p in index.passages_of(document)))
        return years[document]

    return Bench(index, make_reader(index), document_years, index.frequency)


@contextmanager
def indexed(files: Path) -> Iterator[PolicyIndex]:
    """An index of a folder that lasts as long as the context."""
    with tempfile.TemporaryDirectory(prefix="zhice-") as home:
        settings = Settings(home=Path(home))
        with closing(open_index(settings, create=True)) as index:
            Indexer(index, make_read(settings.chunk_tokens)).run([files])
            yield index
