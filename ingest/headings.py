"""Headings of clauses, on a line of their own or run in, and the signatures that look like them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.lines import Line
from ingest.numbering import Label, Style, is_bold

_LONGEST_OWN_LINE = 60
_LONGEST_RUN_IN = 40
_LONGEST_BEFORE_COLON = 25
_LONGEST_UNNUMBERED = 20
_LONGEST_UNNUMBERED_LINE = 25
_LONGEST_SINGLE = 16
_LONGEST_QUESTION = 50
_LEAST_BODY = 20
_ENDS_SENTENCE = re.compile(r"[。;,!、]$")
_FIRST_SENTENCE = re.compile(r"([^。:!?;]{2,40})([。:])")
_BRACKETED = re.compile(r"【([^【】]{2,30})】")
_CHINESE_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_UNSEEN = r"\s\u200b-\u200d\u2060\ufeff\xad\ue000-\uf8ff"
_EDGES = re.compile(rf"^(?:\*\*|__|[:：、{_UNSEEN}])+|(?:\*\*|__|[:：{_UNSEEN}])+$")
"""Signs around a heading that are none of it."""
_ACTS = re.compile(
    r"(?:加强|强化|推进|推动|建立|建设|健全|完善|优化|提升|提高|加快|深化|实施|落实|打造|培育|壮大|支持|鼓励|促进|扩大"
    r"|创新|规范|坚持|聚焦|严格|构建|开展|做好|做强|做大|发挥|引导|保障|拓展|夯实|激发|统筹|探索|明确|压实|狠抓|抓好"
    r"|大力|积极|全面|着力|持续|坚定|增强|突出|整合|盘活|引进|发展|集聚|放大|简化)"
)
"""What headings of policies begin with: a task."""
_STATES = re.compile(
    r"应(?:当|该|在|按|于|由|为)|须|可以|不得|不超过|不低于"
    r"|^(?:请|本|该|其|对|在|自|凡)|[一二两三四五六七八九十\d]+[家个项年月日元]|的$"
)
"""What tells a short sentence that states a rule from a heading."""
_DATED = re.compile(r"\d\s*[年月日号时点:]|\d-\d")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LEAST_WORDS = 6
_ASKED = re.compile(r"问\s*\d{0,3}\s*[:：、.]\s*(?=\S)")

_NUMERAL = "[\\d〇零一二三四五六七八九十oO○]"
_DATE = re.compile(rf"\(?{_NUMERAL}{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日?\)?(?:印发)?")
_BODY_END = (
    "(?:政府|委员会|管委会|办公厅|办公室|厅|局|委|院|会|部|署|中心|领导小组"
    "|指挥部|公司|党委|党组|集团|联合会|总队|支队|银行)"
)
_ORGAN = re.compile(rf"\(?[^,。;:!?《》]{{2,40}}{_BODY_END}\s*(?:\(?(?:代章|盖章|公章|章)\)?)?\)?")
REMARK = re.compile(r"\((?:此件|本文|联系|代章|公开)[^()]{0,60}\)")
_OFFICE = re.compile(
    r"(?:代理|代)?(?:省|市|县|区|州|部|局|署|院|会)\s*长\s*:?\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,3}|主\s*[任席]\s*:?\s*[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,3}"
)
LONGEST_SIGNATURE = 80
"""Characters of a line that may sign."""


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
    if len(rest) <= _LONGEST_OWN_LINE and rest and not _ENDS_SENTENCE.search(folded.rstrip("*_")):
        inner = _FIRST_SENTENCE.match(folded)
        if "。" not in folded and (inner is None or inner.end() >= len(folded)):
            return Heading(tidy(rest), own_line=True)
        if label.style <= Style.SECTION and folded.startswith(":"):
            return Heading(tidy(rest), own_line=True)
    return Heading(_run_in(rest, folded), own_line=not rest)


def run_in_heading(line: Line) -> str:
    """The short first sentence of a paragraph that has no number; empty where it has none."""
    match = _FIRST_SENTENCE.match(line.folded)
    if match is None or match.group(2) != "。" or "," in match.group(1):
        return ""
    fits = len(match.group(1)) <= _LONGEST_UNNUMBERED and len(line.text) - match.end() >= _LEAST_BODY
    return tidy(line.text[: match.end(1)]) if fits and not _STATES.search(match.group(1)) else ""


def names_a_task(heading: str) -> bool:
    """True for a heading that needs no others beside it to be taken for one: '实施“链长制”'."""
    return len(heading) <= _LONGEST_SINGLE and _ACTS.match(heading) is not None


def may_be_heading_line(line: Line, figures: bool = False) -> bool:
    """True for a short line without a number that can stand as a heading; `figures` allows such in it, but no dates."""
    folded = line.folded
    if is_bold(line):
        return len(folded) <= _LONGEST_OWN_LINE and not folded.rstrip("*_").endswith(("。", ";"))
    if folded.endswith("?"):
        return 4 <= len(folded) <= _LONGEST_QUESTION and not re.search(r"[。;!:…]", folded)
    if not 2 <= len(folded) <= _LONGEST_UNNUMBERED_LINE or folded[0] in "的(-—*/":
        return False
    if figures and (_DATED.search(folded) or len(_CHINESE.findall(folded)) < _LEAST_WORDS):
        figures = False
    return not re.search(r"[。;,!?、:…\\\[\]]" if figures else r"[。;,!?、:\d…\\\[\]]", folded)


def is_signature(line: Line) -> bool:
    """True for a date, an organ's name, an office holder or a remark on a line of its own."""
    if len(line.folded) > LONGEST_SIGNATURE:
        return False
    return is_date(line) or any(pattern.fullmatch(line.folded) for pattern in (_ORGAN, REMARK, _OFFICE))


def is_date(line: Line) -> bool:
    """True for a line that holds a date and no more."""
    return len(line.folded) <= LONGEST_SIGNATURE and _DATE.fullmatch(re.sub(r"\s", "", line.folded)) is not None


def asked(line: Line) -> Heading | None:
    """The question of a line that begins with 问:, which heads its answer."""
    match = _ASKED.match(line.folded)
    return Heading(tidy(line.text[match.end() :]), own_line=True) if match and len(line.text) <= 120 else None


def marked_heading(line: Line) -> Heading | None:
    """The heading of a line that begins with a sign as points do but holds a few words only: '★小贴士'."""
    if line.folded[0] not in "■◆◇★☆▲※" or len(line.folded) > _LONGEST_UNNUMBERED:
        return None
    return None if re.search(r"[。;,!?、:]", line.folded) else Heading(tidy(line.text[1:]), own_line=True)


def tidy(text: str) -> str:
    """A heading in its shown form: without marks around it and without gaps that spread its characters."""
    return _CHINESE_GAP.sub("", _EDGES.sub("", text.strip()))


def _article_heading(rest: str, folded: str) -> Heading:
    marked = _BRACKETED.match(folded)
    if marked:
        return Heading(tidy(rest[marked.start(1) : marked.end(1)]), own_line=marked.end() == len(rest))
    alone = 0 < len(rest) <= _LONGEST_UNNUMBERED and not re.search(r"[。;:,]", folded)
    return Heading(tidy(rest) if alone else "", own_line=alone or not rest)


def _run_in(rest: str, folded: str) -> str:
    match = _FIRST_SENTENCE.match(folded)
    if match is None:
        return ""
    colon, last = match.group(2) == ":", match.end() == len(folded)
    if (colon and "," in match.group(1) and not last) or (last and _STATES.search(match.group(1))):
        return ""
    longest = _LONGEST_BEFORE_COLON if colon else _LONGEST_RUN_IN
    if last:
        longest = _LONGEST_UNNUMBERED
    return tidy(rest[: match.end(1)]) if len(match.group(1)) <= longest else ""
