"""A stored run: where it comes from, what was answered, and how each question fared. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evals.model import GoldQuestion, Prediction

DEPTHS = (1, 3, 5, 10)
"""How many of the passages found are looked at for evidence."""


@dataclass(frozen=True, slots=True)
class RunManifest:
    """All that is needed to tell a run from another and to make it again. All values are handed in."""

    name: str
    """Of the folder."""
    version: str = ""
    """Of Zhice."""
    commit: str = ""
    """Empty outside a checkout."""
    index: Mapping[str, object] = field(default_factory=dict)
    """The index manifest with "fingerprint", "generation" and "documents"."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """Without secrets."""
    machine: str = ""
    started_at: str = ""
    """ISO 8601, UTC."""
    finished_at: str = ""
    """Empty for a run that has stopped before its end."""
    questions: str = ""
    """Name of the question set's file."""
    questions_sha256: str = ""
    rows: int = 0
    """Questions of the set."""
    answerer: str = ""

    @property
    def finished(self) -> bool:
        return bool(self.finished_at)


@dataclass(frozen=True, slots=True)
class FigureSeen:
    """A figure of an answer and what the verification of answers says of it (a `FigureVerdict`'s value)."""

    written: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Observation:
    """What only the running assistant could tell of one question, kept beside its prediction."""

    id: str
    ranks: tuple[int | None, ...] | None = None
    """Of each gold evidence among the passages found, from 1, None beyond the deepest; None where not searched."""
    figures: tuple[FigureSeen, ...] | None = None
    """Every figure of the answer; None where not known."""
    probability: float | None = None
    """That the best finding answers, by the judge of refusals, in [0, 1]; None where nothing was judged."""


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """One row of `scores.jsonl`: how one question fared. Not to be confused with `evals.model.QuestionScore`,
    which holds question and prediction themselves.

    Shares are in [0, 1]; None stands for a figure that this question does not have (a citation precision
    without citations, evidence of a question that has no answer).
    """

    id: str
    type: str
    answerable: bool
    right: bool
    concise: bool
    must_only: bool
    refused: bool
    evidence_hit: Mapping[int, bool] = field(default_factory=dict)
    """By depth, of `DEPTHS`; empty where nothing was searched for."""
    cited_hit: bool | None = None
    """Whether a citation of a gold document overlaps a gold evidence."""
    cited_all: bool | None = None
    citations: int = 0
    exact: int = 0
    """Citations whose quote stands in the document named, character by character."""
    clause_precision: float | None = None
    clause_recall: float | None = None
    character_precision: float | None = None
    character_recall: float | None = None
    figures: int | None = None
    """Figures of the answer; None where not known."""
    figures_right: int | None = None
    """Those that the verification bears out."""
    gold_figures: int = 0
    gold_figures_said: int = 0
    followup: bool = False
    """True for the last turn of a conversation."""
    error: str = ""
    latency_ms: float | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as read from its folder."""

    manifest: RunManifest
    golds: tuple[GoldQuestion, ...]
    predictions: Mapping[str, Prediction]
    """By id."""
    scores: tuple[QuestionScore, ...]
    """In the order of `golds`; empty for a run that is not finished."""
    observations: Mapping[str, Observation] = field(default_factory=dict)
    """By id."""
