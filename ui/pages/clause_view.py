"""The clause that a row of a table rests on. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.clause_lookup import clause_holding
from assistant.footnotes.note import formal_note
from ingest.model import Clause, ClauseKind, TextSpan
from ui.markup import element, text_element
from ui.tabled import clause_text
from vectorstore.model import DocumentRecord

_NEIGHBOUR = 160


def render_clause(record: DocumentRecord, clauses: Sequence[Clause], text: str, start: int, end: int) -> str:
    """The clause that holds characters `[start, end)` of its file, those marked. Raises NoSuchClause."""
    clause = clause_holding(record, clauses, start, end)
    span = clause.span
    marks = [(max(start, span.start) - span.start, min(end, span.end) - span.start)]
    before = clauses[clause.ordinal - 1].span.slice(text)[-_NEIGHBOUR:] if clause.ordinal else ""
    after = clauses[clause.ordinal + 1].span.slice(text)[:_NEIGHBOUR] if clause.ordinal + 1 < len(clauses) else ""
    where = " · ".join(filter(None, (" ".join(record.region), " > ".join(clause.path))))
    tree = text_element("button", "查看全文件条款", "zp-plain", type="button", data_tree=record.id)
    return (
        text_element("h2", record.title or record.source, "zc-original zp-title")
        + text_element("p", where, "zp-small zc-original")
        + text_element("p", before, "zp-neighbour zc-original", aria_label="上文")
        + element("div", clause_text(span.slice(text), marks, clause.kind is ClauseKind.TABLE), "zp-clause")
        + text_element("p", after, "zp-neighbour zc-original", aria_label="下文")
        + text_element("p", formal_note(record, clauses, clause, TextSpan(start, end), text), "zp-source zc-original")
        + element("div", tree, "zp-buttons")
    )
