"""How much of what is cited is gold evidence, and how much of the evidence is cited: by clause and by character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.metrics import share
from evals.model import GoldQuestion, QuotedSource
from evals.sources import DocumentTexts
from evals.text import normalise

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CitationFigures:
    """Shares in [0, 1]. Precision is None without citations, recall without evidence found in a document."""

    clause_precision: float | None = None
    clause_recall: float | None = None
    character_precision: float | None = None
    character_recall: float | None = None


class CitedTexts:
    """Measures citations against evidence, both found by their words in the documents' texts.

    Of a question, with C what is cited and E the gold evidence, precision is |C and E| / |C| and recall is
    |C and E| / |E|, as ALCE has it for citations (Gao et al. 2023, "Enabling Large Language Models to Generate
    Text with Citations", 4) and SQuAD for the tokens of a span (Rajpurkar et al. 2016, 6.1). By clause these are
    sets of lines of the extracted text, where a clause has a line or several of its own; by character they are
    sets of characters of the normalised text, so that signs and white space do not count. A quote that stands in
    no document takes its length from precision. The mean over questions is the figure of a run.
    """

    def __init__(self, documents: DocumentTexts) -> None:
        self._documents = documents
        self._laid: dict[str, _Laid] = {}

    def figures(self, question: GoldQuestion, cited: Sequence[QuotedSource]) -> CitationFigures:
        """The four figures of one answerable question; None each for one without an answer."""
        if not question.answerable:
            return CitationFigures()
        gold, quoted = self._of_evidence(question), self._of_citations(cited)
        lines, characters = gold.lines & quoted.lines, gold.characters & quoted.characters
        return CitationFigures(
            share(len(lines), len(quoted.lines)),
            share(len(lines), len(gold.lines)),
            share(len(characters), len(quoted.characters)),
            share(len(characters), len(gold.characters)),
        )

    def _of_evidence(self, question: GoldQuestion) -> _Covered:
        """Evidence counts where it stands first in each gold document that has it."""
        covered = _Covered()
        for name in self._documents.named(question.gold_docs):
            for evidence in question.evidence:
                covered.add(name, self._layout(name), _form(evidence))
        return covered

    def _of_citations(self, cited: Sequence[QuotedSource]) -> _Covered:
        covered = _Covered()
        for number, item in enumerate(cited):
            name, form = self._documents.resolve(item.doc), _form(item.quote)
            if name is None or not covered.add(name, self._layout(name), form):
                covered.add_foreign(number, form)
        return covered

    def _layout(self, name: str) -> _Laid:
        if name not in self._laid:
            self._laid[name] = _Laid.of(self._documents.text(name))
        return self._laid[name]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A document's normalised text with where its lines begin."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Laid:
        forms = [_form(line) for line in text.splitlines()]
        starts, position = [], 0
        for form in forms:
            if form:
                starts.append(position)
            position += len(form)
        return cls("".join(forms), tuple(starts))

    def lines(self, span: Span) -> range:
        return range(bisect_right(self.starts, span[0]) - 1, bisect_right(self.starts, span[1] - 1))


@dataclass(slots=True)
class _Covered:
    """Lines and characters of documents, each named by its document."""

    lines: set[tuple[str, int]] = field(default_factory=set)
    characters: set[tuple[str, int]] = field(default_factory=set)

    def add(self, name: str, laid: _Laid, form: str) -> bool:
        """True where `form` stands in the document."""
        start = laid.text.find(form) if form else -1
        if start < 0:
            return False
        span = start, start + len(form)
        self.lines |= {(name, line) for line in laid.lines(span)}
        self.characters |= {(name, position) for position in range(*span)}
        return True

    def add_foreign(self, number: int, form: str) -> None:
        """A quote that stands nowhere is a line of its own, and so are its characters."""
        own = f"\0{number}"
        self.lines.add((own, 0))
        self.characters |= {(own, position) for position in range(max(1, len(form)))}


def _form(text: str) -> str:
    # Without what keeps neighbouring figures apart, since a line's end does so in one text and not in the other.
    return normalise(text).replace("|", "")
