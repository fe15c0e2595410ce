"""How an official writes the number of each clause of a path: 第三章第十二条第二款第（三）项, 三、（二）第4条."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.model import Clause, ClauseKind, TextSpan
from ingest.normalize import fold
from ingest.numbering import Style, read_label

_BY_NAME = (Style.PART, Style.CHAPTER, Style.SECTION, Style.ARTICLE, Style.SUBCLAUSE, Style.STEP)
"""Numbers that say themselves what they count: 第三章."""
_FIRST_UNIT = {Style.DIGIT: 0, Style.NESTED_DIGIT: 0}
"""Without articles, 1. is 第1条; all finer numbers begin with 项."""
_UNITS = ("条", "项", "目", "点")
_STOPS = ".、:) "
_FULL_WIDTH = str.maketrans({"(": "（", ")": "）"})
_LONGEST_HEADING = 24
_BOUNDARY = " 条"
"""Put behind a label that is read again: some numbers are told by the text that follows."""


@dataclass(frozen=True, slots=True)
class _Number:
    """The number of a clause, as its label says it."""

    style: Style
    written: str
    """Without white space, with full-width brackets: '（二）', '4.', '第十二条'."""

    @property
    def bare(self) -> str:
        """'4' of '4.', '二' of '（二）', '3' of '03'."""
        inner = self.written if self.style is Style.CIRCLED else fold(self.written)
        return inner.strip("(〔〈" + _STOPS + "〕〉").lstrip("0")


class _Path:
    """Collects the parts of one path from the outermost clause inwards."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._styles: list[Style | None] = []
        self._in_article = False
        self._unit = 0
        """Place in `_UNITS` of the next number that is counted by units."""

    def name(self, text: str, style: Style | None = None) -> None:
        if text:
            self._parts.append(text)
            self._styles.append(style)

    def number(self, number: _Number) -> None:
        if number.style in _BY_NAME:
            self.name(number.written.rstrip("：:"), number.style)
            if number.style is Style.ARTICLE:
                self._in_article, self._unit = True, 1
        elif number.style is Style.LIST and not self._in_article:
            self.name(f"{number.bare}、" if not number.bare.isascii() else f"第{number.bare}部分", number.style)
        elif number.style is Style.BRACKETED and not self._in_article:
            self.name(f"（{number.bare}）", number.style)
        else:
            self.name(self._counted(number), number.style)

    def _counted(self, number: _Number) -> str:
        unit = max(self._unit, 1 if self._in_article else _FIRST_UNIT.get(number.style, 1))
        self._unit = unit + 1
        bracketed = number.style in (Style.BRACKETED, Style.BRACKETED_DIGIT)
        return f"第{f'（{number.bare}）' if bracketed else number.bare}{_UNITS[min(unit, len(_UNITS) - 1)]}"

    def __str__(self) -> str:
        """The parts together; '三、' alone or at the end is 第三部分, within 第一部分 its 第三项."""
        if self._styles and self._styles[-1] is Style.LIST and self._parts[-1].endswith("、"):
            unit = "项" if Style.PART in self._styles else "部分"
            return "".join((*self._parts[:-1], f"第{self._parts[-1][:-1]}{unit}"))
        return "".join(self._parts)


def spoken_path(clauses: Sequence[Clause], clause: Clause, quote: TextSpan, title: str = "") -> str:
    """The labels from the outermost clause down to `clause`, which holds `quote`; empty where none has any.

    Of an article of several paragraphs the one that holds `quote` is told (第二款). A heading without a number
    stands in quotation marks, that of the document's own `title` nowhere. `clauses` are those of the document.
    """
    chain = _chain(clauses, clause)
    path = _Path()
    for place, one in enumerate(chain):
        below = chain[place + 1] if place + 1 < len(chain) else None
        number = _number(one.label)
        if number is not None and number.style is not Style.POINT:
            path.number(number)
        elif one.kind is ClauseKind.HEADING:
            path.name(_heading(one, title))
        if one.kind is ClauseKind.ARTICLE:
            path.name(_paragraph(clauses, one, below, quote))
    return str(path)


def _chain(clauses: Sequence[Clause], clause: Clause) -> list[Clause]:
    """The clauses from the outermost down to the innermost that may be named for certain.

    A paragraph behind an item of an article may be the item's or the article's own, so it is cited as the article's.
    """
    chain = [clause]
    while (above := chain[0].parent) is not None:
        chain.insert(0, clauses[above])
    if clause.kind in (ClauseKind.PARAGRAPH, ClauseKind.TABLE):
        chain.pop()
        article = next((place for place, one in enumerate(chain) if one.kind is ClauseKind.ARTICLE), None)
        if article is not None and article < len(chain) - 1:
            return chain[: article + 1]
        if article is not None:
            chain.append(clause)
    return chain


def _number(label: str) -> _Number | None:
    if not label or label.startswith("附"):
        return None
    text = label.strip() + _BOUNDARY
    read = read_label(Line(TextSpan(0, len(text)), text, 0))
    return None if read is None else _Number(read.style, "".join(label.split()).translate(_FULL_WIDTH))


def _heading(clause: Clause, title: str) -> str:
    if clause.label.startswith("附"):
        return "".join(clause.label.split())
    heading = "".join(clause.heading.split())
    if not heading or len(heading) > _LONGEST_HEADING or fold(heading) == "".join(fold(title).split()):
        return ""
    return "“" + heading.replace("“", "‘").replace("”", "’") + "”"


def _paragraph(clauses: Sequence[Clause], article: Clause, below: Clause | None, quote: TextSpan) -> str:
    """'第二款' of an article with several paragraphs; empty of one with a single paragraph, or of all of them."""
    starts = [] if _is_heading_alone(article) else [article.span.start]
    starts += [one.span.start for one in _under(clauses, article) if one.kind is ClauseKind.PARAGRAPH]
    whole = below is None and not (article.span.start <= quote.start and quote.end <= article.span.end)
    if len(starts) < 2 or whole:
        return ""
    count = sum(start <= (below.span.start if below else quote.start) for start in starts)
    return f"第{_chinese(count)}款" if count else ""


def _is_heading_alone(article: Clause) -> bool:
    """True where the line of the number is a heading, 第三条 适用范围, and the text stands under it."""
    return bool(article.heading) and len(article.span) <= len(article.label) + len(article.heading) + 4


def _under(clauses: Sequence[Clause], article: Clause) -> list[Clause]:
    """The clauses right under an article, in order."""
    found: list[Clause] = []
    ordinal = article.ordinal + 1
    while True:
        try:
            one = clauses[ordinal]
        except IndexError:
            return found
        if one.parent is None or one.parent < article.ordinal:
            return found
        if one.parent == article.ordinal:
            found.append(one)
        ordinal += 1


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if tens == 0:
        return digits[ones]
    return ("" if tens == 1 else digits[tens % 10]) + "十" + (digits[ones] if ones else "")
