"""Pages set in two columns: finds the gutter, so that the left column is read before the right one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.readers.paged.lines import PageLine, rows_of
from ingest.readers.paged.tables import PageTable

Item = PageLine | PageTable
_GAP = 1.2
"""A gap of so many character heights within a row divides it into pieces."""
_RAGGED = 6
"""Points."""
_CANDIDATES = 8
_FEWEST_LINES = 4
_NARROWEST = 8
"""Characters that a column's lines hold at least: cells of tables without rules are shorter."""
_FULL = 0.6
"""How much of a column's width its lines fill in the middle of all; cells, signatures and lists fill less."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines and tables that are read one after the other; of a column with `x0` and `x1` counted from its left edge."""

    items: tuple[Item, ...]
    columns: int
    """1, or 2 where this is one of two columns."""


def find_gutter(words: Sequence[PageLine], width: float) -> float | None:
    """Where the right column begins, in points from the left; None for a page of one column."""
    pieces = _pieces(words)
    starts = Counter(round(p.x0) for p in pieces if 0.35 * width <= p.x0 <= 0.7 * width)
    # Lines of a scan begin a little further left or right than each other.
    near = Counter({start: sum(starts[start + i] for i in range(_RAGGED)) for start in starts})
    for start, count in near.most_common(_CANDIDATES):
        if count < _FEWEST_LINES:
            return None
        gutter = start - 2.0
        if any(_is_columns(zone, gutter) for zone in _zones(pieces, [], gutter)):
            return gutter
    return None


def blocks_of(
    words: Sequence[PageLine],
    tables: Sequence[PageTable],
    gutter: float | None,
    forms: Sequence[Sequence[PageLine]] = (),
) -> list[Block]:
    """What stands on one page, in reading order.

    `gutter` as found on this page or on another of its document; `forms` are lines that are finished.
    """
    finished = [line for form in forms for line in form]
    if gutter is None or finished:
        return [_block([*rows_of(words), *finished], tables)]
    blocks = []
    for zone in _zones(_pieces(words), tables, gutter):
        lines = [item for item in zone if isinstance(item, PageLine)]
        inner = [item for item in zone if isinstance(item, PageTable)]
        if _is_columns(zone, gutter) or _is_rest_of_columns(lines, gutter):
            left = [line for line in lines if _side(line, gutter) < 0]
            right = [line for line in lines if _side(line, gutter) > 0]
            for side, part in ((-1, left), (1, right)):
                origin = min((line.x0 for line in part), default=0.0)
                moved = [replace(line, x0=line.x0 - origin, x1=line.x1 - origin) for line in rows_of(part)]
                blocks.append(_block(moved, [t for t in inner if _side(t, gutter) == side], 2))
        else:
            blocks.append(_block(rows_of(lines), inner))
    return [block for block in blocks if block.items]


def _block(lines: Sequence[PageLine], tables: Sequence[PageTable], columns: int = 1) -> Block:
    items: list[Item] = [*lines, *tables]
    return Block(tuple(sorted(items, key=_top)), columns)


def _pieces(words: Sequence[PageLine]) -> list[PageLine]:
    """Words near each other in a row as one, from top to bottom."""
    pieces: list[PageLine] = []
    for word in sorted(words, key=lambda w: (round((w.top + w.bottom) / 2), w.x0)):
        last = pieces[-1] if pieces else None
        if last and abs(last.top - word.top) < 0.4 * word.size and 0 <= word.x0 - last.x1 < _GAP * word.size:
            pieces[-1] = replace(
                last, text=f"{last.text} {word.text}", x1=word.x1, bottom=max(last.bottom, word.bottom)
            )
        else:
            pieces.append(word)
    return pieces


def _zones(pieces: Sequence[PageLine], tables: Sequence[PageTable], gutter: float) -> list[list[Item]]:
    """The page from top to bottom, cut at whatever reaches across the gutter."""
    zones: list[list[Item]] = []
    crossing_before = True
    items: list[Item] = [*pieces, *tables]
    for item in sorted(items, key=_top):
        crossing = _side(item, gutter) == 0
        if crossing != crossing_before or not zones:
            zones.append([])
        zones[-1].append(item)
        crossing_before = crossing
    return zones


def _is_columns(zone: Sequence[Item], gutter: float) -> bool:
    """Whether both sides hold running text: several lines each, most of them as wide as the column."""
    lines = [item for item in zone if isinstance(item, PageLine)]
    left = [line for line in lines if _side(line, gutter) < 0]
    right = [line for line in lines if _side(line, gutter) > 0]
    if len(left) + len(right) < len(lines) or min(len(left), len(right)) < _FEWEST_LINES:
        return False
    width = gutter - min(line.x0 for line in left)
    for side in (left, right):
        usual = median(line.x1 - line.x0 for line in side)
        if usual < _FULL * width or usual < _NARROWEST * median(line.size for line in side):
            return False
    return gutter - sorted(line.x1 for line in left)[int(0.9 * (len(left) - 1))] > 0


def _is_rest_of_columns(lines: Sequence[PageLine], gutter: float) -> bool:
    """Whether these lines, of a document in columns, are the short last part of some: text on the left, as wide."""
    left = [line for line in lines if _side(line, gutter) < 0]
    if len(left) < 2 or any(_side(line, gutter) == 0 for line in lines):
        return False
    width = gutter - min(line.x0 for line in left)
    return sum(line.x1 - line.x0 >= 0.85 * width for line in left) >= max(1, len(left) // 2)


def _side(item: Item, gutter: float) -> int:
    """-1 left of the gutter, 1 right of it, 0 across."""
    x0, x1 = (item.x0, item.x1) if isinstance(item, PageLine) else (item.box[0], item.box[2])
    return -1 if x1 <= gutter + 2 else 1 if x0 >= gutter - 2 else 0


def _top(item: Item) -> float:
    return item.top if isinstance(item, PageLine) else item.box[1]
