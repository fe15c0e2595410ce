"""Splits the lines of a file into its documents."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.lines import Line
from ingest.splitting.part import Part
from ingest.splitting.series import series_of
from ingest.splitting.successive import document_starts


def split_documents(lines: Sequence[Line]) -> list[Part]:
    """The documents of a file, in order; one part without a heading where the file holds one document.

    A collection is a run of short lines on their own with one stem and numbers from 1 upwards, each
    with text under it. Without such a run, documents follow one another where one ends (signature and
    date) and another begins (title with number or addressees). What stands before the first is the
    page's lead-in and belongs to no part.
    """
    marks = series_of(lines)
    if marks:
        ends = [mark.index for mark in marks[1:]] + [len(lines)]
        return [
            Part(tuple(lines[mark.index : end]), lines[mark.index], mark.rest, alone=False)
            for mark, end in zip(marks, ends, strict=True)
        ]
    starts = document_starts(lines)
    if len(starts) < 2:
        return [Part(tuple(lines))] if lines else []
    return [
        Part(tuple(lines[start:end]), alone=False) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
