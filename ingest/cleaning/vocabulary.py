"""Words that the frames of web pages are made of, in folded form: Simplified, half-width, lower case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_SEPARATORS = re.compile(r"[\s|/\\·,、>»›:+\-_—\[\]【】()〔〕《》<×]+")
_PLACE_COLUMN = re.compile(r"(?:走进|魅力|印象|畅游|投资|了解)[\u4e00-\u9fff]{2,4}")
_LONGEST_TOKEN = 40


@dataclass(frozen=True, slots=True)
class FrameWords:
    """The words by what they are on a page."""

    tools: frozenset[str]
    """Buttons for printing, closing, the size of type, reading aloud."""
    sharing: frozenset[str]
    site: frozenset[str]
    """What only a site's own frame says on a line of its own: 首页, 登录, 网站地图."""
    columns: frozenset[str]
    """Names of a site's columns. Each may head a clause too, so that they count in company only."""
    sure: frozenset[str]
    """Buttons that no policy names on a line of its own."""

    @property
    def buttons(self) -> frozenset[str]:
        return self.tools | self.sharing

    @property
    def all(self) -> frozenset[str]:
        return self.tools | self.sharing | self.site | self.columns


@lru_cache(maxsize=1)
def frame_words() -> FrameWords:
    """The words of `data/frame_words.txt`, read once."""
    sections: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in (files("ingest.cleaning") / "data" / "frame_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            section.update(line.split())
    return FrameWords(**{name: frozenset(words) for name, words in sections.items()})


def words_of(folded: str) -> list[str]:
    """The words of a line between white space, bars, arrows and brackets, in order."""
    return [word for word in _SEPARATORS.split(folded) if word]


def vocabulary_of(folded: str) -> tuple[str, ...]:
    """The words of this vocabulary that the whole line consists of; empty where it holds anything else.

    Buttons often stand without a gap: '打印关闭' is two words.
    """
    found: list[str] = []
    for token in words_of(folded):
        parts = _cut(token)
        if not parts:
            return ()
        found += parts
    return tuple(found)


@lru_cache(maxsize=4096)
def _cut(token: str) -> tuple[str, ...]:
    """`token` cut into the fewest words, empty where that cannot be done."""
    known = _known()
    if token in known or _PLACE_COLUMN.fullmatch(token):
        return (token,)
    if len(token) > _LONGEST_TOKEN:
        return ()
    longest = max(map(len, known))
    best: list[tuple[str, ...] | None] = [()] + [None] * len(token)
    for end in range(1, len(token) + 1):
        cuts = [
            (*before, token[start:end])
            for start in range(max(0, end - longest), end)
            if (before := best[start]) is not None and token[start:end] in known
        ]
        best[end] = min(cuts, key=len, default=None)
    return best[-1] or ()


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frame_words().all
