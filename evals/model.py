"""Question sets, predictions and the figures made of them. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Alternatives = tuple[tuple[str, ...], ...]
"""Strings that must be there: every inner tuple is one demand, met by any one of its members."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what a right answer must say and where that stands."""

    id: str
    question: str
    """The question to answer; in a conversation, its last turn."""
    turns: tuple[str, ...] = ()
    """All questions of a conversation in order, `question` the last; empty for a question alone."""
    lang: str = ""
    type: str = "?"
    gold_docs: tuple[str, ...] = ()
    """File names, stems, or the first characters of stems ('000')."""
    sub: tuple[int, ...] = ()
    """Which documents of the file, from 1, where it holds several."""
    evidence: tuple[str, ...] = ()
    """Quotes of the gold documents that state the answer."""
    evidence_docs: tuple[str, ...] = ()
    """The gold document of each evidence, where that is told; named as in `gold_docs`."""
    answer: str = ""
    must: Alternatives = ()
    must_not: tuple[str, ...] = ()
    answerable: bool = True
    correction: Alternatives = ()
    """For a question with a false premise: what a correction instead of a refusal must say."""
    reviewed: bool = True
    """False of a draft that no person has looked at: no figure made of it settles anything."""

    @property
    def earlier(self) -> tuple[str, ...]:
        """The questions that come before `question`."""
        return self.turns[:-1]


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A row to answer without any gold beside it; `turns` as in `GoldQuestion`."""

    id: str
    question: str
    turns: tuple[str, ...] = ()

    @property
    def earlier(self) -> tuple[str, ...]:
        """The questions that come before `question`."""
        return self.turns[:-1]


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """A citation as far as it is scored: the document named and the quote."""

    doc: str
    quote: str


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was answered to one question."""

    id: str
    answer: str = ""
    refused: bool = False
    citations: tuple[QuotedSource, ...] = ()
    latency_ms: float | None = None
    """Wall time of the last turn; None where unknown."""
    error: str = ""
    """One line, where answering failed; such a prediction is wrong."""


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """How one prediction fares against its gold question."""

    question: GoldQuestion
    prediction: Prediction | None
    """None where there is none: wrong, and not a refusal."""
    must_ok: bool
    """All demands met, whatever else the answer says."""
    answer_ok: bool
    concise: bool
    """Right, and no longer than a concise answer may be."""
    evidence_hits: tuple[bool, ...] = ()
    """One a gold evidence; empty for unanswerable questions."""
    citations: int = 0
    exact: int = 0
    """Citations whose quote is a substring of the document named."""
    exact_ws: int = 0
    """The same with white space removed on both sides."""
    gold_citations: int = 0
    """Citations that name a gold document."""

    @property
    def refused(self) -> bool:
        return self.prediction is not None and self.prediction.refused

    @property
    def ev_hit(self) -> bool:
        return any(self.evidence_hits)

    @property
    def ev_all(self) -> bool:
        return bool(self.evidence_hits) and all(self.evidence_hits)

    @property
    def wrong(self) -> bool:
        """Wrongly answered, or answered without hitting any evidence."""
        return not self.answer_ok or (self.question.answerable and not self.ev_hit)


@dataclass(frozen=True, slots=True)
class TypeScore:
    """The figures of one type of question. Shares are in [0, 1]; None where the denominator is 0."""

    name: str
    n: int
    answer: float | None
    concise: float | None
    must_only: float | None
    ev_hit: float | None
    """Of the answerable questions, as is `ev_all`."""
    ev_all: float | None
    cite_prec: float | None
    cite_prec_ws: float | None
    gold_doc: float | None
    refused: int
    length: int | None
    """Median characters of the answers given (the upper one of two)."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Quantiles in milliseconds over the predictions that have a latency and no error."""

    n: int
    p50: float
    p90: float
    p99: float
    longest: float


@dataclass(frozen=True, slots=True)
class RunContext:
    """Where figures come from, so that they can be told apart and made again. All values are handed in."""

    questions: str = ""
    """Name of the question set."""
    commit: str = ""
    manifest: Mapping[str, object] = field(default_factory=dict)
    """The index manifest."""
    settings: Mapping[str, object] = field(default_factory=dict)
    started_at: str = ""
    """ISO 8601."""
    machine: str = ""


@dataclass(frozen=True, slots=True)
class RunReport:
    """All figures of one run."""

    types: tuple[TypeScore, ...]
    """In the order in which the types first occur."""
    total: TypeScore
    """Named 'ALL'."""
    refusal_precision: float | None
    refusal_recall: float | None
    unanswerable: int
    missing: int
    """Questions without a prediction."""
    failed: int
    """Predictions that record an error."""
    unmatched: int
    """Predictions whose id no question has; they enter no figure."""
    latency: Latency | None
    scores: tuple[QuestionScore, ...]
    context: RunContext = field(default_factory=RunContext)

    @property
    def rows(self) -> tuple[TypeScore, ...]:
        return (*self.types, self.total)

    @property
    def wrong(self) -> tuple[QuestionScore, ...]:
        return tuple(score for score in self.scores if score.wrong)
