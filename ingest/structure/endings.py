"""What stands behind the clauses of a document: signature, date, remarks, printing lines, closing words."""

from __future__ import annotations

import re

from ingest.lines import Line

# All patterns run on folded text.
_NUMERAL = "[\\d〇零一二三四五六七八九十oO○]"
_DATE = re.compile(rf"\(?{_NUMERAL}{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日?\)?(?:印发)?")
_BODY_END = (
    "(?:政府|委员会|管委会|办公厅|办公室|厅|局|委|院|会|部|署|中心|领导小组"
    "|指挥部|公司|党委|党组|集团|联合会|总队|支队|银行)"
)
_ORGAN = re.compile(rf"\(?[^,。;:!?《》]{{2,40}}{_BODY_END}\s*(?:\(?(?:代章|盖章|公章|章)\)?)?\)?")
_REMARK = re.compile(r"\((?:此件|本文|联系|代章|公开)[^()]{0,60}\)")
_OFFICE = re.compile(
    r"(?:代理|代)?(?:省|市|县|区|州|部|局|署|院|会)\s*长\s*:?\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,3}|主\s*[任席]\s*:?\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,3}"
)
_PRINTED = re.compile(
    r"(?:[^。;:!?]{2,40}\s*\d{4}年\d{1,2}月\d{1,2}日\s*印发|共印\s*\d+\s*份|打字:.{0,30}|校对:.{0,30})"
)
_END_LINE = re.compile(
    r"(?:抄\s*[送报]|分\s*送|报\s*送|发\s*送|印\s*发机关)\s*:|(?:信息)?公开(?:方式|属性|类别|选项)\s*:"
)
_CLOSING = re.compile(
    r"各(?:地|区|县|市|部门|级|单位|有关|开发区|相关)|本(?:办法|方案|意见|细则|规定|措施|通知|计划|条例)(?:自|由)"
    r"|特此(?:通知|通告|公告|公布|函|复|批复)|专此|此复|以上(?:意见|方案|请示|通知)"
)
_CONTACT = re.compile(r"(?:[^。;,:]{0,30}(?:联系|咨询|监督|举报|值班)(?:人|电话|方式)|联系(?:人|电话))\s*:\s*.{0,60}")
_SIGNING_LINES = 14
_LONGEST = 80


def is_signature(line: Line) -> bool:
    """True for a date, an organ's name, an office holder or a remark on a line of its own."""
    if len(line.folded) > _LONGEST:
        return False
    return is_date(line) or any(pattern.fullmatch(line.folded) for pattern in (_ORGAN, _REMARK, _OFFICE))


def is_date(line: Line) -> bool:
    """True for a line that holds a date and no more."""
    return len(line.folded) <= _LONGEST and _DATE.fullmatch(re.sub(r"\s", "", line.folded)) is not None


def is_end_matter(line: Line) -> bool:
    """True for a line that stands behind a document wherever it stands: 抄送, 公开方式, …印发, (此件公开发布)."""
    if _END_LINE.match(line.folded):
        return True
    return len(line.folded) <= _LONGEST and any(p.fullmatch(line.folded) for p in (_REMARK, _PRINTED))


def is_closing(line: Line) -> bool:
    """True for words that close a text where no numbered clause follows."""
    return _CLOSING.match(line.folded) is not None


def is_contact(line: Line) -> bool:
    """True for a line that says whom to call."""
    return len(line.folded) <= _LONGEST and _CONTACT.fullmatch(line.folded) is not None


def signs(lines: list[Line]) -> bool | None:
    """Whether the lines, from one that may sign on, hold a date before anything else; None where they just end."""
    for line in lines[:_SIGNING_LINES]:
        if is_date(line):
            return True
        if not is_signature(line):
            return False
    return None if len(lines) <= _SIGNING_LINES else False
