"""Decides whether a finding is given as the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answering.findings import Finding
from assistant.answering.refusal.constraints import DocumentYears
from assistant.answering.refusal.features import Frequency, measure
from assistant.answering.refusal.model import EvidenceModel, shipped_model
from assistant.answering.refusal.watching import note
from assistant.model import Question

NOT_STATED = "已索引的文件未规定所问事项"

_MUST_BE_MET = ("year_unmet", "level_unmet")
"""Demands without which there is no answer; the score weighs all others."""


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """How sure it must be that a finding answers."""

    least: float = 0.0
    """A probability that is asked for besides the threshold."""


COMPARED = EvidenceRule()
"""A side of a comparison is silent by the decision that refuses a question."""


class Judge:
    """One score with one threshold; what it is made of is in `features`."""

    def __init__(self, document_years: DocumentYears, frequency: Frequency, model: EvidenceModel | None = None) -> None:
        """Without a `model` by the one that comes with the program."""
        self._document_years = document_years
        self._frequency = frequency
        self._model = model or shipped_model()

    def values(self, question: Question, finding: Finding) -> Mapping[str, float]:
        """The features of a finding."""
        return measure(question, finding, self._document_years, self._frequency)

    def accepts(self, question: Question, finding: Finding, rule: EvidenceRule = COMPARED) -> bool:
        """True where `finding` may be given as the answer to `question`.

        A figure of another year or level than the one asked for is never given, whatever else speaks for it.
        """
        values = self.values(question, finding)
        unmet = any(values[demand] for demand in _MUST_BE_MET)
        probability = 0.0 if unmet else self._model.probability(values)
        note(question.text, probability)
        return probability >= max(self._model.threshold, rule.least)


def objection(question: Question, finding: Finding, judge: Judge, rule: EvidenceRule | None = None) -> str:
    """Why `finding` does not answer `question`, in one Chinese sentence; empty where it does."""
    return "" if judge.accepts(question, finding, rule or COMPARED) else NOT_STATED
