"""Things that a question joins by 和, 与, 、 or 'and': '高新技术产业和服务业'. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model import Term
from ingest.model import TextSpan

_JOINS = re.compile(r"、|以及|还是|和|与|跟|及|\s(?:and|or|versus|vs\.?|than)\s")
_BESIDE = 2
"""Characters that may stand between a term and the word that joins it."""

Joined = tuple[TextSpan, tuple[Term, ...]]
"""Where one thing stands in the folded text, and the terms that name it."""


def coordinated(folded: str, terms: Sequence[Term]) -> list[Joined]:
    """The members of the first enumeration of `folded` whose members are terms; empty where there is none."""
    located = _located(folded, terms)
    members: list[Joined] = []
    for match in _JOINS.finditer(folded):
        if members and match.start() - members[-1][0].end > _BESIDE:
            break
        left = [item for item in located if 0 <= match.start() - item[0].end <= _BESIDE]
        right = [item for item in located if 0 <= item[0].start - match.end() <= _BESIDE]
        if left and right:
            first, second = _alike(folded, _run(located, left[-1], back=True), _run(located, right[0], back=False))
            members += [second] if members else [first, second]
    return members


def _located(folded: str, terms: Sequence[Term]) -> list[tuple[TextSpan, Term]]:
    """Where each term stands first, in order, without those inside a longer one."""
    found = []
    for term in terms:
        start = folded.find(term.text)
        if start >= 0:
            found.append((TextSpan(start, start + len(term.text)), term))
    found.sort(key=lambda item: (item[0].start, -item[0].end))
    return [item for item in found if not any(other[0] != item[0] and other[0].contains(item[0]) for other in found)]


def _run(
    located: Sequence[tuple[TextSpan, Term]], item: tuple[TextSpan, Term], back: bool
) -> list[tuple[TextSpan, Term]]:
    """The terms that adjoin one another from `item` on, in the order of the text."""
    run = [item]
    for other in reversed(located) if back else located:
        if back and other[0].end == run[0][0].start:
            run.insert(0, other)
        elif not back and other[0].start == run[-1][0].end:
            run.append(other)
    return run


def _alike(
    folded: str, left: Sequence[tuple[TextSpan, Term]], right: Sequence[tuple[TextSpan, Term]]
) -> tuple[Joined, Joined]:
    """The two things: the right one up to where it ends as the left one does, else its first term."""
    last = left[-1][0].slice(folded)
    for size in range(len(right), 0, -1):
        if right[size - 1][0].slice(folded)[-1:] == last[-1:] and size <= len(left) + 1:
            return _thing(left[-max(size, 1) :]), _thing(right[:size])
    return _thing(left[-1:]), _thing(right[:1])


def _thing(run: Sequence[tuple[TextSpan, Term]]) -> Joined:
    return TextSpan(run[0][0].start, run[-1][0].end), tuple(term for _, term in run)
