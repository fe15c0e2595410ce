"""Numbers of clauses as Chinese documents write them: 第一章, 一、, (一), 1., (1), ①, a., ——."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from ingest.figures.numerals import chinese_number
from ingest.lines import Line
from ingest.model import ClauseKind

_CN = "[〇零一二三四五六七八九十百千两]"
_SPACE = r"[ \t]*"


class Style(IntEnum):
    """Ways to number, the outermost first; the values order them."""

    PART = 1
    CHAPTER = 2
    SECTION = 3
    LIST = 4
    """一、, and 01 before the headings of web pages"""
    ARTICLE = 5
    SUBCLAUSE = 6
    """第一款, 第一项 on their own before the text"""
    STEP = 7
    """第一步:"""
    BRACKETED = 8
    """(一)"""
    DIGIT = 9
    """1."""
    NESTED_DIGIT = 10
    """1.1"""
    BRACKETED_DIGIT = 11
    """(1)"""
    HALF_BRACKETED_DIGIT = 12
    """1)"""
    CIRCLED = 13
    LETTER = 14
    """a."""
    POINT = 15


KINDS = {
    Style.PART: ClauseKind.CHAPTER,
    Style.CHAPTER: ClauseKind.CHAPTER,
    Style.SECTION: ClauseKind.SECTION,
    Style.ARTICLE: ClauseKind.ARTICLE,
    Style.POINT: ClauseKind.POINT,
}
"""Kinds of clause by style; all others are items."""

# Matched against folded text, where （） is () and full-width digits are plain ones.
_NTH = rf"第{_SPACE}({_CN}+|\d{{1,3}}){_SPACE}"
_DASH = r"[-—](?=[)〕] *[\u4e00-\u9fff])"  # 一 as scanners misread it
_TITLED = r"(?![^\s]{0,40}[。;规])"
_PATTERNS = (
    (Style.PART, re.compile(rf"{_NTH}(?:编|分编|部分)(?![^\s、:.,(]{{0,40}}[。;])")),
    (Style.CHAPTER, re.compile(rf"{_NTH}章{_TITLED}")),
    (Style.SECTION, re.compile(rf"{_NTH}节{_TITLED}")),
    (
        Style.ARTICLE,
        re.compile(
            rf"第{_SPACE}({_CN}+|\d{{1,4}})(?:-\d{{1,2}})?{_SPACE}条(?:之(?:{_CN}+|\d{{1,2}}))?(?![、,和至或的第规款])"
        ),
    ),
    (Style.SUBCLAUSE, re.compile(rf"{_NTH}[款项目](?=[\s:])[:]?")),
    (Style.STEP, re.compile(rf"(?:{_NTH}步|步骤{_SPACE}({_CN}{{1,2}}|\d{{1,2}}))(?=[\s:、.,]|$)[:、.,]?")),
    (Style.LIST, re.compile(rf"({_CN}{{1,4}}){_SPACE}[、.](?!{_CN}+[、是])")),
    (
        Style.BRACKETED,
        re.compile(rf"[(〔〈]{_SPACE}({_CN}{{1,4}}|{_DASH}){_SPACE}[)〕〉][、.]?"),
    ),
    (Style.BRACKETED, re.compile(rf"({_CN}{{1,3}}){_SPACE}\)[、.]?")),
    (Style.BRACKETED, re.compile(r"([㈠-㈩])")),
    (Style.NESTED_DIGIT, re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.%年月日万亿个元倍米吨kmgt]|-\d)[、.]?")),
    (Style.DIGIT, re.compile(rf"(\d{{1,3}}){_SPACE}(?:\.(?!\d)|[、．](?!\d+[、]))")),
    (Style.LIST, re.compile(r"(0[1-9])(?=[ \t]+[\u4e00-\u9fff])")),
    (Style.BRACKETED_DIGIT, re.compile(rf"[(〔]{_SPACE}(\d{{1,2}}){_SPACE}[)〕][、.]?(?!-|\d+[-)])")),
    (Style.HALF_BRACKETED_DIGIT, re.compile(r"(\d{1,2})\)[、.]?")),
    (Style.LETTER, re.compile(r"([a-z])(?:[.)、](?=\s*[\u4e00-\u9fff“《(]))|\(([a-z])\)(?=\s*[\u4e00-\u9fff“《(])")),
    (Style.POINT, re.compile(r"(——|—|·|■|◆|◇|★|☆|▲|※|[-*][ \t]+(?=[^\d\s]))")),
)
_VOLUME = re.compile(rf"{_NTH}篇{_TITLED}")
_CIRCLED = re.compile(r"[①-⑳⑴-⒇❶-❿]")
_MARKDOWN = re.compile(r"(#{1,6})[ \t]+(?:\*\*|__)?")
_BEFORE_FIGURE = re.compile(r"(\d{1,2})\.(?=\d+(?![\d.])\D*[\u4e00-\u9fff])")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]+\s*")
"""Signs of fonts of their own, which office programs put before paragraphs."""
_BOLD = re.compile(r"(\*\*|__)(?=\S)")


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
    marks = _MARKDOWN.match(line.text) or _BOLD.match(line.text) or _PRIVATE.match(line.text)
    start = marks.end() if marks else 0
    circled = _CIRCLED.match(line.text, start)
    if circled:
        return Label(Style.CIRCLED, _circled_number(circled.group()), start, circled.end())
    for style, pattern in _PATTERNS:
        match = pattern.match(line.folded, start)
        if match:
            number = 0 if style is Style.POINT else _number(match.group(match.lastindex or 1))
            return Label(style, number, start, match.end())
    return None


def digits_before_figure(line: Line) -> Label | None:
    """The label that '1.' may be in '1.2025年度指标有多少' or '1.80周岁', where it may as well be a figure.

    Only the numbers of the clauses around tell which.
    """
    match = _BEFORE_FIGURE.match(line.folded)
    return Label(Style.DIGIT, int(match.group(1)), 0, match.end()) if match else None


def read_volume(line: Line) -> Label | None:
    """第X篇 at the head of a line: a part of a long plan, or one of several documents in a collection."""
    match = _VOLUME.match(line.folded) if len(line.text) <= 60 else None
    return Label(Style.PART, _number(match.group(1)), 0, match.end()) if match else None


def markdown_level(line: Line) -> int:
    """1 to 6 for a Markdown heading, else 0."""
    marks = _MARKDOWN.match(line.text)
    return len(marks.group(1)) if marks else 0


def is_bold(line: Line) -> bool:
    """True for a line that is bold from its first to its last character, in Markdown's marks."""
    marks = _BOLD.match(line.text)
    return marks is not None and len(line.text) > 4 and line.text.find(marks.group(1), 2) == len(line.text) - 2


def _number(text: str) -> int:
    last = text.rsplit(".", 1)[-1]
    if last.isdigit():
        return int(last)
    if "㈠" <= text <= "㈩":
        return ord(text) - ord("㈠") + 1
    if "a" <= text <= "z":
        return ord(text) - ord("a") + 1
    return 1 if text in "-—" else chinese_number(text)


def _circled_number(sign: str) -> int:
    for first in "①⑴❶":
        if 0 <= ord(sign) - ord(first) < 20:
            return ord(sign) - ord(first) + 1
    return 0
