"""Documents that follow one another in a file without running numbers: notices, or Markdown under '# ' titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import Line
from ingest.metadata.context import compact
from ingest.metadata.genres import DOCUMENT_TITLE, ENDS_AS_TITLE, NOTICE_TITLE
from ingest.metadata.number_forms import ORDER_HEAD, ORDER_NUMBER, is_number_line
from ingest.metadata.titles import may_be_title
from ingest.numbering import markdown_level, read_label
from ingest.structure.endings import is_date, is_signature

_ADDRESSEES = re.compile(r"(?=.*(?:各|政府|部门|单位|委|局|厅|办|企业|院|公司|乡|镇|街道|区|县|市))[^。;《》]{2,400}:$")
_PRINTED = re.compile(r"印发$|^(?:\(此件|抄送|主动公开|公开方式)|^-+$|^\*+$|^—+$")
_FORWARDING = re.compile(r"印发|转发|批转|发布|公布|下发|附件|附:|予以|审议通过|同意")
_ANNEX = re.compile(r"附\s*(?:件|表|录|图)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*:?")
_ISSUED_TITLE = re.compile(
    r"[^《》]{2,40}(?:政府|委员会|管委会|办公厅|办公室|厅|局|委|院|部|会|中心)(?:等.{1,4}(?:部门|单位))?(?:关于|印发|转发)"
)
_ENDED, _STRONG, _ISSUED, _NUMBER, _ADDRESSED = 2, 1, 1, 1, 1
_ENOUGH = 3
_MOST_LINES = 4
_LEAST_TEXT = 80
_LEAST_CLAUSES = 2
_MENTIONED_WITHIN = 6000
"""Characters of a document in which its notice names what it forwards and its annexes."""
_REPEATED_WITHIN = 8


def document_starts(lines: Sequence[Line]) -> list[int]:
    """Where documents begin, the first one included; fewer than two where the lines hold one document.

    A title begins another document where the lines speak for it: the document before has ended with
    signature and date, the title says 关于…的通知, it has a number of its own, addressees of its own.
    What the document before forwards or lists among its annexes belongs to that.
    """
    headings = _markdown_titles(lines)
    starts: list[int] = []
    i = 0
    while i < len(lines):
        end = _title_end(lines, i)
        current = starts[-1] if starts else 0
        if end > i and _begins(lines, i, end, current, headings):
            if starts and not _has_sentence(lines[current:i]):
                starts.pop()  # A line of the contents: a document without a sentence is none.
            starts.append(_with_head(lines, i, current))
        i = max(end, i + 1)
    return _with_first(_with_text(starts, lines), lines)


def _begins(lines: Sequence[Line], start: int, end: int, current: int, headings: frozenset[int]) -> bool:
    title = compact("".join(line.text.lstrip("# ") for line in lines[start:end]))
    near = [line.folded for line in (*lines[max(0, start - 2) : start], *lines[end : end + 3])]
    score = _STRONG * (NOTICE_TITLE.search(title) is not None) + _ISSUED * (_ISSUED_TITLE.match(title) is not None)
    score += _NUMBER * any(is_number_line(text) or ORDER_NUMBER.fullmatch(text) for text in near)
    score += _ADDRESSED * any(_ADDRESSEES.match(text) for text in near[-3:])
    if start in headings:
        score = _ENOUGH
    elif ORDER_HEAD.search(title) and not any(ORDER_NUMBER.fullmatch(line.folded) for line in lines[end : end + 1]):
        return False
    elif not _has_sentence(lines[current:start]) or _has_ended(lines, current, start):
        score += _ENDED
    return score >= _ENOUGH and not _belongs(lines, start, title, current)


def _title_end(lines: Sequence[Line], start: int) -> int:
    """Behind the lines of a title that begins here; `start` where none does."""
    for end in range(start + 1, min(start + _MOST_LINES, len(lines)) + 1):
        line = lines[end - 1]
        if not may_be_title(line) or (end > start + 1 and markdown_level(line)) or "\t" in line.text:
            return start
        if read_label(line) is not None:
            return start
        if len(line.text) >= 6 and (ENDS_AS_TITLE.search(line.folded) or ORDER_HEAD.search(line.folded)):
            return end
    return start


def _has_ended(lines: Sequence[Line], current: int, start: int) -> bool:
    """True where the lines before end a document: an organ and its date, perhaps with a remark or the printer below."""
    position = start - 1
    while position > current and (is_number_line(lines[position].folded) or _PRINTED.search(lines[position].folded)):
        if re.search(r"\d日印发$|月\d{1,2}日\s*印发", lines[position].folded):
            return True
        position -= 1
    if position <= current or not is_signature(lines[position]):
        return False
    block = lines[max(current, position - 3) : position + 1]
    return any(is_date(line) or _ends_with_date(line) for line in block)


def _ends_with_date(line: Line) -> bool:
    return len(line.text) <= 60 and re.search(r"年\s?\S{1,3}月\s?\S{1,3}日$", line.folded) is not None


def _belongs(lines: Sequence[Line], start: int, title: str, current: int) -> bool:
    """True for a title that is an annex of the current document, is forwarded by it, or repeats its title."""
    if any(_ANNEX.fullmatch(line.folded.strip("# ")) for line in lines[max(current, start - 2) : start]):
        return True
    above = [compact(line.text.lstrip("# ")) for line in lines[max(current, start - _REPEATED_WITHIN) : start]]
    if any(title in text or (text in title and NOTICE_TITLE.search(text)) for text in above):
        return True
    text = _beginning(lines, current, start)
    position = text.find(title)
    while position >= 0:
        before, after = text[max(0, position - 25) : position], text[position + len(title) :][:60]
        if _FORWARDING.search(before) or _FORWARDING.search(after):
            return True
        position = text.find(title, position + 1)
    return False


def _beginning(lines: Sequence[Line], current: int, start: int) -> str:
    pieces, size = [], 0
    for line in lines[current:start]:
        pieces.append("".join(line.folded.split()))
        size += len(pieces[-1])
        if size > _MENTIONED_WITHIN:
            break
    return "|".join(pieces)


def _with_head(lines: Sequence[Line], start: int, current: int) -> int:
    """From the number or the head of an order that stands right above the title."""
    while start > current and (
        is_number_line(lines[start - 1].folded)
        or re.fullmatch(r".{2,30}(?:政府|委员会|办公室|办公厅|局|厅|部)文件", lines[start - 1].folded)
    ):
        start -= 1
    return start


def _has_sentence(lines: Sequence[Line]) -> bool:
    return any("。" in line.text for line in lines)


def _with_text(starts: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Without those that head no text: titles in contents and in lists of other pages."""
    kept = []
    for start, end in pairwise((*starts, len(lines))):
        piece = lines[start:end]
        if sum(len(line.text) for line in piece) >= _LEAST_TEXT and _has_sentence(piece):
            kept.append(start)
    return kept


def _with_first(starts: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """With the document whose beginning does not read as one, where it has text of its own before the others."""
    if not starts or starts[0] == 0 or not _with_text([0], lines[: starts[0]]):
        return list(starts)
    labels = sum(read_label(line) is not None for line in lines[: starts[0]])
    whole = labels >= _LEAST_CLAUSES or _has_ended(lines, 0, starts[0])
    return [0, *starts] if whole else list(starts)


def _markdown_titles(lines: Sequence[Line]) -> frozenset[int]:
    """Headings of the first level, where the file has several and each reads as the title of a document."""
    top = [i for i, line in enumerate(lines) if markdown_level(line) == 1]
    titles = [i for i in top if read_label(lines[i]) is None and DOCUMENT_TITLE.search(lines[i].folded.strip())]
    others = [i for i in top if i not in titles and not _ANNEX.match(lines[i].folded.lstrip("# "))]
    return frozenset(titles) if len(titles) >= 2 and len(others) <= 1 else frozenset()
