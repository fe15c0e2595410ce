"""The rows of a comparison as an HTML table. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.model import Side
from ui.markup import element, escape, text_element


def side_rows(sides: Sequence[Side], words: Sequence[str], marker: Callable[[int], str], silent: str) -> str:
    """One row for each side: its name, then what is laid down there with the markers of its citations.

    `words` are the texts of the sides as HTML; `marker` makes the link to the citation of a number; `silent` is said
    of a side whose documents are.
    """
    rows = "".join(
        element("tr", _name(side) + _said(side, written, marker, silent))
        for side, written in zip(sides, words, strict=True)
    )
    return element("table", element("tbody", rows), "zc-sides")


def _name(side: Side) -> str:
    return element("th", escape(side.name), scope="row")


def _said(side: Side, words: str, marker: Callable[[int], str], silent: str) -> str:
    if not side.text:
        return text_element("td", silent, "zc-silent")
    return element("td", words + "".join(marker(position) for position in side.citations))
