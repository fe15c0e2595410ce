"""Running heads and page numbers: lines at the edge of the page that come back page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import RemovedKind
from ingest.readers.paged.lines import PageLine, rows_of

_DASHES = r"[-—–－―·•.\s]*"
_COUNT = r"(?:\d{1,4}|[〇零一二三四五六七八九十百千]{1,7})"
PAGE_NUMBER = re.compile(
    rf"^{_DASHES}(?:\d{{1,4}}(?:\s*[/／]\s*\d{{1,4}})?|第\s*{_COUNT}\s*页(?:\s*[/／,，]?\s*共\s*{_COUNT}\s*页)?"
    rf"|\d{{1,4}}\s*页?\s*[/／,，]?\s*共\s*\d{{1,4}}\s*页|[ivx]{{1,6}}|page\s*\d{{1,4}}(?:\s*of\s*\d{{1,4}})?){_DASHES}$",
    re.IGNORECASE,
)
_NEAR = 4
"""Pages on either side among which a running head comes back: heads change with the chapter, and by left and right."""
_FIGURES = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """A line that belongs to the page and not to the text."""

    kind: RemovedKind
    text: str


def split_heads(
    pages: Sequence[Sequence[PageLine]], heights: Sequence[float]
) -> tuple[list[list[PageLine]], list[Head]]:
    """The words of the pages without those of running heads and page numbers, and what these were.

    A running head stands in the top or bottom tenth, among the first or last two lines, of half of all pages or of
    three pages near each other. Digits are not compared: page numbers and dates change.
    """
    edges = [_edges(rows_of(words), height) for words, height in zip(pages, heights, strict=True)]
    seen: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for number, (lines, height) in enumerate(zip(edges, heights, strict=True)):
        for key in {_key(line, height) for line in lines}:
            seen[key].append(number)
    kept, heads = [], list[Head]()
    for number, (words, lines) in enumerate(zip(pages, edges, strict=True)):
        places = [(line, seen[_key(line, heights[number])]) for line in lines]
        found = [(line, kind) for line, where in places if (kind := _kind(line, where, number, len(pages)))]
        heads += [Head(kind, line.text) for line, kind in found]
        kept.append([w for w in words if not any(_within(w, line) for line, _ in found)] if found else list(words))
    return kept, heads


def _kind(line: PageLine, where: Sequence[int], number: int, pages: int) -> RemovedKind | None:
    if PAGE_NUMBER.match(line.text):
        return RemovedKind.PAGE_NUMBER
    near = sum(0 < abs(other - number) <= _NEAR for other in where)
    if len(where) >= max(2, (pages + 1) // 2) or near >= 2:
        return RemovedKind.RUNNING_HEAD
    return None


def _edges(rows: Sequence[PageLine], height: float) -> list[PageLine]:
    """Lines in the top and bottom tenth of the page, among its first and last two."""
    near_top = [line for line in rows[:2] if line.bottom <= 0.1 * height]
    return near_top + [line for line in rows[-2:] if line.top >= 0.9 * height]


def _key(line: PageLine, height: float) -> tuple[bool, str]:
    """Whether it stands at the top, and its text without digits and spaces, of which scans make more or fewer."""
    return line.top < height / 2, _FIGURES.sub("#", _SPACE.sub("", line.text))


def _within(word: PageLine, line: PageLine) -> bool:
    return line.top <= word.top and word.bottom <= line.bottom
