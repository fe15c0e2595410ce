"""The tasks of a document with the bodies that lead, support and answer for each. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.duties.finding import Duty, Role, bodies_in, find_duties
from ingest.duties.names import split_names
from ingest.model import Clause, ClauseKind, TextSpan
from ingest.normalize import fold
from ingest.tables.cells import Cell, Row, read_tables

READING = 1
"""Raise it with every change of what is found: stored readings of another number are made anew."""

_LONGEST_TASK = 60
_ANY_ROLE = re.compile(
    "牵头|负责|责任|配合|协办|协助|参与|参加|支持|协同|主办|主责|主管|统筹|会办|共建|承办|实施|落实|完成|组织"
)
"""One of these stands in every duty; most clauses have none."""
_WORD = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[。;!?\n]")
_NO_NAME = re.compile(r"[%％]")
"""A share of money that is 统筹, and no body."""
_LABEL_BEFORE = re.compile(r"^[^:,、]{2,10}:\s*")
_BRACKETS = {"(": ")", "〔": "〕", "【": "】"}
_TASK_HEAD = re.compile(r"任务|事项|内容|工作|措施|举措|项目|指标|目标")
_ROLE_HEADS = (
    (Role.LEAD, re.compile(r"牵头|主办|主责|统筹")),
    (Role.SUPPORT, re.compile(r"配合|协办|协助|参与|协同")),
    (Role.RESPONSIBLE, re.compile(r"责任(?:单位|部门|主体|处室|科室)|(?:负责|承办|实施|落实)(?:单位|部门)")),
)
_MOST_NAME = 40


@dataclass(frozen=True, slots=True)
class TaskDuty:
    """One task and who does it. Spans count in the text of the file."""

    clause: int
    """`Clause.ordinal` of the task in its document."""
    task: str
    """The heading of its clause, else the beginning of what it says."""
    span: TextSpan
    """The words that name the bodies, with the bracket or sentence around them; of a table the row."""
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """Every body once, those that lead first."""
        return tuple(dict.fromkeys((*self.lead, *self.responsible, *self.support)))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A duty in the text of the file, with the clause that is its task."""

    task: Clause
    duty: Duty
    names: tuple[str, ...]
    start: int
    end: int
    own_start: int
    """Where the text begins that the duty was found in."""


def task_duties(clauses: Sequence[Clause], text: str) -> tuple[TaskDuty, ...]:
    """All tasks of a document that name bodies, in reading order; `text` is the text that the spans slice."""
    found: list[TaskDuty] = []
    waiting: list[_Placed] = []
    for clause in clauses:
        own = clause.span.slice(text)
        if _ANY_ROLE.search(fold(own)) is None:
            continue
        if clause.kind is ClauseKind.TABLE:
            found += _of_table(clause, own)
            continue
        for placed in _placed(clauses, clause, own, text):
            if waiting and not _together(waiting[-1], placed, text):
                found.append(_task(waiting, text))
                waiting = []
            waiting.append(placed)
    if waiting:
        found.append(_task(waiting, text))
    return tuple(sorted(found, key=lambda duty: duty.span))


def _placed(clauses: Sequence[Clause], clause: Clause, own: str, text: str) -> Iterator[_Placed]:
    duties = find_duties(own)
    task = clause
    if duties and not _says_more(clause, own, duties):
        task = _above(clauses, clause)
    for duty in duties:
        start = clause.span.start
        names = _names(duty, own)
        if names:
            yield _Placed(task, duty, names, duty.span.start + start, duty.span.end + start, start)


def _says_more(clause: Clause, own: str, duties: Sequence[Duty]) -> bool:
    """Whether a clause is a task of its own, and no line that only names bodies for the clause before it."""
    if clause.label or clause.heading or duties[0].stated:
        return True
    return _WORD.search(own[: duties[0].span.start]) is not None


def _above(clauses: Sequence[Clause], clause: Clause) -> Clause:
    """The clause that a line of bodies closes: the one that it stands in, else the one right before it."""
    if clause.parent is not None:
        return clauses[clause.parent]
    return clauses[clause.ordinal - 1] if clause.ordinal else clause


def _together(one: _Placed, other: _Placed, text: str) -> bool:
    """Whether two duties are of one statement: in one sentence, or with nothing but punctuation between them."""
    if one.task.ordinal != other.task.ordinal or one.duty.stated is not other.duty.stated:
        return False
    between = fold(text[one.end : other.start])
    return not (_SENTENCE_END if one.duty.stated else _WORD).search(between)


def _task(group: Sequence[_Placed], text: str) -> TaskDuty:
    first, last = group[0], group[-1]
    span = _sentence(text, first, last) if first.duty.stated else _with_brackets(text, first.start, last.end)
    named = {role: _distinct(name for p in group if p.duty.role is role for name in p.names) for role in Role}
    task = first.task
    return TaskDuty(
        task.ordinal,
        _title(task, text, span, first.duty.stated),
        span,
        named[Role.LEAD],
        named[Role.SUPPORT],
        named[Role.RESPONSIBLE],
    )


def _title(task: Clause, text: str, named: TextSpan, stated: bool) -> str:
    """The heading, else of a duty that a sentence states this sentence, else the beginning of the clause."""
    if task.heading:
        return _short(task.heading)
    own = named.slice(text) if stated else task.span.slice(text)
    if not stated and task.span.contains(named) and (before := own[: named.start - task.span.start].strip()):
        own = before
    own = own.strip().removeprefix(task.label).strip()
    sentence = re.split(r"[。；;\n]", own, maxsplit=1)[0]
    return _short(sentence or (task.path[-1] if task.path else ""))


def _short(words: str) -> str:
    closed = " ".join(words.split())
    return closed if len(closed) <= _LONGEST_TASK else closed[: _LONGEST_TASK - 1] + "…"


def _sentence(text: str, first: _Placed, last: _Placed) -> TextSpan:
    folded = fold(text[first.own_start : last.end + 400])
    at, end = first.start - first.own_start, last.end - first.own_start
    start = max((match.end() for match in _SENTENCE_END.finditer(folded, 0, at)), default=0)
    stop = _SENTENCE_END.search(folded, end)
    closing = stop.end() if stop and folded[stop.start()] != "\n" else stop.start() if stop else end
    piece = folded[start:closing]
    start += len(piece) - len(piece.lstrip())
    return TextSpan(first.own_start + start, first.own_start + closing)


def _with_brackets(text: str, start: int, end: int) -> TextSpan:
    before, behind = fold(text[max(0, start - 1) : start]), fold(text[end : end + 1])
    if before and _BRACKETS.get(before) == behind:
        return TextSpan(start - 1, end + 1)
    return TextSpan(start, end)


def _names(duty: Duty, own: str) -> tuple[str, ...]:
    spans = bodies_in(duty, own) or (duty.bodies,)
    return _distinct(name for span in spans if (name := _name(span.slice(own))))


def _name(written: str) -> str:
    """A name without broken lines, without a label that was read with it (责任单位:市发改委), and without marks."""
    closed = "".join(written.split())
    label = _LABEL_BEFORE.match(fold(closed))
    name = (closed[label.end() :] if label else closed).strip("。；;、，,*_（(")
    return "" if _NO_NAME.search(name) else name


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _of_table(clause: Clause, own: str) -> Iterator[TaskDuty]:
    """The rows of a table that has columns for bodies."""
    for table in read_tables(own):
        for row in table.rows:
            named: dict[Role, tuple[str, ...]] = {}
            for cell in row.cells:
                role = _role_of(cell.column)
                if role is not None and len(names := _cell_names(cell)):
                    named[role] = _distinct((*named.get(role, ()), *names))
            if not named:
                continue
            roles = (named.get(role, ()) for role in (Role.LEAD, Role.SUPPORT, Role.RESPONSIBLE))
            yield TaskDuty(clause.ordinal, _short(_row_task(row)), row.span.shifted(clause.span.start), *roles)


def _role_of(column: str) -> Role | None:
    folded = fold(column)
    return next((role for role, pattern in _ROLE_HEADS if pattern.search(folded)), None)


def _cell_names(cell: Cell) -> tuple[str, ...]:
    folded = fold(cell.text)
    names = (_name(span.slice(cell.text)) for span in split_names(folded))
    return _distinct(name for name in names if _WORD.search(name) and len(name) <= _MOST_NAME)


def _row_task(row: Row) -> str:
    """The cell under a head such as 工作任务, else what stands at the head of the row."""
    others = [cell for cell in row.cells if _role_of(cell.column) is None]
    headed = [cell.text for cell in others if _TASK_HEAD.search(fold(cell.column))]
    return max(headed, key=len, default="") or row.header or max((c.text for c in others), key=len, default="")
