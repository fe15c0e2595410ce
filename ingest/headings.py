"""Headings of clauses: on a line of their own, or run in at the start of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.lines import Line
from ingest.numbering import Label, Style

_LONGEST_OWN_LINE = 60
_LONGEST_RUN_IN = 40
_LONGEST_BEFORE_COLON = 25
_LONGEST_UNNUMBERED = 20
_LONGEST_UNNUMBERED_LINE = 25
_LEAST_BODY = 20
_ENDS_SENTENCE = re.compile(r"[。;,!?、]$")
_FIRST_SENTENCE = re.compile(r"([^。:!?;]{2,40})([。:])")
_BRACKETED = re.compile(r"【([^【】]{2,30})】")
_CHINESE_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")

_DATE = re.compile(
    r"\(?(?:\d{4}|[二〇零一○Oo九八七六五四三十]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日?\)?\s*(?:印发)?"
)
_ORGAN = re.compile(
    r"\(?[^,。;:!?《》]{2,40}(?:政府|委员会|管委会|办公厅|办公室|厅|局|委|院|会|部|中心|领导小组|公司|党委|党组)\s*(?:\(?代章\)?)?\)?"
)
_REMARK = re.compile(r"\((?:此件|本文|联系|代章)[^()]{0,40}\)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading read off a line."""

    text: str
    """Without the number; empty where there is none."""
    own_line: bool
    """True where the line holds nothing else, so that what follows stands under it."""


def numbered_heading(line: Line, label: Label) -> Heading:
    """The heading behind a clause number."""
    start = label.end + len(line.text[label.end :]) - len(line.text[label.end :].lstrip())
    rest, folded = line.text[start:], line.folded[start:]
    if label.style is Style.ARTICLE:
        return _article_heading(rest, folded)
    if len(rest) <= _LONGEST_OWN_LINE and rest and not _ENDS_SENTENCE.search(folded):
        inner = _FIRST_SENTENCE.match(folded)
        if "。" not in folded and (inner is None or inner.end() >= len(folded)):
            return Heading(_tidy(re.sub(r"[:：\s]+$", "", rest)), own_line=True)
    return Heading(_run_in(rest, folded), own_line=not rest)


def unnumbered_heading(line: Line) -> str:
    """The short first sentence of a paragraph that has no number; empty where it has none."""
    match = _FIRST_SENTENCE.match(line.folded)
    if match is None or match.group(2) != "。" or "," in match.group(1):
        return ""
    fits = len(match.group(1)) <= _LONGEST_UNNUMBERED and len(line.text) - match.end() >= _LEAST_BODY
    return _tidy(line.text[: match.end(1)]) if fits else ""


def may_be_heading_line(line: Line) -> bool:
    """True for a short line without a number that can stand as a heading."""
    folded = line.folded
    short = 2 <= len(folded) <= _LONGEST_UNNUMBERED_LINE
    return short and not re.search(r"[。;,!?、:\d…]", folded) and not is_signature(line)


def is_signature(line: Line) -> bool:
    """True for a date, an organ's name or a remark on a line of its own."""
    return is_date(line) or any(p.fullmatch(line.folded) for p in (_ORGAN, _REMARK))


def is_date(line: Line) -> bool:
    """True for a line that holds a date and no more."""
    return _DATE.fullmatch(line.folded.replace(" ", "")) is not None


def _article_heading(rest: str, folded: str) -> Heading:
    marked = _BRACKETED.match(folded)
    if marked:
        return Heading(_tidy(rest[marked.start(1) : marked.end(1)]), own_line=marked.end() == len(rest))
    alone = 0 < len(rest) <= _LONGEST_UNNUMBERED and not re.search(r"[。;:,]", folded)
    return Heading(_tidy(rest) if alone else "", own_line=alone or not rest)


def _run_in(rest: str, folded: str) -> str:
    match = _FIRST_SENTENCE.match(folded)
    if match is None:
        return ""
    longest = _LONGEST_BEFORE_COLON if match.group(2) == ":" else _LONGEST_RUN_IN
    if match.end() == len(folded):
        longest = _LONGEST_UNNUMBERED
    return _tidy(rest[: match.end(1)]) if len(match.group(1)) <= longest else ""


def _tidy(text: str) -> str:
    return _CHINESE_GAP.sub("", text.strip())
