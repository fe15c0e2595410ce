"""A clause tree as readable text, one clause a line, for golden files."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Clause, ClauseKind

_SHOWN = 16


def tree_text(text: str, clauses: Sequence[Clause]) -> str:
    """Each clause under its parent: its kind, its number and heading, and how its text begins and ends."""
    depth: dict[int, int] = {}
    lines = []
    for clause in clauses:
        depth[clause.ordinal] = 0 if clause.parent is None else depth[clause.parent] + 1
        named = " ".join(part for part in (clause.label, clause.heading) if part)
        shown = clause.span.slice(text).replace("\n", "⏎").replace("\t", "⇥")
        if len(shown) > _SHOWN:
            shown = f"{shown[: _SHOWN - 5]}…{shown[-4:]}"
        lines.append("    " * depth[clause.ordinal] + f"{clause.kind}{f' [{named}]' if named else ''} {shown}")
    return "\n".join(lines) + "\n"


def outline_of(clauses: Sequence[Clause]) -> str:
    """Numbers and levels alone: '·2 一、[(一) (二)[1. 2. ·]] T' with · for paragraphs, # for headings, T for tables."""
    children: dict[int | None, list[Clause]] = {}
    for clause in clauses:
        children.setdefault(clause.parent, []).append(clause)
    return _outline(children, None)


def _outline(children: dict[int | None, list[Clause]], parent: int | None) -> str:
    parts: list[str] = []
    paragraphs = 0
    for clause in children.get(parent, []):
        if clause.kind is ClauseKind.PARAGRAPH:
            paragraphs += 1
            continue
        parts += _counted(paragraphs)
        paragraphs = 0
        sign = clause.label or ("T" if clause.kind is ClauseKind.TABLE else "#")
        below = _outline(children, clause.ordinal)
        parts.append(f"{sign}[{below}]" if below else sign)
    return " ".join([*parts, *_counted(paragraphs)])


def _counted(paragraphs: int) -> list[str]:
    return [f"·{paragraphs if paragraphs > 1 else ''}"] if paragraphs else []
