"""An answer's words with markers that lead to citations and a badge on every checked figure. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.model import Answer, CheckedFigure, FigureVerdict
from ui.markup import element, escape, text_element

_MARKER = re.compile(r"\[(\d{1,3})\]")
_SIGNS = {FigureVerdict.VERIFIED: "verified", FigureVerdict.NOT_FOUND: "missing", FigureVerdict.DIFFERS: "differs"}

Piece = tuple[int, int, str]
"""Start, end and HTML of what stands in the place of some characters."""


def worded(answer: Answer, start: int, end: int, number: int) -> str:
    """`answer.text[start:end]` as HTML. A marker that names no citation stays plain text."""
    pieces = sorted(
        [*_markers(answer.text, start, end, len(answer.citations), number), *_badges(answer, start, end, number)]
    )
    parts, done = [], start
    for first, last, written in pieces:
        if first >= done:
            parts += [escape(answer.text[done:first]), written]
            done = last
    return "".join([*parts, escape(answer.text[done:end])])


def marker(position: int, number: int) -> str:
    """The link to a citation of exchange `number`."""
    target = citation_id(number, position)
    return text_element(
        "a", f"[{position}]", "zc-marker", href=f"#{target}", data_citation=target, aria_label=f"查看出处 {position}"
    )


def citation_id(number: int, position: int) -> str:
    """The id in the page of a citation."""
    return f"zc-citation-{number}-{position}"


def reason(check: CheckedFigure) -> str:
    """What the check of a figure found, in one line."""
    evidence = " ".join(check.evidence.split())
    if check.verdict is FigureVerdict.VERIFIED:
        return f"已核对：与出处 [{check.citation}] 一致" if check.citation else "已核对：与出处一致"
    if check.verdict is FigureVerdict.NOT_FOUND:
        return "未找到：出处中没有这个数字，请勿直接引用"
    said = f"出处 [{check.citation}] 写的是“{evidence}”，" if evidence else ""
    return f"不一致：{said}请核对原文"


def _markers(text: str, start: int, end: int, citations: int, number: int) -> Iterator[Piece]:
    for found in _MARKER.finditer(text, start, end):
        position = int(found[1])
        if 1 <= position <= citations:
            yield found.start(), found.end(), marker(position, number)


def _badges(answer: Answer, start: int, end: int, number: int) -> Iterator[Piece]:
    inside: Sequence[CheckedFigure] = [c for c in answer.checks if start <= c.start < c.end <= end]
    for check in inside:
        yield check.start, check.end, _badge(check, answer.text[check.start : check.end], number)


def _badge(check: CheckedFigure, written: str, number: int) -> str:
    """Reachable by the keyboard; its reason is told on hover and focus, and to screen readers as its name."""
    told = reason(check)
    attributes = {"tabindex": "0", "role": "note", "data_tip": told, "aria_label": f"{written}，{told}"}
    if check.citation:
        attributes |= {"role": "button", "data_citation": citation_id(number, check.citation)}
    return element("span", escape(written), f"zc-figure zc-{_SIGNS[check.verdict]}", **attributes)
