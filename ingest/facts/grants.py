"""Grants by tier: 首次突破10亿元、50亿元的企业,分别给予20万元、50万元奖励."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.facts.carried import Carried, when
from ingest.facts.heads import head_of
from ingest.facts.indicators import GRANT_VERB, GRANTED
from ingest.facts.lists import DIVIDER
from ingest.facts.parts import Part
from ingest.facts.words import Statement, Words
from ingest.model import TextSpan
from ingest.quantities import Quantity, find_quantities

_TIER = r"(?:国家级|省级|市级|县级|区级|国家|[a-f](?!\w)|[特一二三四五]等|[一二三四五]星级|[a-f]类|[特一二三四]级)"
_TIERS = re.compile(rf"(?<![\w]){_TIER}(?:[、和及与]{_TIER})+|{_TIER}(?:[、和及与]{_TIER})+", re.ASCII)
_NAMED = re.compile(
    r"(?:制定|获得|获评|获批|认定为|评为|评定为|入选|列为|创建|取得|荣获)(?P<items>[^、和及,;的]{2,16}"
    r"(?:[、和及与][^、和及,;的]{2,16})+)(?=的|$)"
)
"""牵头制定国际标准、国家标准的企业"""
_GRANT_AT_END = re.compile(r"(?:一次性)?(?:奖励|奖补|补助|补贴|资助)$")
_DEALT = re.compile(r"分别|依次")


def grants_by_tier(text: str, part: Part, start: int, run: Sequence[Quantity], carried: Carried) -> Iterator[Statement]:
    """One grant for each tier that the words for whom it is list; none where their numbers differ."""
    end, last = part.span.end, run[-1]
    left = text[start : run[0].span.start].rstrip()
    noun = _noun(text, TextSpan(last.span.end, end), TextSpan(start, start + len(left)))
    whose = carried.subject
    if whose is None or carried.placed or not _DEALT.search(left) or noun is None:
        return
    if any(figure.normal_unit != "元" or not figure.unit for figure in run):
        return
    tiers = _tiers(text, whose)
    if len(tiers) != len(run):
        return
    period, dated = when(head_of(text, start, run[0].span.start), carried)
    for figure, tier in zip(run, tiers, strict=True):
        pieces = (TextSpan(whose.start, tiers[0].start), tier, TextSpan(tiers[-1].end, whose.end))
        subject = Words(tuple(piece for piece in pieces if len(piece)))
        yield Statement(figure, part.span, subject, Words((noun,)), period, "", dated)


def _noun(text: str, behind: TextSpan, before: TextSpan) -> TextSpan | None:
    """What is given, behind the amounts (给予5万元、3万元奖励) or before them (给予一次性奖励5万元、3万元)."""
    left = before.slice(text)
    granted = GRANTED.fullmatch(behind.slice(text).strip())
    if granted is not None and GRANT_VERB.search(left):
        start = text.index(granted["noun"], behind.start)
        return TextSpan(start, start + len(granted["noun"]))
    named = _GRANT_AT_END.search(left) if not behind.slice(text).strip() else None
    return TextSpan(before.start + named.start(), before.start + named.end()) if named else None


def _tiers(text: str, whose: TextSpan) -> list[TextSpan]:
    """The tiers that `whose` lists once: amounts, or levels; none where it lists both or neither."""
    runs: list[list[TextSpan]] = []
    for figure in find_quantities(whose.slice(text)):
        span = TextSpan(figure.amount.start, figure.span.end).shifted(whose.start)
        if runs and DIVIDER.fullmatch(text, runs[-1][-1].end, span.start):
            runs[-1].append(span)
        else:
            runs.append([span])
    runs = [run for run in runs if len(run) > 1]
    for match in _TIERS.finditer(text, whose.start, whose.end):
        runs.append([TextSpan(*tier.span()) for tier in re.finditer(_TIER, text[: match.end()][match.start() :])])
        runs[-1] = [tier.shifted(match.start()) for tier in runs[-1]]
    if not runs:
        runs = [items for match in _NAMED.finditer(text, whose.start, whose.end) if (items := _alike(text, match))]
    return runs[0] if len(runs) == 1 else []


def _alike(text: str, match: re.Match[str]) -> list[TextSpan]:
    """The items of a list whose last words are the same: 国际标准、国家标准; none where they differ."""
    items, start = [], match.start("items")
    for divider in DIVIDER.finditer(text, *match.span("items")):
        items.append(TextSpan(start, divider.start()))
        start = divider.end()
    items.append(TextSpan(start, match.end("items")))
    return items if len({text[item.end - 2 : item.end] for item in items}) == 1 else []
