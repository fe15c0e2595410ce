"""Tampering: alters one thing at a time in correct answers and counts what the check of figures catches."""

from evals.tampering.measuring import measure_tampering
from evals.tampering.model import Statement
from evals.tampering.statements import of_answers, of_index, right_answers

__all__ = ["Statement", "measure_tampering", "of_answers", "of_index", "right_answers"]
