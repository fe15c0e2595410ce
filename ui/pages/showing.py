"""From a query to a finished page: asks the documents, and leaves the words to the views. No framework."""

from __future__ import annotations

from collections.abc import Callable

from assistant.clause_lookup import NoSuchClause
from assistant.people.model import may_edit
from assistant.tables.by_region import across_regions
from assistant.tables.comparison import compare
from assistant.tables.duties import duties, matrix
from assistant.tables.ledger import ledger
from assistant.tables.model import Comparison
from assistant.tables.sheet import Sheet, about, comparison_sheet, duty_sheet, ledger_sheet, matrix_sheet
from ui.pages.choices import choices_of
from ui.pages.clause_view import render_clause
from ui.pages.comparison_view import INDICATORS, MOST_REGIONS, render_comparison
from ui.pages.documents_view import render_documents_page
from ui.pages.duties_view import MATRIX_TASKS, render_duties
from ui.pages.ledger_view import render_ledger
from ui.pages.parts import PAGE_ROWS
from ui.pages.ports import PagesBackend
from ui.pages.query import Query, conditions, duty_filter, ledger_filter
from ui.pages.settings_view import render_settings
from ui.pages.tree_view import render_tree
from ui.people.visitor import Visitor
from vectorstore.model import DocumentRecord

Page = Callable[[PagesBackend, Query, Visitor], str]
"""The HTML of a page. Raises AssistantError or VectorStoreError with a line for the reader."""


def _documents(pages: PagesBackend, query: Query, visitor: Visitor) -> str:
    return render_documents_page(pages.collection.rows(), query, may_edit(visitor.person), pages.limits.upload_mb)


def _document(pages: PagesBackend, query: Query, visitor: Visitor) -> str:
    record, index = _record(pages, query.one("id")), pages.collection.index
    return render_tree(record, index.clauses_of(record.id), index.source_text(record.source), query.one("find"))


def _clause(pages: PagesBackend, query: Query, visitor: Visitor) -> str:
    record, index = _record(pages, query.one("document")), pages.collection.index
    text = index.source_text(record.source)
    return render_clause(record, index.clauses_of(record.id), text, query.number("start"), query.number("end"))


def _ledger(pages: PagesBackend, query: Query, visitor: Visitor) -> str:
    index, chosen = pages.collection.index, ledger_filter(query)
    page = ledger(index, chosen, limit=PAGE_ROWS, offset=query.number("offset"))
    chart = across_regions(index, chosen) if chosen.indicator else None
    return render_ledger(page, query, choices_of(index), chart)


def _duties(pages: PagesBackend, query: Query, visitor: Visitor) -> str:
    index, chosen = pages.collection.index, duty_filter(query)
    as_matrix = query.one("view") == "matrix"
    step = MATRIX_TASKS if as_matrix else PAGE_ROWS
    page = duties(index, chosen, limit=step, offset=query.number("offset"))
    pivoted = matrix(page.rows, chosen.body) if as_matrix else None
    return render_duties(page, query, choices_of(index), pivoted, step)


def _comparison(pages: PagesBackend, query: Query, visitor: Visitor) -> str:
    return render_comparison(_compared(pages, query, visitor), query, choices_of(pages.collection.index))


def _settings(pages: PagesBackend, query: Query, visitor: Visitor) -> str:
    return render_settings(pages.collection.system(), may_edit(visitor.person))


PAGES: dict[str, Page] = {
    "documents": _documents,
    "document": _document,
    "clause": _clause,
    "ledger": _ledger,
    "duties": _duties,
    "comparison": _comparison,
    "settings": _settings,
}


def sheet_of(pages: PagesBackend, name: str, query: Query, visitor: Visitor) -> Sheet | None:
    """All rows of a table for a download; None for another name, or where nothing was chosen to compare."""
    index = pages.collection.index
    told = about(index, pages.collection.today(), conditions(query))
    if name == "ledger":
        return ledger_sheet(ledger(index, ledger_filter(query)).rows, told)
    if name == "duties":
        chosen = duty_filter(query)
        rows = duties(index, chosen).rows
        return (
            matrix_sheet(matrix(rows, chosen.body), told) if query.one("view") == "matrix" else duty_sheet(rows, told)
        )
    compared = _compared(pages, query, visitor) if name == "comparison" else None
    return None if compared is None else comparison_sheet(compared, told)


def _compared(pages: PagesBackend, query: Query, visitor: Visitor) -> Comparison | None:
    """Counted as one question: cells without a figure are asked as questions, each in its turn."""
    regions, indicators = query.all("region")[:MOST_REGIONS], query.all("indicator")[:INDICATORS]
    if not regions or not indicators:
        return None
    visitor.count_request()
    collection = pages.collection
    return compare(
        collection.index,
        regions,
        indicators,
        ask=lambda question, where: pages.in_turn(lambda: collection.ask(question, where)),
    )


def _record(pages: PagesBackend, document: str) -> DocumentRecord:
    for record in pages.collection.index.documents():
        if record.id == document:
            return record
    raise NoSuchClause("这份文件已更新或移除，请刷新列表后再看。")
