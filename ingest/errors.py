"""Errors of reading. Each message is one line for the user: what is wrong and what to do."""

from __future__ import annotations


class IngestError(Exception):
    """Base of all errors of this package."""


class UnsupportedFormat(IngestError):
    """No reader is registered for this kind of file."""


class UnreadableFile(IngestError):
    """The file is damaged, encrypted, empty, or its text cannot be decoded."""
