"""What stands behind the clauses of a document: signature, date, remarks, printing lines, closing words."""

from __future__ import annotations

import re

from ingest.headings import LONGEST_SIGNATURE, REMARK, is_date, is_signature
from ingest.lines import Line
from ingest.metadata.genres import TEXTS

# All patterns run on folded text.
_PRINTED = re.compile(
    r"(?:[^。;:!?]{2,40}\s*\d{4}年\d{1,2}月\d{1,2}日\s*印发|共印\s*\d+\s*份|打字:.{0,30}|校对:.{0,30})"
)
_END_LINE = re.compile(
    r"(?:抄\s*[送报]|分\s*送|报\s*送|发\s*送|印\s*发机关)\s*:|(?:信息)?公开(?:方式|属性|类别|选项)\s*:"
)
_CLOSING = re.compile(
    rf"各(?:地|区|县|市|部门|级|单位|有关|开发区|相关)|本(?:{TEXTS}|通知)(?:自|由)"
    r"|特此(?:通知|通告|公告|公布|函|复|批复)|专此|此复|以上(?:意见|方案|请示|通知)"
)
_CONTACT = re.compile(r"(?:[^。;,:]{0,30}(?:联系|咨询|监督|举报|值班)(?:人|电话|方式)|联系(?:人|电话))\s*:\s*.{0,60}")
_SIGNING_LINES = 14


def is_end_matter(line: Line) -> bool:
    """True for a line that stands behind a document wherever it stands: 抄送, 公开方式, …印发, (此件公开发布)."""
    if _END_LINE.match(line.folded):
        return True
    return len(line.folded) <= LONGEST_SIGNATURE and any(p.fullmatch(line.folded) for p in (REMARK, _PRINTED))


def is_closing(line: Line) -> bool:
    """True for words that close a text where no numbered clause follows."""
    return _CLOSING.match(line.folded) is not None


def is_contact(line: Line) -> bool:
    """True for a line that says whom to call."""
    return len(line.folded) <= LONGEST_SIGNATURE and _CONTACT.fullmatch(line.folded) is not None


def signs(lines: list[Line]) -> bool | None:
    """Whether the lines, from one that may sign on, hold a date before anything else; None where they just end."""
    for line in lines[:_SIGNING_LINES]:
        if is_date(line):
            return True
        if not is_signature(line):
            return False
    return None if len(lines) <= _SIGNING_LINES else False
