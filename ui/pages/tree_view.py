"""A document as a tree of clauses that open, and as what a search within it found. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.document_view import described
from ingest.model import Clause, ClauseKind
from ingest.normalize import fold
from ui.markup import element, escape, text_element
from ui.pages.parts import form, note, text_input
from ui.tabled import Span, clause_text
from vectorstore.model import DocumentRecord

_LONGEST = 60
_OPEN_CLAUSES = 40
"""A document of up to so many clauses stands open."""
_DEEPEST = 30


def render_tree(record: DocumentRecord, clauses: Sequence[Clause], text: str, wanted: str = "") -> str:
    """The page of one document; with `wanted` only the clauses that hold it, their path before them."""
    back = text_element("button", "← 返回列表", "zp-plain", type="button", data_page="documents", data_query="")
    title = text_element("h2", record.title or record.source, "zc-original zp-title")
    # The number behind a document's id says nothing to a reader.
    told = ((name, record.source if name == "文件" else value) for name, value in described(record))
    facts = element("dl", "".join(_fact(name, value) for name, value in told if name != "标题"), "zp-facts")
    hidden = element("input", "", type="hidden", name="id", value=record.id).removesuffix("</input>")
    search = form("document", hidden + text_input("find", "在本文件中查找", wanted, "输入几个字"), "查找")
    body = _found(clauses, text, wanted) if wanted else _tree(clauses, text)
    return back + title + facts + search + element("div", body, "zp-tree")


def _fact(name: str, value: str) -> str:
    return element("div", text_element("dt", name) + element("dd", escape(value), "zc-original"))


def _found(clauses: Sequence[Clause], text: str, wanted: str) -> str:
    hits = []
    for clause in clauses:
        own = clause.span.slice(text)
        spans = places_of(own, wanted)
        if spans:
            path = text_element("p", " > ".join(clause.path), "zp-small zc-original")
            hits.append(element("li", path + clause_text(own, spans, clause.kind is ClauseKind.TABLE)))
    told = note(f"{len(hits)} 个条款含“{wanted}”") if hits else note(f"本文件中没有“{wanted}”。")
    return told + element("ul", "".join(hits), "zp-hits")


def places_of(text: str, wanted: str) -> list[Span]:
    """Where `wanted` stands, whatever the width and script of its characters where these keep their number."""
    folded = fold(text)
    held, sought = (folded, fold(wanted)) if len(folded) == len(text) else (text, wanted)
    return [match.span() for match in re.finditer(re.escape(sought), held)] if sought.strip() else []


def _tree(clauses: Sequence[Clause], text: str) -> str:
    """From the last clause to the first, so that what is below a clause is ready when the clause is come to."""
    below: dict[int | None, list[str]] = {}
    is_open = len(clauses) <= _OPEN_CLAUSES
    depths = _depths(clauses)
    for clause in reversed(clauses):
        children = "".join(reversed(below.pop(clause.ordinal, [])))
        parent = clause.parent
        while parent is not None and depths[parent] >= _DEEPEST:  # a hostile file may nest without end
            parent = clauses[parent].parent
        below.setdefault(parent, []).append(_node(clause, text, children, is_open))
    return element("ul", "".join(reversed(below.get(None, []))))


def _depths(clauses: Sequence[Clause]) -> list[int]:
    depths: list[int] = []
    for clause in clauses:  # parents come before their children
        depths.append(0 if clause.parent is None else depths[clause.parent] + 1)
    return depths


def _node(clause: Clause, text: str, children: str, is_open: bool) -> str:
    own = clause.span.slice(text)
    whole = clause_text(own, (), clause.kind is ClauseKind.TABLE)
    inner = element("ul", children) if children else ""
    if clause.kind is not ClauseKind.TABLE and not children and len(own) <= _LONGEST:
        return element("li", whole)
    if not (clause.label or clause.heading or clause.kind is ClauseKind.TABLE):
        return element("li", whole + inner)
    name = (
        "［表］" + (clause.path[-1] if clause.path else "") if clause.kind is ClauseKind.TABLE else _name(clause, own)
    )
    said = "" if " ".join(own.split()) == name else whole
    opened = {"open": "open"} if is_open else {}
    return element("li", element("details", element("summary", escape(name), "zc-original") + said + inner, **opened))


def _name(clause: Clause, own: str) -> str:
    named = clause.path[-1] if clause.heading and clause.path else " ".join(own.split())
    return named if len(named) <= _LONGEST else named[: _LONGEST - 1] + "…"
