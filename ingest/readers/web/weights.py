"""How much of a page's text lies in each element, counted in one pass."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from ingest.cleaning.kinds import hints_at_junk, is_hard_footer, kind_anywhere
from ingest.lines import Line
from ingest.model import TextSpan
from ingest.normalize import fold
from ingest.numbering import Style, read_label
from ingest.readers.web.markup import Element, elements

_SENTENCE = re.compile(r"[。；;]|[，,].{6,}|[：:].{15,}")
_LONG = 25
_LONGEST_DAY = 12
_LISTED_DAY = re.compile(r"\s*[\[(（]?\s*(?:\d{4}[-/.])?\d{1,2}[-/.]\d{1,2}\s*[\])）]?\s*")
"""As lists of pages give it beside each link."""
_MAY_BE_LABEL = re.compile(r"\s*[第(（〔一二三四五六七八九十百]")
_LONGEST_JUNK = 160
_FOOT_SHARE = 0.2
_OWN_MARK = re.compile(
    r"\s*(?:附\s*(?:件|表|录|錄)\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?|抄\s*送|[(（]此件"
    r"|(?:\d{4}|[〇零○一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\s*(?:印[发發])?\s*$)"
)


@dataclass(slots=True)
class Weight:
    """What lies in one element and below, in characters without white space."""

    prose: int = 0
    """Sentences, clauses and cells of tables, links not counted."""
    text: int = 0
    """All text outside links."""
    linked: int = 0
    """Text of links."""
    links: int = 0
    clauses: int = 0
    """Pieces of text that begin with a clause number."""
    marks: int = 0
    """Pieces of text that end a document: attachments, the date under it, copies to."""
    footers: int = 0
    """Lines of registration and copyright."""

    def add(self, other: Weight) -> None:
        self.prose += other.prose
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.clauses += other.clauses
        self.marks += other.marks
        self.footers += other.footers


@dataclass(slots=True)
class Weights:
    """The weights of an element and of all below it."""

    _by_element: dict[Element, Weight] = field(default_factory=dict)

    def __getitem__(self, element: Element) -> Weight:
        return self._by_element.get(element, _NOTHING)


_NOTHING = Weight()


def weigh(root: Element) -> Weights:
    """Weighs `root` and everything in it; time and memory grow with the number of elements, not with their depth."""
    weights: dict[Element, Weight] = {}
    order = list(elements(root))
    for owner, piece in _pieces(root):
        weights.setdefault(owner, Weight()).add(piece)
    for element in reversed(order):
        own = weights.setdefault(element, Weight())
        own.links += is_link(element)
        if element is not root:
            weights.setdefault(element.getparent(), Weight()).add(own)
    return Weights(weights)


def foot_of(root: Element) -> Element | None:
    """The element with the registration lines below the text; None where there are none, or much prose follows.

    What stands behind it is the page's, even prose: pages for reading aloud repeat the first paragraphs there.
    """
    pieces = _pieces(root)
    total = sum(weight.prose for _, weight in pieces)
    foot, behind = None, 0
    for owner, weight in reversed(pieces):
        if weight.footers:
            foot = owner
        behind += weight.prose
        if behind > _FOOT_SHARE * total:
            break
    return foot


def _pieces(root: Element) -> list[tuple[Element, Weight]]:
    """Each piece of text in the page's order: the element it lies in, and what it weighs."""
    pieces = []
    links = cells = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        step = 1 if event == "start" else -1
        links += step * is_link(element)
        cells += step * (element.tag in ("td", "th") and _is_cell(element))
        text, owner = (element.text, element) if step > 0 else (element.tail, element.getparent())
        if text and not text.isspace() and owner is not None and not (step < 0 and element is root):
            weigh_text = _weigh_short if len(text) <= _LONGEST_JUNK else _weigh_text
            weight = weigh_text(text, links > 0, cells > 0)
            if weight is not None:
                pieces.append((owner, weight))
    return pieces


def is_link(element: Element) -> bool:
    """True for a link to somewhere; `<a name=…>` is a place, and often one that nobody closed."""
    return element.tag == "a" and element.get("href") is not None


def _is_cell(element: Element) -> bool:
    """True for a cell of a row of several that holds no block of its own: part of a table, not of a page's layout."""
    row = element.getparent()
    return row is not None and len(row) >= 2 and element.find(".//table") is None and element.find("div") is None


@lru_cache(maxsize=1 << 14)
def _weigh_short(text: str, in_link: bool, in_cell: bool) -> Weight | None:
    """As `_weigh_text`; a page is weighed several times, and the weights of its texts are only read."""
    return _weigh_text(text, in_link, in_cell)


def _weigh_text(text: str, in_link: bool, in_cell: bool) -> Weight | None:
    size = len("".join(text.split()))
    if size == 0:
        return None
    if in_link:
        return Weight(linked=size)
    if size <= _LONGEST_DAY and _LISTED_DAY.fullmatch(text):
        return None
    weight = Weight(text=size)
    if size <= _LONGEST_JUNK and hints_at_junk(text):
        folded = fold(text.strip())
        weight.footers = int(is_hard_footer(folded))
        if weight.footers or kind_anywhere(folded) is not None:
            return weight
    weight.clauses = int(_is_clause(text))
    weight.marks = int(not weight.clauses and _OWN_MARK.match(text) is not None)
    if weight.clauses or weight.marks or in_cell or size >= _LONG or _SENTENCE.search(text):
        weight.prose = size
    return weight


def _is_clause(text: str) -> bool:
    if not _MAY_BE_LABEL.match(text):
        return False
    stripped = text.strip()[:40]
    label = read_label(Line(TextSpan(0, len(stripped)), stripped, 0)) if stripped else None
    return label is not None and label.style in (Style.CHAPTER, Style.LIST, Style.ARTICLE, Style.BRACKETED)
