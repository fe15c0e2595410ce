"""The words of a finding in the form that its kind of question calls for."""

from __future__ import annotations

from assistant.answering.composing.figure import value_first
from assistant.answering.composing.table_cell import bodies_first, cell_first
from assistant.answering.composing.yes_no import verdict_first
from assistant.answering.findings import Finding
from assistant.model import AnswerKind, Question

_LONGEST_VALUE = 24
"""Characters."""


def in_form(question: Question, finding: Finding, words: str, region: str = "", sentence: str = "") -> str:
    """`words`, those of `finding` as they are shown, in Chinese: the value, or yes or no, first.

    `sentence` is the whole that they stand in, as it would be shown. `region` is whose rule it is, where that must be
    told. One side of a comparison keeps the words of its document.
    """
    said = _in_form(question, finding, words, sentence)
    if not region:
        return said
    value, bracket, rest = said.partition("（")
    if said != words and bracket and len(value) <= _LONGEST_VALUE and question.kind is not AnswerKind.YES_NO:
        return f"{value}（{region}，{rest}"
    return f"{region}：{said}"


def _in_form(question: Question, finding: Finding, words: str, sentence: str) -> str:
    if question.compares or finding.parts:
        return words
    if finding.cell is not None:
        of_body = question.kind is AnswerKind.BODY and not finding.empty_cell
        return bodies_first(finding.cell) if of_body else cell_first(finding.cell, finding.empty_cell)
    if question.kind is AnswerKind.FIGURE:
        return value_first(question, words, finding.holds_for)
    return verdict_first(question, words, sentence) if question.kind is AnswerKind.YES_NO else words
