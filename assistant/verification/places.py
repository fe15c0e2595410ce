"""Regions that a part of an answer names and that none of the clauses it cites knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.verification.holdings import Holdings
from ingest.model import TextSpan
from ingest.regions.gazetteer import Gazetteer, RegionMention

_CAPITALISED = re.compile(r"\b[A-Z][a-z']+(?: [A-Z][a-z']+)?\b")
_BRACKETS = re.compile(r"\([^()]*\)|“[^”]*”")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST = 5
"""Letters of a name in pinyin; shorter words read like one by chance."""


@lru_cache(maxsize=512)
def strange_region(words: str, held: tuple[Holdings, ...]) -> str:
    """The first region that `words` names, as written, and that no piece of evidence knows; else empty."""
    by_span: dict[TextSpan, list[RegionMention]] = {}
    for mention in (*Gazetteer.load().find(words), *_in_english(words)):
        by_span.setdefault(mention.span, []).append(mention)
    for span, meant in by_span.items():
        # A name that several regions have is known where one of them is.
        if not any(one.knows(mention) for one in held for mention in meant):
            return span.slice(words)
    return ""


def _in_english(words: str) -> Sequence[RegionMention]:
    """Names in pinyin, of words that are English apart from what they quote in brackets."""
    if _CHINESE.search(_BRACKETS.sub("", words)):
        return ()
    found = []
    for match in _CAPITALISED.finditer(words):
        name = match.group() if len(match.group()) >= _SHORTEST else ""
        for region in Gazetteer.load().by_pinyin(name) if name else ():
            found.append(RegionMention(region, TextSpan(*match.span()), name))
    return found
