"""A document's clause tree as lines for a person to read, and as records. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.duties.finding import Role, bodies_in, find_duties
from ingest.model import Clause, ClauseKind

_LONGEST = 48
"""Characters of a clause's own text that its line shows."""
_ROLES = {Role.LEAD: "牵头", Role.SUPPORT: "配合", Role.RESPONSIBLE: "责任"}
_BRANCH, _LAST, _STEM, _GAP = "├─ ", "└─ ", "│  ", "   "


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One clause of the tree."""

    clause: Clause
    prefix: str
    """Lines that join it to its parent, '│  └─ '."""
    text: str
    """Its number and heading, else the beginning of its text."""
    bodies: tuple[tuple[str, tuple[str, ...]], ...]
    """Roles and the names of the bodies that have them: ('责任', ('市商务局', '市财政局'))."""

    def __str__(self) -> str:
        bodies = "；".join(f"{role}：{'、'.join(names)}" for role, names in self.bodies)
        return f"{self.prefix}{self.text}" + (f"　〔{bodies}〕" if bodies else "")


def outline(clauses: Sequence[Clause], text: str) -> list[OutlineLine]:
    """The lines of the whole tree in reading order; `text` is the source text that the spans slice."""
    children: dict[int | None, list[Clause]] = {}
    for clause in clauses:
        children.setdefault(clause.parent, []).append(clause)
    lines: list[OutlineLine] = []
    waiting = [(clause, "", clause is children[None][-1]) for clause in reversed(children.get(None, []))]
    while waiting:  # a stack and no recursion: a hostile file may nest without end
        clause, stem, is_last = waiting.pop()
        lines.append(_line(clause, stem + (_LAST if is_last else _BRANCH), text))
        below = children.get(clause.ordinal, [])
        deeper = stem + (_GAP if is_last else _STEM)
        waiting += [(child, deeper, child is below[-1]) for child in reversed(below)]
    return lines


def clause_record(clause: Clause, text: str) -> dict[str, object]:
    """One clause: {"ordinal", "parent", "kind", "label", "heading", "path", "start", "end", "text", "bodies"}.

    "bodies" is a list of {"role", "bodies"}, the latter a list of single names.
    """
    return {
        "ordinal": clause.ordinal,
        "parent": clause.parent,
        "kind": str(clause.kind),
        "label": clause.label,
        "heading": clause.heading,
        "path": list(clause.path),
        "start": clause.span.start,
        "end": clause.span.end,
        "text": clause.span.slice(text),
        "bodies": [{"role": role, "bodies": list(names)} for role, names in _bodies(clause, text)],
    }


def _line(clause: Clause, prefix: str, text: str) -> OutlineLine:
    return OutlineLine(clause, prefix, _shown(clause, text), tuple(_bodies(clause, text)))


def _shown(clause: Clause, text: str) -> str:
    own = " ".join(clause.span.slice(text).split())
    if clause.kind is ClauseKind.TABLE:
        rows = clause.span.slice(text).count("\n") + 1
        return f"［表，{rows} 行］{_short(own)}"
    if clause.label or clause.heading:
        return _short(clause.path[-1] if clause.heading else own)
    return _short(own)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _bodies(clause: Clause, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    own = clause.span.slice(text)
    for duty in find_duties(own):
        spans = bodies_in(duty, own) or (duty.bodies,)
        yield _ROLES[duty.role], tuple(" ".join(span.slice(own).split()) for span in spans)
