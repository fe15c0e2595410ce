"""Concludes where a document applies: from its title, its issuing lines, or the places it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePath
from typing import Literal

from ingest.lines import Line
from ingest.metadata.context import above_structure, document_text, piece_of
from ingest.metadata.fields import fields_of
from ingest.metadata.numbers import read_number
from ingest.model import AdministrativeLevel, DocumentDetails, Reading, RegionGuess, SourceText, TextSpan
from ingest.normalize import fold
from ingest.regions.abbreviations import find_abbreviated, region_of_number
from ingest.regions.gazetteer import Gazetteer, RegionMention
from ingest.splitting.part import Part

Path = tuple[str, ...]
Scope = Literal["province", "city", "county", ""]

_NATIONAL = re.compile(
    r"(?:中共中央|国务院|全国人|中央(?![在驻])|国家|最高人民|中华人民共和国|中国人民银行|中国证监会|海关总署|审计署"
    r"|(?:市场监管|金融监管|税务|体育|广电|广播电视|药监)总局"
    r"|(?:商务|财政|科技|科学技术|工信|工业和信息化|民政|教育|公安|司法|生态环境|环境保护|应急管理"
    r"|退役军人事务|外交|文化|卫生|劳动和社会保障"
    r"|交通运输|交通|农业农村|农业|自然资源|国土资源|住房和城乡建设|住房城乡建设|建设|水利|文化和旅游"
    r"|人力资源(?:和|社会)[^市省区县]{0,6})部)"
)
_ISSUER = re.compile(
    r"^(?:中共)?[^,。;:《》]{2,40}(?:人民政府|政府|委员会|管委会|厅|局|委|院|会)(?:办公厅|办公室)?(?:\([^()]*\))?"
    r"(?:\s*\d{4}年\d{1,2}月\d{1,2}日)?(?:印发)?$"
)
_ALL_PROVINCES = re.compile(r"^[^。]{0,120}各省、(?:各)?自治区、(?:各)?直辖市")
"""Addressees of a national body."""
_CORPS = re.compile("生产建设兵团|生產建設兵團")
"""新疆生产建设兵团 stands among the addressees of every national notice."""
_PURPOSE = re.compile(r"制定|制订|提出|印发|特作|通告如下|通知如下|公告如下")
_CLAUSE = re.compile(
    r"第[一二三四五六七八九十\d]+[编章节条]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d{1,2}[.、]"
)
_QUOTED = re.compile(r"《[^《》]*》")
_AGENCY = ("新华社", "新華社")
"""A news agency's place line says where the report was written."""
_TITLE_LINES, _LONGEST_ORGAN = 2, 60
_DASHES = "—-~至"
_MASKED = re.compile(
    r"(?:[xX×ＸＸ*＊]{1,4}|某+)\s?(?:自治)?[省市县区州镇]|(?<![\u4e00-\u9fff\d])[-—]{1,2}[省市县区]|20[xX×*]{2}|[我本全](?:省|市|县|区|州)"
)
"""What shows that a text speaks of one place whose name it leaves out."""
_PARTNERS = re.compile(r"帮扶|对口|支援|协作|赴|友好城市|重点地区|先进地区|等地")
_HEAD_LINES, _FOOT_LINES = 25, 15
_OPENING_LINES = 8
_LEAST_WEIGHT = 1.5
_FEWEST_FULL_NAMES = 2
_MAJORITY = 0.5
_CLEAR_MAJORITY = 0.6


def is_national(folded: str) -> bool:
    """True where folded text begins with the name of a national body, or of the country."""
    return _NATIONAL.match(folded) is not None


def region_of(source: SourceText, part: Part, title: Reading | None, gazetteer: Gazetteer | None = None) -> RegionGuess:
    """The region of one document of a file, with the place in the file's text that decided.

    `title` is the one in the text. The file's name and its page count where the file holds nothing else. Where
    no name says it, the head of the document's number does (九府发), before names in the text are counted.
    """
    own = part.lines[1:] if part.heading is not None else part.lines
    heading = "" if title or part.heading is None else part.heading.text
    names = [title.text if title else heading]
    if part.alone:
        names += ["" if title else source.page.title, PurePath(source.name).stem]
    head = "\n".join(names)
    places = gazetteer or Gazetteer.load()
    guess = infer_region(head, "\n".join(line.text for line in own), places)
    if (not guess.path or guess.inferred) and (told := _of_number(source, part, places)) is not None:
        return told
    if not guess.path and part.alone and source.page.origin:
        return replace(infer_region(source.page.origin, "", places), span=None)
    if guess.span is None:
        return guess
    if guess.span.start > len(head):
        return replace(guess, span=_in_lines(own, guess.span.start - len(head) - 1, len(guess.span)))
    inside = title is not None and guess.span.end <= len(title.text)
    span = piece_of(source.text, title, guess.span.start, guess.span.end).span if title and inside else None
    return replace(guess, span=span)


def _of_number(source: SourceText, part: Part, gazetteer: Gazetteer) -> RegionGuess | None:
    """The region that the head of the document's own number stands for."""
    document = document_text(source, part)
    number = read_number(document, fields_of(above_structure(document.page_head)))
    found = region_of_number(fold(number.text), gazetteer) if number is not None else None
    if number is None or number.span is None or found is None:
        return None
    region, length = found
    return RegionGuess(region.path, span=piece_of(source.text, number, 0, length).span)


def settled_region(region: RegionGuess, details: DocumentDetails, gazetteer: Gazetteer | None = None) -> RegionGuess:
    """The region of a document once its issuers are known: theirs instead of one inferred; none of a national body."""
    if (region.path and not region.inferred) or not details.issuers:
        return region
    issuer = details.issuers[0]
    places = gazetteer or Gazetteer.load()
    mentions = places.find(issuer.text)
    if not mentions or mentions[0].span.start > 2:
        return RegionGuess() if details.level is AdministrativeLevel.NATIONAL else region
    named = _first_chain(mentions)
    if not named.path or named.span is None:
        return region
    span = None if issuer.span is None else TextSpan(issuer.span.start, issuer.span.end)
    return RegionGuess(named.path, span=span)


def infer_region(title: str, body: str, gazetteer: Gazetteer | None = None) -> RegionGuess:
    """The region that a document applies to, with an empty path where nothing is clear.

    In this order: the region that the title names; that of the body whose name stands as a line of
    its own (issuer); that of the sentence that says what the document is made for; else, as `inferred`,
    the region that most names in the text lie in, no deeper than the offices it speaks of (省…厅, 市…局).
    The span counts characters of title, line break and body together.
    """
    places = gazetteer or Gazetteer.load()
    whole = f"{title}\n{body}"
    mentions = [m for m in places.find(whole) if not whole.endswith(_AGENCY, 0, m.span.start)]
    named = _first_chain(m for m in mentions if m.span.end <= len(title))
    if named.path:
        return named
    if is_national(fold(title)):
        return RegionGuess()
    in_body = [m for m in mentions if m.span.start > len(title) and not _CORPS.match(whole, m.span.end)]
    lines = [(start, line) for start, line in _lines(whole) if start > len(title)]
    if any(is_national(fold(line)) and len(line) <= _LONGEST_ORGAN for _, line in lines[:_TITLE_LINES]):
        return RegionGuess()
    if any(_ALL_PROVINCES.search(fold(line)) for _, line in lines[:_OPENING_LINES]):
        return RegionGuess()
    stated = _issuer(lines, in_body)
    stated = stated if stated.path else _purpose(lines, in_body)
    if stated.path:
        return stated
    hints = [m for m in find_abbreviated(fold(whole), places) if m.span.start > len(title)]
    votes = sorted([*in_body, *hints], key=lambda m: m.span)
    scope = _scope(fold(body))
    path = _elect(_weigh(whole, votes), scope)
    if not (scope or hints or _MASKED.search(whole) or _names_fully(path, in_body)):
        return RegionGuess()
    first = next((m.span for m in votes if m.region.path[: len(path)] == path), None)
    return RegionGuess(path, inferred=True, span=first) if path else RegionGuess()


def _in_lines(lines: Sequence[Line], offset: int, length: int) -> TextSpan | None:
    """The place of a piece of the lines' texts, joined by line breaks, in the text that they come from."""
    for line in lines:
        if offset <= len(line.text):
            start = line.span.start + offset
            return TextSpan(start, start + length)
        offset -= len(line.text) + 1
    return None


def _first_chain(mentions: Iterable[RegionMention]) -> RegionGuess:
    """The deepest region of the first run of names that follow one another (江西省九江市…)."""
    path: Path = ()
    start = end = -1
    for _, group in groupby(mentions, key=lambda m: m.span):
        same = list(group)
        if len(same) > 1 or (path and (same[0].span.start - end > 1 or same[0].region.path[: len(path)] != path)):
            break
        start = same[0].span.start if start < 0 else start
        path, end = same[0].region.path, same[0].span.end
    return RegionGuess(path, span=TextSpan(start, end)) if path else RegionGuess()


def _issuer(lines: Sequence[tuple[int, str]], mentions: Sequence[RegionMention]) -> RegionGuess:
    """The region of the organ that signs, where all organs standing on lines of their own agree."""
    found: list[RegionGuess] = []
    for start, line in (*lines[:_HEAD_LINES], *lines[_HEAD_LINES:][-_FOOT_LINES:]):
        if not _ISSUER.match(fold(line)):
            continue
        inside = [m for m in mentions if start <= m.span.start and m.span.end <= start + len(line)]
        if inside and inside[0].span.start - start <= 2:
            found.append(_first_chain(inside))
    path = _common([guess.path for guess in found])
    return RegionGuess(path, span=found[0].span) if path else RegionGuess()


def _purpose(lines: Sequence[tuple[int, str]], mentions: Sequence[RegionMention]) -> RegionGuess:
    """The region named, outside quoted titles, in an opening sentence such as 'to develop X, this plan is made'."""
    for start, line in lines[:_OPENING_LINES]:
        folded = fold(line)
        if _CLAUSE.match(folded):
            break
        if len(folded) < 20 or not _PURPOSE.search(folded):
            continue
        quoted = [m.span() for m in _QUOTED.finditer(folded)]
        inside = [
            m
            for m in mentions
            if start <= m.span.start < start + len(line) and not any(a <= m.span.start - start < b for a, b in quoted)
        ]
        deepest = max(inside, key=lambda m: len(m.region.path), default=None)
        if deepest and all(deepest.region.path[: len(m.region.path)] == m.region.path for m in inside):
            return RegionGuess(deepest.region.path, span=deepest.span)
    return RegionGuess()


def _names_fully(path: Path, mentions: Iterable[RegionMention]) -> bool:
    """True where places within `path` stand in the text by their full names, as those that a text speaks of do."""
    full = sum(m.region.path[: len(path)] == path and fold(m.text) == m.region.name for m in mentions)
    return full >= _FEWEST_FULL_NAMES


def _weigh(text: str, mentions: Sequence[RegionMention]) -> Counter[Path]:
    """A weight for each region named: partners and neighbours little, names joined by dashes nothing."""
    folded = fold(text)
    weights: Counter[Path] = Counter()
    groups = [list(group) for _, group in groupby(mentions, key=lambda m: m.span)]
    for position, group in enumerate(groups):
        span = group[0].span
        following = groups[position + 1][0] if position + 1 < len(groups) else None
        if following and following.span.start == span.end and following.region.path[:-1] == group[0].region.path:
            continue
        if folded[span.start - 1 : span.start] in tuple(_DASHES) or folded[span.end : span.end + 1] in tuple(_DASHES):
            continue
        near = folded[max(0, span.start - 12) : span.end + 12]
        weight = 0.3 if _PARTNERS.search(near) else 1.0
        for mention in group:
            weights[mention.region.path] += weight / len(group)  # type: ignore[assignment]
    return weights


def _scope(folded: str) -> Scope:
    """The level of the offices that the text gives tasks to."""
    counts: dict[Scope, int] = {}
    for level, sign in (("province", "省"), ("city", "市"), ("county", "县")):
        offices = len(re.findall(rf"(?<![\u4e00-\u9fff]{{2}}){sign}[\u4e00-\u9fff]{{2,8}}[局委厅办]", folded))
        own = len(re.findall(rf"我{sign}|本{sign}|{sign}直|{sign}委、{sign}政府|{sign}政府各部门", folded))
        counts[level] = offices + 3 * own + len(re.findall(f"全{sign}", folded))  # type: ignore[index]
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] >= 2 else ""


def _elect(weights: Counter[Path], scope: Scope) -> Path:
    total = sum(weights.values())
    if total < _LEAST_WEIGHT:
        return ()
    path: Path = ()
    while True:
        depth = len(path) + 1
        votes: Counter[Path] = Counter()
        for named, weight in weights.items():
            if len(named) >= depth and named[: depth - 1] == path:
                votes[named[:depth]] += weight
        if not votes:
            return path
        best, weight = votes.most_common(1)[0]
        if not _clear(path, best, weight / sum(votes.values()), weight / total, scope):
            return path
        path = best


def _clear(path: Path, best: Path, share: float, of_all: float, scope: Scope) -> bool:
    if not path:
        return share > _MAJORITY
    if scope == "province" or share < _CLEAR_MAJORITY:
        return False
    if scope == "city":
        return not path[0].endswith("市") and best[-1].endswith(("市", "州", "盟", "地区"))
    return of_all >= _MAJORITY


def _common(paths: Sequence[Path]) -> Path:
    """What all the paths begin with."""
    if not paths:
        return ()
    first, last = min(paths), max(paths)
    for i, name in enumerate(first):
        if i >= len(last) or last[i] != name:
            return first[:i]
    return first


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            yield start + line.index(stripped), stripped
        start += len(line) + 1
