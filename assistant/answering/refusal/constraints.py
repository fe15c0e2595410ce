"""What a question demands of its evidence, each demand met, unmet or not made."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.findings import Finding
from assistant.answering.fit import FREQUENCY, amounts, holds, unit_fits
from assistant.answering.periods import MASKED, years_in
from assistant.model import AnswerKind, Question
from assistant.understanding.constraints import levels
from assistant.understanding.kinds import DOCUMENT_NUMBER, TIME
from ingest.figures.quantities import find_quantities
from ingest.normalize import fold

DocumentYears = Callable[[str], frozenset[int]]
"""Document id to every year its text names."""
_OPEN_ENDED = re.compile(r"级(?:及)?以[上下]")
"""'省级以上' asks for more levels than it names."""
_BODY = re.compile(
    r"[局委厅部办处院所会科室队校站]|政府|中心|单位|部门|机构|集团|公司|企业|组织|组长|主任|市长|县长|书记|人员|责任人|[者方]"
)


def years_unmet(question: Question, finding: Finding, document_years: DocumentYears) -> tuple[int, ...]:
    """Years asked for that the finding is not about."""
    return tuple(year for year in question.years if not _meets_year(year, finding, document_years))


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


def of_another_level(question: Question, finding: Finding) -> bool:
    """True where the finding, else what its sentence says before it, names levels and none that is asked for."""
    if not question.levels or _OPEN_ENDED.search(fold(question.wording)):
        return False
    if question.kind is AnswerKind.BODY:  # 市人民政府 and 县区 among the bodies are no level of zones
        return bool(levels(finding.context)) and not set(levels(finding.context)) & set(question.levels)
    named = named_levels(finding)
    return bool(named) and not set(named) & set(question.levels)


def names_level(question: Question, folded: str) -> bool:
    """True where a text names a level that is asked for."""
    return bool(set(levels(folded)) & set(question.levels))


def named_levels(finding: Finding) -> tuple[str, ...]:
    """The levels that the finding holds for, as its words say."""
    text = fold(finding.text)
    return levels(text) or levels(finding.context.partition(text)[0])[-1:]


def lacks_figure(question: Question, finding: Finding) -> bool:
    """True where a figure is asked for and the finding has none."""
    if question.kind is not AnswerKind.FIGURE or DOCUMENT_NUMBER in question.units:
        return False
    quantities = find_quantities(finding.text)
    if finding.empty_cell or amounts(quantities) or FREQUENCY.search(finding.text):
        return False
    return not (TIME in question.units and any(not quantity.is_amount for quantity in quantities))


def lacks_unit(question: Question, finding: Finding) -> bool:
    """True where the question counts in a unit and no figure of the finding is in it."""
    if question.kind is not AnswerKind.FIGURE or not question.units or finding.empty_cell:
        return False
    quantities = find_quantities(finding.text)
    return bool(quantities) and not any(unit_fits(unit, quantity) for unit in question.units for quantity in quantities)


def lacks_body(question: Question, finding: Finding) -> bool:
    """True where a body is asked for and the finding names none."""
    return question.kind is AnswerKind.BODY and _BODY.search(finding.text) is None


def says_figure(text: str, figure: str) -> bool:
    """True where `text` has every number of `figure` in a like unit."""
    return holds(text, figure)
