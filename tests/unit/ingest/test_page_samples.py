"""Whole pages of our own, as HTML and as plain copies: what is kept of each and what goes, as checked by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.chunking import Chunker
from ingest.model import ReadResult, RemovedText
from ingest.pipeline import read_policy_file

PAGES = Path(__file__).resolve().parents[2] / "data" / "pages"
NAMES = (
    "portal.html",
    "old_layout.html",
    "traditional.html",
    "news_copy.txt",
    "collection_copy.txt",
    "notice_copy.txt",
)


def read(name: str) -> ReadResult:
    return read_policy_file(PAGES / name, name, Chunker(len))


def shown(result: ReadResult) -> str:
    """The page's data, what of the text is in each document and what was removed, a line each."""
    page = result.source.page
    lines = [f"page | {page.title} | {page.published} | {page.origin}"] if page.title else []
    for document in result.documents:
        lines.append("document")
        for clause in document.clauses:
            text = clause.span.slice(result.source.text)
            lines += [f"kept | {line.strip()}" for line in text.splitlines() if line.strip()]
    lines += [f"removed {entry.kind} | {_short(entry)}" for entry in result.removed]
    return "\n".join(lines).replace("\t", " ¦ ") + "\n"


def _short(entry: RemovedText) -> str:
    return entry.text if len(entry.text) <= 60 else f"{entry.text[:60]}…"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_gives_its_document_and_the_rest_is_removed_by_kind(name: str) -> None:
    assert shown(read(name)) == (PAGES / f"{name}.golden").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_what_cleaning_removed_slices_back_to_the_text(name: str) -> None:
    result = read(name)
    for entry in result.removed:
        if entry.span is not None:
            assert " ".join(entry.span.slice(result.source.text).split()).startswith(entry.text)
            assert not any(clause.span.overlaps(entry.span) for d in result.documents for clause in d.clauses)
