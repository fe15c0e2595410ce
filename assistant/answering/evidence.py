"""Whether a finding may be given as the answer: what the question asks must be met by the evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.answering.findings import Finding
from assistant.answering.fit import FREQUENCY, amounts, holds
from assistant.answering.periods import MASKED, years_in
from assistant.model import AnswerKind, Language, Question
from assistant.understanding.constraints import levels
from assistant.understanding.kinds import DOCUMENT_NUMBER, TIME
from ingest.figures.quantities import find_quantities
from ingest.normalize import fold

_OPEN_ENDED = re.compile(r"级(?:及)?以[上下]")
"""'省级以上' asks for more levels than it names."""
DocumentYears = Callable[[str], frozenset[int]]
"""Document id to every year its text names."""
NOT_STATED = "已索引的文件未规定所问事项"
NO_FIGURE = "相关条文没有给出所问的数字"
_PREMISE = re.compile(r"为什么|为何|为啥|凭什么|怎么(?:会|定)|定为|是不是|是否|\bwhy\b")
"""A question that takes the figure it states for granted."""


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """Thresholds of support, chosen on the dev questions and the example questions."""

    support: float = 0.4
    support_english: float = 0.35
    """Lower, since words that could not be translated count as unsupported."""

    def needed(self, question: Question) -> float:
        return self.support_english if question.language is Language.ENGLISH else self.support


COMPARED = EvidenceRule(support=0.35, support_english=0.3)
"""Lower, since the words of a comparison are not those of each side."""


def objection(
    question: Question, finding: Finding, document_years: DocumentYears, rule: EvidenceRule | None = None
) -> str:
    """Why `finding` does not answer `question`, in one Chinese sentence; empty where it does."""
    if finding.support < (rule or EvidenceRule()).needed(question):
        return NOT_STATED
    for year in question.years:
        if not _meets_year(year, finding, document_years):
            return f"相关条文没有 {year} 年的规定"
    if question.kind is AnswerKind.FIGURE and _is_of_another_level(question, finding):
        return f"相关条文没有{'、'.join(question.levels)}的规定"
    asks_figure = question.kind is AnswerKind.FIGURE and DOCUMENT_NUMBER not in question.units
    return NO_FIGURE if asks_figure and not _has_figure(question, finding) else ""


def _meets_year(year: int, finding: Finding, document_years: DocumentYears) -> bool:
    """The nearest text that names a year at all decides: sentence, clause, headings, then the document."""
    passage = finding.hit.passage
    if MASKED.search(finding.context):
        return False
    headings = years_in(" ".join((passage.title, *passage.path)))
    for named in (years_in(finding.context), years_in(passage.text) | headings):
        if named:
            return year in named
    return year in document_years(passage.document)


def _is_of_another_level(question: Question, finding: Finding) -> bool:
    """True where the finding, else what its sentence says before it, names levels and none that is asked for."""
    if not question.levels or _OPEN_ENDED.search(fold(question.wording)):
        return False
    text = fold(finding.text)
    named = levels(text) or levels(finding.context.partition(text)[0])[-1:]
    return bool(named) and not set(named) & set(question.levels)


def _has_figure(question: Question, finding: Finding) -> bool:
    quantities = find_quantities(finding.text)
    if finding.empty_cell or amounts(quantities) or FREQUENCY.search(finding.text):
        return True
    return TIME in question.units and any(quantity.is_year for quantity in quantities)


def contradicted_figures(question: Question, finding: Finding) -> tuple[str, ...]:
    """Figures that the question takes for granted and that its evidence does not hold."""
    if not _PREMISE.search(question.text.lower()):
        return ()
    text = finding.hit.passage.text
    return tuple(figure for figure in question.stated if not holds(text, figure))
