"""How often the words chosen as an answer hold the gold answer, on reading comprehension sets."""

from evals.reading.answering import ComparedAnswers
from evals.reading.measuring import AnswerChooser, ReadingReport, measure_reading

__all__ = ["AnswerChooser", "ComparedAnswers", "ReadingReport", "measure_reading"]
