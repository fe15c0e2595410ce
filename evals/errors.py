"""Errors of the evaluation. Each message is one line for the user: what is wrong and what to do."""

from __future__ import annotations


class EvalsError(Exception):
    """Base of all errors of this package."""


class BadFile(EvalsError):
    """A file of questions, predictions or relevance judgements cannot be used; the message names file and line."""


class BadRow(BadFile):
    """A row of such a file cannot be used."""

    def __init__(self, source: str, line: int, problem: str) -> None:
        super().__init__(f"{source} 第 {line} 行：{problem}")
        self.line = line
        """In the file, from 1."""
        self.problem = problem
        """The message without the place."""


class NothingToScore(EvalsError):
    """There is no question or no document text, so no figure would mean anything."""
