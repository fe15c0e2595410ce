"""Errors of the evaluation. Each message is one line for the user: what is wrong and what to do."""

from __future__ import annotations


class EvalsError(Exception):
    """Base of all errors of this package."""


class BadFile(EvalsError):
    """A file of questions, predictions or relevance judgements cannot be used; the message names file and line."""


class NothingToScore(EvalsError):
    """There is no question or no document text, so no figure would mean anything."""
