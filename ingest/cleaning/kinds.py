"""What a line of a web page is that belongs to no document, told from the line alone.

All lines are given folded: Simplified, half-width, lower case. Three questions, by how much a line has to show:
`kind_anywhere` for lines that no policy text has, `kind_at_head` and `kind_at_foot` for those that count at the
edges of a page only, because a clause may read like them.
"""

from __future__ import annotations

import re

from ingest.cleaning.patterns import (
    ANYWHERE,
    AT_EDGES,
    CONTACT,
    DOCUMENT_FIELD,
    HARD_FOOTER,
    HINT,
    ISO_DAY,
    NEIGHBOURS,
    OTHER_PAGES,
    PAGE_FIELD,
    SITE_FOOTER,
    SURELY_OTHER_PAGES,
    TIME_FIELD,
    Patterns,
)
from ingest.cleaning.vocabulary import frame_words, vocabulary_of, words_of
from ingest.model import RemovedKind

_LONGEST = 300
"""Longer lines are never junk on their own."""
_LONGEST_FIELDS = 200
_LONGEST_FOOTER = 160
_LONGEST_ENTRY = 60
_FEWEST_MENU_WORDS = 5
_TIME = re.compile(TIME_FIELD)
_FIELD = re.compile(PAGE_FIELD)
_DOCUMENT_FIELD = re.compile(DOCUMENT_FIELD)
_PAGE_DATE = re.compile(rf"(?:{TIME_FIELD})\s*(?:{ISO_DAY})?")
_ENDS_IN_DAY = re.compile(rf"[\[(]?{ISO_DAY}(?:\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?[\])]?$")
_EMPTY_COUNT = re.compile(r"[\-—_|·\s]*次?")
_SENTENCE_END = re.compile(r"[。;!?]")
_BUTTON_ROWS = frozenset({("打印", "关闭"), ("回到", "顶部"), ("打印", "收藏"), ("打印", "收藏", "关闭")})


def hints_at_junk(text: str) -> bool:
    """False where neither `kind_anywhere` nor `is_hard_footer` can hold; `text` need not be folded."""
    return HINT.search(text) is not None


def kind_anywhere(folded: str) -> RemovedKind | None:
    """Why a line is no policy text wherever it stands; None where it may be."""
    if len(folded) > _LONGEST or not hints_at_junk(folded):
        return None
    kind = _first(ANYWHERE, folded)
    if kind is None and _is_page_data(folded):
        return RemovedKind.PAGE_DATA
    return kind or _button_kind(folded)


def kind_at_head(folded: str) -> RemovedKind | None:
    """Why a line above the text is no part of it."""
    kind = _kind_at_edge(folded)
    if kind is None and _is_menu(folded):
        return RemovedKind.NAVIGATION
    return kind


def kind_at_foot(folded: str) -> RemovedKind | None:
    """Why a line below the text is no part of it."""
    if is_hard_footer(folded):
        return RemovedKind.FOOTER
    if opens_other_pages(folded):
        return RemovedKind.NAVIGATION
    return _kind_at_edge(folded)


def kind_of_block(folded: str) -> RemovedKind:
    """Why a block outside of a page's content was left out; menus are the rule."""
    if HARD_FOOTER.search(folded) is not None:
        return RemovedKind.FOOTER
    kind = kind_anywhere(folded) or _kind_at_edge(folded)
    if kind is not None:
        return kind
    return RemovedKind.SHARING if folded.startswith("分享") else RemovedKind.NAVIGATION


def is_hard_footer(folded: str) -> bool:
    """True for a line of registration or copyright."""
    if len(folded) > _LONGEST_FOOTER or not hints_at_junk(folded):
        return False
    return HARD_FOOTER.search(folded) is not None and not _SENTENCE_END.match(folded[-1:])


def is_site_footer(folded: str) -> bool:
    """True for a line on who runs the site, which belongs to the foot where registration lines follow."""
    return len(folded) <= _LONGEST_FOOTER and SITE_FOOTER.search(folded) is not None


def is_contact(folded: str) -> bool:
    """True for addresses and numbers: a site's or a notice's own."""
    return len(folded) <= _LONGEST_FOOTER and CONTACT.search(folded) is not None


def opens_other_pages(folded: str) -> bool:
    """True for the heading of a list of other pages, and for links to neighbouring ones."""
    if len(folded) > _LONGEST_ENTRY:
        return False
    return NEIGHBOURS.match(folded) is not None or any(pattern.match(folded) for pattern in OTHER_PAGES)


def surely_opens_other_pages(folded: str) -> bool:
    """True for those of such headings that no part of a document bears."""
    return NEIGHBOURS.match(folded) is not None or SURELY_OTHER_PAGES.match(folded) is not None


def ends_in_day(folded: str) -> bool:
    """True for an entry of a list with its day or time behind it, or for a line of these alone."""
    return _ENDS_IN_DAY.search(folded[-30:]) is not None


def may_be_column(folded: str) -> bool:
    """True for a line of words of a site's menu, each of which may head a clause as well."""
    return bool(vocabulary_of(folded))


def may_be_page_date(folded: str) -> bool:
    """True for '发布日期:2024-01-02', which stands in a page's data and in a document's table alike."""
    return _PAGE_DATE.fullmatch(folded) is not None


def may_be_empty_count(folded: str) -> bool:
    """True for '-' or '次' alone: a counter that a script would fill, or an empty cell of a table."""
    return _EMPTY_COUNT.fullmatch(folded) is not None


def _kind_at_edge(folded: str) -> RemovedKind | None:
    if len(folded) > _LONGEST or _DOCUMENT_FIELD.search(folded):
        return None
    kind = _first(AT_EDGES, folded)
    if kind is not None:
        return kind
    words = vocabulary_of(folded)
    known = frame_words()
    if not words or known.columns.issuperset(words):
        return None
    return _kind_of_buttons(words) or RemovedKind.NAVIGATION


def _first(patterns: Patterns, folded: str) -> RemovedKind | None:
    return next((kind for kind, pattern in patterns if pattern.match(folded)), None)


def _is_page_data(folded: str) -> bool:
    """Two fields at least, one of them besides the time: '更新时间:… 来源:… 点击:'."""
    if len(folded) > _LONGEST_FIELDS or "。" in folded or _DOCUMENT_FIELD.search(folded):
        return False
    fields = len(_FIELD.findall(folded))
    return fields > 0 and fields + len(_TIME.findall(folded)) >= 2


def _button_kind(folded: str) -> RemovedKind | None:
    words = vocabulary_of(folded) if len(folded) <= _LONGEST_ENTRY else ()
    if words in _BUTTON_ROWS or not frame_words().sure.isdisjoint(words):
        return _kind_of_buttons(words)
    return None


def _kind_of_buttons(words: tuple[str, ...]) -> RemovedKind | None:
    known = frame_words()
    if known.tools.issuperset(words):
        return RemovedKind.PAGE_DATA
    return RemovedKind.SHARING if known.buttons.issuperset(words) else None


def _is_menu(folded: str) -> bool:
    """Five short words at least, one of which only a site's frame uses, or three of which name its columns."""
    words = words_of(folded)
    if len(words) < _FEWEST_MENU_WORDS or max(map(len, words)) > 10 or _SENTENCE_END.search(folded):
        return False
    known = frame_words()
    return not known.site.isdisjoint(words) or sum(word in known.columns for word in words) >= 3
