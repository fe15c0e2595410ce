"""Numbers of clauses as Chinese documents write them: 第一章, 一、, (一), 1., (1), ①, ——."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from ingest.figures.numerals import chinese_number
from ingest.lines import Line
from ingest.model import ClauseKind

_CN = "[〇零一二三四五六七八九十百千两]"
_SPACE = r"[ \t\u200b]*"


class Style(IntEnum):
    """Ways to number, the outermost first; the values order them."""

    PART = 1
    CHAPTER = 2
    SECTION = 3
    LIST = 4
    """一、"""
    ARTICLE = 5
    BRACKETED = 6
    """(一)"""
    DIGIT = 7
    """1."""
    NESTED_DIGIT = 8
    """1.1"""
    BRACKETED_DIGIT = 9
    """(1)"""
    HALF_BRACKETED_DIGIT = 10
    """1)"""
    CIRCLED = 11
    POINT = 12


KINDS = {
    Style.PART: ClauseKind.CHAPTER,
    Style.CHAPTER: ClauseKind.CHAPTER,
    Style.SECTION: ClauseKind.SECTION,
    Style.ARTICLE: ClauseKind.ARTICLE,
    Style.POINT: ClauseKind.POINT,
}
"""Kinds of clause by style; all others are items."""

# Matched against folded text, where （） is () and full-width digits are plain ones.
_PATTERNS = (
    (Style.PART, re.compile(rf"第{_SPACE}({_CN}+|\d{{1,3}}){_SPACE}(?:编|部分)(?![^\s、:.,(]{{0,40}}[。;])")),
    (Style.CHAPTER, re.compile(rf"第{_SPACE}({_CN}+|\d{{1,3}}){_SPACE}章(?![^\s]{{0,40}}[。;规])")),
    (Style.SECTION, re.compile(rf"第{_SPACE}({_CN}+|\d{{1,3}}){_SPACE}节(?![^\s]{{0,40}}[。;规])")),
    (Style.ARTICLE, re.compile(rf"第{_SPACE}({_CN}+|\d{{1,4}}){_SPACE}条(?:之{_CN}+)?(?![、,和至或的第规款])")),
    (Style.LIST, re.compile(rf"({_CN}{{1,4}}){_SPACE}[、.](?!{_CN}+[、是])")),
    (Style.BRACKETED, re.compile(rf"[(〔]{_SPACE}({_CN}{{1,4}}){_SPACE}[)〕][、.]?")),
    (Style.NESTED_DIGIT, re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.%年月日万亿个元倍米吨kmgt]|-\d)[、.]?")),
    (Style.DIGIT, re.compile(r"(\d{1,3})(?:\.(?!\d)|[、．](?!\d+[、]))")),
    (Style.BRACKETED_DIGIT, re.compile(rf"[(〔]{_SPACE}(\d{{1,2}}){_SPACE}[)〕][、.]?(?![-\d])")),
    (Style.HALF_BRACKETED_DIGIT, re.compile(r"(\d{1,2})\)[、.]?")),
    (Style.POINT, re.compile(r"(——|—|·|■|◆|★|▲|※|[-*][ \t]+(?=[^\d\s]))")),
)
_CIRCLED = re.compile(r"[①-⑳⑴-⒇❶-❿㈠-㈩]")
_MARKDOWN = re.compile(r"(#{1,6})[ \t]+")


@dataclass(frozen=True, slots=True)
class Label:
    """The number at the head of a line."""

    style: Style
    number: int
    """0 for a point."""
    start: int
    """Where the label starts in the line, behind Markdown's signs."""
    end: int
    """Where the text behind the label starts."""


def read_label(line: Line) -> Label | None:
    """The clause number that the line begins with, if any."""
    marks = _MARKDOWN.match(line.text)
    start = marks.end() if marks else 0
    circled = _CIRCLED.match(line.text, start)
    if circled:
        return Label(Style.CIRCLED, _circled_number(circled.group()), start, circled.end())
    for style, pattern in _PATTERNS:
        match = pattern.match(line.folded, start)
        if match:
            number = 0 if style is Style.POINT else _number(match.group(1))
            return Label(style, number, start, match.end())
    return None


def markdown_level(line: Line) -> int:
    """1 to 6 for a Markdown heading, else 0."""
    marks = _MARKDOWN.match(line.text)
    return len(marks.group(1)) if marks else 0


def _number(text: str) -> int:
    last = text.rsplit(".", 1)[-1]
    return int(last) if last.isdigit() else chinese_number(text)


def _circled_number(sign: str) -> int:
    for first in "①⑴❶㈠":
        if 0 <= ord(sign) - ord(first) < 20:
            return ord(sign) - ord(first) + 1
    return 0
