"""What the tests of web pages share."""

from __future__ import annotations

from ingest.model import SourceText

CLAUSE = "第一条 亩均税收不低于二十万元，研发投入占比达到百分之三点五。"


def table_lines(source: SourceText) -> list[list[list[str]]]:
    """The cells of every table, by way of its span."""
    return [[line.split("\t") for line in span.slice(source.text).split("\n")] for span in source.tables]
