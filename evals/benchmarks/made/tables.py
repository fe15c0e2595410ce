"""The tables of made-up policies."""

from __future__ import annotations

from collections.abc import Iterator

from evals.benchmarks.made.model import MadeDocument

ANNEX = "附件：主要指标分解表"
ANNEX_HEADS = ("序号", "指标", "国家级开发区", "省级开发区")
SHEET_HEADS = (("任务", "事项", "目标", "", "", "分工"), ("", "", "指标", "国家级", "省级", ""))
"""Two rows: the first names groups of columns, the second the columns of a group."""


def annex_rows(document: MadeDocument) -> Iterator[tuple[str, ...]]:
    """The table at a document's end, its head row first."""
    yield ANNEX_HEADS
    for number, clause in enumerate(document.clauses, start=1):
        yield (str(number), clause.indicator, *clause.figures)


def sheet_rows(document: MadeDocument) -> Iterator[tuple[str, ...]]:
    """The whole document as a table, a clause a row, without its head; a section's name in its first row alone."""
    for section in document.sections:
        for position, clause in enumerate(section.clauses):
            name = "" if position else section.heading
            yield (name, clause.heading, clause.indicator, *clause.figures, clause.duty)
