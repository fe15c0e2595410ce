"""Divides documents into chunks, the units of retrieval, along their clauses."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from ingest.model import Chunk, Clause, ClauseKind, PolicyDocument, SourceText, TextSpan
from ingest.normalize import fold
from ingest.sentences import split_span
from ingest.structure import DUTY_LINE
from ingest.tables.cells import read_tables
from ingest.tables.parts import header_of

_CACHE_SIZE = 4096
_CAPTION = 60
"""Characters; longer lines before a table are text."""
_CAPTION_LINES = 3
_SIGNS = re.compile(r"[\s#:：【】.．]+")
"""What may stand around a heading on its line."""


@dataclass(frozen=True)
class _Node:
    """A clause with what stands under it."""

    clause: Clause
    children: list[_Node] = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.children[-1].end if self.children else self.clause.span.end

    @property
    def span(self) -> TextSpan:
        return TextSpan(self.clause.span.start, self.end)

    def walk(self) -> Iterator[Clause]:
        yield self.clause
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A chunk in the making."""

    span: TextSpan
    path: tuple[str, ...]
    style: tuple[object, ...] = ()
    """Pieces of one style under one parent may be merged."""
    lead: bool = False
    """True for headings alone, which join what follows them."""
    table: bool = False
    part: bool = False
    """True for a part of a table behind the first, whose headers stand in its path."""


class Chunker:
    """Clauses to chunks: a clause with all under it where that is short, else its parts.

    Short neighbours under one parent are merged, long clauses are cut at ends of sentences, and a line
    of responsible bodies stays with the clause that it closes. Nothing is cut at a fixed width.
    """

    def __init__(
        self,
        count_tokens: Callable[[str], int],
        max_tokens: int = 400,
        min_tokens: int = 100,
        encoding: str = "tokens",
    ) -> None:
        """`max_tokens` bounds a chunk; a heading before it may add `min_tokens`, and only a table, or a clause
        with its responsible bodies, may take twice the bound.

        Clauses below `min_tokens` are merged with their neighbours. `encoding` names what `count_tokens`
        counts. Raises ValueError unless 0 < min_tokens <= max_tokens.
        """
        if not 0 < min_tokens <= max_tokens:
            raise ValueError(f"chunking needs 0 < min_tokens <= max_tokens, got {min_tokens} and {max_tokens}")
        self._count_text = lru_cache(maxsize=_CACHE_SIZE)(count_tokens)
        self._max = max_tokens
        self._min = min_tokens
        self._encoding = encoding

    @property
    def name(self) -> str:
        """Identifies the way of chunking and its parameters, for the index manifest."""
        return f"clauses-3(max={self._max},min={self._min},{self._encoding})"

    def chunk(self, source: SourceText, documents: Sequence[PolicyDocument]) -> tuple[Chunk, ...]:
        """The chunks of all documents of a file, in order; they cover every clause once and do not overlap."""
        chunks: list[Chunk] = []
        seen: Counter[tuple[tuple[str, ...], str]] = Counter()
        for document in documents:
            pieces = _Packing(source.text, self._count_text, self._max, self._min).pack(document.clauses)
            for position, piece in enumerate(pieces):
                text = piece.span.slice(source.text)
                seen[piece.path, text] += 1
                identity = _identity(source.name, piece.path, text, seen[piece.path, text])
                chunks.append(Chunk(identity, document.id, position, piece.path, piece.span, text))
        return tuple(chunks)


class _Packing:
    """Packs the clauses of one document."""

    def __init__(self, text: str, count_text: Callable[[str], int], most: int, least: int) -> None:
        self._text = text
        self._count_text = count_text
        self._max = most
        self._min = least
        self._hard = 2 * most
        self._table = 4 * most
        self._gaps: frozenset[int] = frozenset()
        self._clauses: Sequence[Clause] = ()

    def pack(self, clauses: Sequence[Clause]) -> list[_Piece]:
        """The pieces of a document in order."""
        self._clauses = clauses
        self._gaps = self._interruptions(clauses)
        return self._pack_siblings(_tree(clauses))

    def _interruptions(self, clauses: Sequence[Clause]) -> frozenset[int]:
        """Ends of clauses behind which text stands that belongs to none (page junk): no chunk runs across."""
        return frozenset(
            one.span.end for one, other in pairwise(clauses) if self._text[one.span.end : other.span.start].strip()
        )

    def _pack_siblings(self, nodes: Sequence[_Node]) -> list[_Piece]:
        pieces: list[_Piece] = []
        for node in nodes:
            for piece in self._pack_node(node):
                self._append(pieces, piece)
        if len(pieces) > 1 and pieces[-1].lead and self._joins(pieces[-2].span, pieces[-1].span, self._max):
            last = pieces.pop()
            pieces[-1] = _Piece(_hull(pieces[-1].span, last.span), pieces[-1].path, pieces[-1].style)
        return pieces

    def _pack_node(self, node: _Node) -> list[_Piece]:
        clause = node.clause
        style = (clause.parent, clause.kind, clause.label[:1] if clause.kind is ClauseKind.POINT else "")
        heading_only = self._is_heading_only(clause)
        if heading_only and not node.children:
            return [_Piece(clause.span, clause.path, style, lead=True)]
        whole = self._limit(node)
        if not self._interrupted(node) and self._count(node.span) <= whole:
            return [_Piece(node.span, clause.path, style, table=clause.kind is ClauseKind.TABLE)]
        if clause.kind is ClauseKind.TABLE:
            return self._table_parts(clause, style)
        spans = split_span(self._text, clause.span, self._count_text, self._max)
        pieces = [_Piece(span, clause.path, style, lead=heading_only) for span in spans]
        for piece in self._pack_siblings(node.children):
            self._append(pieces, piece)
        return pieces

    def _table_parts(self, clause: Clause, style: tuple[object, ...]) -> list[_Piece]:
        """A long table cut between its rows; behind the first part the path ends with the headers."""
        caption = self._caption(clause)
        offset = clause.span.start - len(caption)
        pieces: list[_Piece] = []
        start = clause.span.start
        for table in read_tables(caption + clause.span.slice(self._text)):
            header, ends = header_of(table), [row.span.end + offset for row in table.rows]
            path = clause.path
            for span in self._rows_together(start, ends):
                pieces += self._row_pieces(span, path, style, bool(pieces))
                path = (*clause.path, header) if header else clause.path
            start = ends[-1]
        rest = split_span(self._text, TextSpan(start, clause.span.end), self._count_text, self._max)
        return [*pieces, *(_Piece(span, clause.path, style, table=not pieces) for span in rest)]

    def _caption(self, clause: Clause) -> str:
        """The short lines right before a table, with a line break behind each."""
        lines: list[str] = []
        for before in reversed(self._clauses[max(0, clause.ordinal - _CAPTION_LINES) : clause.ordinal]):
            if before.kind is ClauseKind.TABLE or len(before.span) > _CAPTION:
                break
            lines.insert(0, before.span.slice(self._text).replace("\n", " ") + "\n")
        return "".join(lines)

    def _rows_together(self, start: int, ends: Sequence[int]) -> Iterator[TextSpan]:
        """Spans of as many rows as the budget allows, from `start` on."""
        held: TextSpan | None = None
        tokens = 0
        for end in ends:
            row = TextSpan(start if held is None else held.end, end)
            more = self._count(row)
            if held is not None and tokens + more > self._max:
                yield held
                held, tokens = None, 0
                row = TextSpan(start, end)
            held = row if held is None else TextSpan(held.start, end)
            tokens, start = tokens + more, end
        if held is not None:
            yield held

    def _row_pieces(self, span: TextSpan, path: tuple[str, ...], style: tuple[object, ...], part: bool) -> list[_Piece]:
        most = self._max if self._count(span) > self._table else self._table
        spans = split_span(self._text, span, self._count_text, most)
        return [_Piece(one, path, style, table=not part, part=part) for one in spans]

    def _append(self, pieces: list[_Piece], piece: _Piece) -> None:
        """Adds a piece, merged with the one before where that is a heading, or both are short neighbours."""
        if not pieces:
            pieces.append(piece)
            return
        last = pieces[-1]
        joined = self._merged(last, piece)
        if joined is None:
            pieces.append(piece)
        else:
            pieces[-1] = joined

    def _merged(self, last: _Piece, piece: _Piece) -> _Piece | None:
        span = _hull(last.span, piece.span)
        if piece.part or last.part:
            return None
        if last.lead and last.span.end not in self._gaps and self._count(last.span) <= self._min:
            return _Piece(span, piece.path, piece.style, piece.lead)
        if piece.table and not last.table and self._is_caption(last.span):
            joins = self._joins(last.span, piece.span, self._table + self._min)
            return _Piece(span, piece.path, piece.style, table=True) if joins else None
        if piece.lead or last.lead or not self._joins(last.span, piece.span, self._max):
            return None
        short = min(self._count(last.span), self._count(piece.span)) < self._min
        if self._is_duty(piece.span) or (short and last.style == piece.style):
            path = last.path if self._is_duty(piece.span) else _common(last.path, piece.path)
            return _Piece(span, path, last.style)
        return None

    def _joins(self, one: TextSpan, other: TextSpan, most: int) -> bool:
        return one.end not in self._gaps and self._count(_hull(one, other)) <= most

    def _limit(self, node: _Node) -> int:
        """The most tokens of a whole clause: more for one that ends with its bodies, most for a table.

        A table cut in two leaves rows without their headers.
        """
        if node.clause.kind is ClauseKind.TABLE:
            return self._table
        last = node.children[-1].clause if node.children else None
        tables = any(child.clause.kind is ClauseKind.TABLE for child in node.children)
        return self._hard if tables or (last is not None and self._is_duty(last.span)) else self._max

    def _is_heading_only(self, clause: Clause) -> bool:
        """True where the clause's own line holds its number and heading and no sentence."""
        if clause.kind in (ClauseKind.PARAGRAPH, ClauseKind.TABLE) or not (clause.label or clause.heading):
            return False
        text = _SIGNS.sub("", clause.span.slice(self._text))
        return text == _SIGNS.sub("", clause.label + clause.heading)

    def _is_caption(self, span: TextSpan) -> bool:
        """True for short lines, as they stand before a table: its name, its unit, a label."""
        return self._count(span) <= self._min and all(
            len(line) <= _CAPTION for line in span.slice(self._text).splitlines()
        )

    def _is_duty(self, span: TextSpan) -> bool:
        return DUTY_LINE.match(fold(self._text[span.start : span.start + 12])) is not None

    def _interrupted(self, node: _Node) -> bool:
        return any(clause.span.end in self._gaps for clause in node.walk() if clause.span.end != node.end)

    def _count(self, span: TextSpan) -> int:
        return self._count_text(span.slice(self._text))


def _tree(clauses: Sequence[Clause]) -> list[_Node]:
    nodes = [_Node(clause) for clause in clauses]
    roots: list[_Node] = []
    for node in nodes:
        parent = node.clause.parent
        (roots if parent is None else nodes[parent].children).append(node)
    return roots


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    return one[:shared]


def _hull(one: TextSpan, other: TextSpan) -> TextSpan:
    return TextSpan(one.start, other.end)


def _identity(source: str, path: tuple[str, ...], text: str, occurrence: int) -> str:
    content = "\x1f".join((source, "\x1e".join(path), text, str(occurrence)))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:20]
