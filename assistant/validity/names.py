"""How one document names another: by its title in book marks, by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.normalize import fold

_NAMED = re.compile(
    r"《(?P<title>.+?)》(?:\((?P<number>[^()]*\d[^()]*)\))?(?=、|$)|(?P<alone>[^《》、]+号(?:令)?)(?=、|$)"
)
_FORWARDED = re.compile(
    r"(?:.{2,80}?)?(?:关于)?(?:联合)?(?:印发|公布|发布|颁布|修订印发|修订发布)(?P<inner>.{4,})的?(?:通知|公告|决定|令|函|通告)"
)
_FROM_ABOUT = re.compile(r"^[^关]{2,60}(?=关于)")
_MARKS = re.compile(r"[《》〈〉“”\"'‘’\s]")
_BRACKETS = str.maketrans(
    {sign: bracket for signs, bracket in (("[【(﹝〖", "〔"), ("]】)﹞〗", "〕")) for sign in signs}
)


@dataclass(frozen=True, slots=True)
class Named:
    """Another document as it is named; one of both may be empty."""

    title: str = ""
    """See `title_key`."""
    number: str = ""
    """See `number_key`."""


def title_key(title: str) -> str:
    """A title in one form: folded, without marks and white space, the text itself and not the notice that forwards it.

    >>> title_key("甲市人民政府关于印发《甲市用地办法（试行）》的通知") == title_key("甲市用地办法(试行)")
    True
    >>> title_key("甲市人民政府关于促进投资的意见")
    '关于促进投资的意见'
    """
    folded = _MARKS.sub("", fold(title))
    forwarded = _FORWARDED.fullmatch(folded)
    return _FROM_ABOUT.sub("", forwarded["inner"].removesuffix("的") if forwarded else folded)


def number_key(number: str) -> str:
    """A document's number in one form: folded, its year in 〔〕, no white space and no 第 before the count."""
    folded = "".join(fold(number).split()).translate(_BRACKETS)
    return re.sub(r"第(?=\d)", "", folded).removeprefix("中华人民共和国")


def named_in(text: str) -> Iterator[Named]:
    """Those that the text of a REPEALS statement names: '《甲办法》（甲府发〔2018〕3号）、《乙办法》'."""
    for match in _NAMED.finditer(fold(text)):
        title = title_key(match["title"]) if match["title"] else ""
        number = number_key(match["number"] or match["alone"] or "")
        if title or number:
            yield Named(title, number)
