"""Whether a candidate may be given as the answer: what the question asks must be met by the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.candidates import Candidate
from assistant.answering.periods import MASKED, years_in
from assistant.model import AnswerKind, Language, Question
from ingest.normalize import fold
from ingest.quantities import find_quantities

DocumentYears = Callable[[str], frozenset[int]]
"""Document id to every year its text names."""


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """Thresholds of support, chosen on the dev questions and the example questions."""

    support: float = 0.5
    support_english: float = 0.4
    """Lower, since words that could not be translated count as unsupported."""


def objection(
    question: Question, candidate: Candidate, document_years: DocumentYears, rule: EvidenceRule | None = None
) -> str:
    """Why `candidate` does not answer `question`, in one Chinese sentence; empty where it does."""
    rule = rule or EvidenceRule()
    needed = rule.support_english if question.language is Language.ENGLISH else rule.support
    if candidate.support < needed:
        return "已索引的文件未规定所问事项"
    for year in question.years:
        if not _meets_year(year, candidate, document_years):
            return f"相关条文没有 {year} 年的规定"
    if question.kind is AnswerKind.FIGURE and not find_quantities(candidate.text):
        return "相关条文没有给出所问的数字"
    return ""


def _meets_year(year: int, candidate: Candidate, document_years: DocumentYears) -> bool:
    """The nearest text that names a year at all decides: sentence, clause, headings, then the document."""
    passage = candidate.hit.passage
    if MASKED.search(candidate.sentence.folded):
        return False
    headings = years_in(" ".join((passage.title, *passage.path)))
    for named in (years_in(candidate.sentence.folded), years_in(passage.text) | headings):
        if named:
            return year in named
    return year in document_years(passage.document)


def contradicted_figures(question: Question, candidate: Candidate) -> tuple[str, ...]:
    """Figures that the question takes for granted and that its evidence does not hold."""
    text = fold(candidate.hit.passage.text)
    return tuple(figure for figure in question.stated if figure not in text)
