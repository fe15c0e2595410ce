"""Documents that follow one another in a file without running numbers: notices, or Markdown under '# ' titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from ingest.headings import is_date, is_signature
from ingest.lines import Line
from ingest.metadata.context import compact
from ingest.metadata.days import DAY_PATTERN
from ingest.metadata.genres import DOCUMENT_TITLE, ENDS_AS_TITLE, NOTICE_TITLE
from ingest.metadata.number_forms import ORDER_HEAD, ORDER_NUMBER, is_number_line
from ingest.metadata.titles import may_be_title
from ingest.numbering import markdown_level, read_label

_ADDRESSEES = re.compile(r"(?=.*(?:各|政府|部门|单位|委|局|厅|办|企业|院|公司|乡|镇|街道|区|县|市))[^。;《》]{2,400}:$")
_PRINTED = re.compile(r"印发$|^(?:\(此件|抄送|主动公开|公开方式)|^-+$|^\*+$|^—+$")
_FORWARDING = re.compile(r"印发|转发|批转|发布|公布|下发|附件|附:|予以|审议通过|同意")
_ANNEX = re.compile(r"附\s*(?:件|表|录|图)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*:?")
_LETTERHEAD = re.compile(r".{2,30}(?:政府|委员会|办公室|办公厅|局|厅|部)文件")
_ISSUED_TITLE = re.compile(
    r"[^《》]{2,40}(?:政府|委员会|管委会|办公厅|办公室|厅|局|委|院|部|会|中心)(?:等.{1,4}(?:部门|单位))?"
    r"(?:关于|印发|转发)"
)
_REGULATION = re.compile(r"(?:条例|办法|规定|细则|规则|决定)(?:\([^()]{1,12}\))?$")
_PASSED = re.compile(rf"[(]?\s?(?:{DAY_PATTERN}).{{0,80}}(?:通过|公布|发布|颁布|批准)")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]{1,6}条")
_FIRST_ARTICLE = re.compile(r"第一[章条](?![、,])")
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
    signature and date, the title says 甲机关关于…的通知, it has a number of its own, addressees of its
    own. What the document before forwards or lists among its annexes belongs to that.
    """
    return _Starts(lines).find()


class _Starts:
    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._headings = _markdown_titles(lines)
        self._sentences = list(accumulate(("。" in line.text for line in lines), initial=0))
        self._articles = list(accumulate((_ARTICLE.match(line.folded) is not None for line in lines), initial=0))
        self._sizes = list(accumulate((len(line.text) for line in lines), initial=0))
        self._current = 0
        self._beginning: tuple[int, str, list[int]] = (-1, "", [])

    def find(self) -> list[int]:
        starts: list[int] = []
        i = 0
        while i < len(self._lines):
            end = _title_end(self._lines, i)
            if end > i and self._begins(i, end):
                if starts and not self._has_sentence(self._current, i):
                    starts.pop()  # A line of the contents: a document without a sentence is none.
                self._current = self._with_head(i)
                starts.append(self._current)
            i = max(end, i + 1)
        return self._with_first(self._with_text(starts))

    def _begins(self, start: int, end: int) -> bool:
        title = compact("".join(line.text.lstrip("# ") for line in self._lines[start:end]))
        if start in self._headings:
            return not self._belongs(start, title)
        following = [line.folded for line in self._lines[end : end + 3]]
        above = [line.folded for line in self._lines[max(0, start - 2) : start]]
        if ORDER_HEAD.search(title) and not any(ORDER_NUMBER.fullmatch(text) for text in following[:1]):
            return False
        if self._begins_regulation(start, end):
            return not self._belongs(start, title)
        score = _STRONG * (NOTICE_TITLE.search(title) is not None) + _ISSUED * (_ISSUED_TITLE.match(title) is not None)
        score += _NUMBER * any(is_number_line(text) or ORDER_NUMBER.fullmatch(text) for text in (*above, *following))
        score += _ADDRESSED * any(_ADDRESSEES.match(text) for text in following)
        if score + _ENDED < _ENOUGH:
            return False
        score += _ENDED * (not self._has_sentence(self._current, start) or self._has_ended(start))
        return score >= _ENOUGH and not self._belongs(start, title)

    def _begins_regulation(self, start: int, end: int) -> bool:
        """True for the title of a regulation behind another text: above the words on who passed it, or above article 1

        where the text before has articles of its own that came to an end.
        """
        if start == 0 or not _REGULATION.search(self._lines[end - 1].folded):
            return False
        following = [line.folded for line in self._lines[end : end + 3]]
        if following and _PASSED.match(following[0]) and self._has_sentence(self._current, start):
            return True
        first = next((text for text in following if _FIRST_ARTICLE.match(text)), None)
        return first is not None and self._articles[start] - self._articles[self._current] >= _LEAST_CLAUSES

    def _has_sentence(self, start: int, end: int) -> bool:
        return self._sentences[end] > self._sentences[start]

    def _has_ended(self, start: int) -> bool:
        """True where the lines above end a document: an organ and its date, perhaps a remark or the printer below."""
        position = start - 1
        while position > self._current and _is_below_signature(self._lines[position]):
            if re.search(r"日\s*印发$", self._lines[position].folded):
                return True
            position -= 1
        if position <= self._current or not is_signature(self._lines[position]):
            return False
        block = self._lines[max(self._current, position - 3) : position + 1]
        return any(is_date(line) or _ends_with_date(line) for line in block)

    def _belongs(self, start: int, title: str) -> bool:
        """True for a title that is an annex of the current document, is forwarded by it, or repeats its title."""
        lines = self._lines
        if any(_ANNEX.fullmatch(line.folded.strip("# ")) for line in lines[max(self._current, start - 2) : start]):
            return True
        near = [compact(line.text.lstrip("# ")) for line in lines[max(self._current, start - _REPEATED_WITHIN) : start]]
        if any(title in text or (text in title and NOTICE_TITLE.search(text)) for text in near):
            return True
        text = self._text_above(start)
        position = text.find(title)
        while position >= 0:
            before, after = text[max(0, position - 25) : position], text[position + len(title) :][:60]
            if _FORWARDING.search(before) or _FORWARDING.search(after):
                return True
            position = text.find(title, position + 1)
        return False

    def _text_above(self, start: int) -> str:
        """The beginning of the current document up to `start`, folded, a '|' between its lines."""
        if self._beginning[0] != self._current:
            pieces: list[str] = []
            ends = [0]
            for line in self._lines[self._current : self._current + _MENTIONED_WITHIN]:
                pieces.append("".join(line.folded.split()))
                ends.append(ends[-1] + len(pieces[-1]) + 1)
                if ends[-1] > _MENTIONED_WITHIN:
                    break
            self._beginning = (self._current, "|".join(pieces), ends)
        _, text, ends = self._beginning
        return text[: ends[min(start - self._current, len(ends) - 1)]]

    def _with_head(self, start: int) -> int:
        """From the number or the letterhead that stands right above the title."""
        while start > self._current and (
            is_number_line(self._lines[start - 1].folded) or _LETTERHEAD.fullmatch(self._lines[start - 1].folded)
        ):
            start -= 1
        return start

    def _with_text(self, starts: Sequence[int]) -> list[int]:
        """Without those that head no text: titles in contents and in lists of other pages."""
        return [start for start, end in pairwise((*starts, len(self._lines))) if self._is_text(start, end)]

    def _is_text(self, start: int, end: int) -> bool:
        return self._sizes[end] - self._sizes[start] >= _LEAST_TEXT and self._has_sentence(start, end)

    def _with_first(self, starts: list[int]) -> list[int]:
        """With the document whose beginning does not read as one, where it stands whole before the others."""
        if not starts or starts[0] == 0 or not self._is_text(0, starts[0]):
            return starts
        self._current = 0
        labels = sum(read_label(line) is not None for line in self._lines[: starts[0]])
        return [0, *starts] if labels >= _LEAST_CLAUSES or self._has_ended(starts[0]) else starts


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


def _is_below_signature(line: Line) -> bool:
    return len(line.text) <= 200 and (is_number_line(line.folded) or _PRINTED.search(line.folded) is not None)


def _ends_with_date(line: Line) -> bool:
    return len(line.text) <= 60 and re.search(r"年\s?\S{1,3}月\s?\S{1,3}日$", line.folded) is not None


def _markdown_titles(lines: Sequence[Line]) -> frozenset[int]:
    """Headings of the first level, where the file has several and each reads as the title of a document."""
    top = [i for i, line in enumerate(lines) if markdown_level(line) == 1]
    titles = {i for i in top if read_label(lines[i]) is None and DOCUMENT_TITLE.search(lines[i].folded.strip())}
    others = [i for i in top if i not in titles and not _ANNEX.match(lines[i].folded.lstrip("# "))]
    return frozenset(titles) if len(titles) >= 2 and len(others) <= 1 else frozenset()
