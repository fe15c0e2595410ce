"""Finds where a text introduces a short form, and what that stands for.

Precision comes first: a short form of Chinese characters counts only where its characters stand in the long
form in their order, and forms that mean something else in every document (本办法, 条例, 甲方) never do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Alias, TextSpan
from ingest.normalize import fold

_HAN = r"[\u4e00-\u9fff]"
_LONGEST_TERM = 30
_SHORT = re.compile(
    r"[(,](?:(?:以下|下文|后文|下)?(?:均)?简称|以下称|下称)(?:为|作|是|:)? ?"
    r"[“‘《\"]?(?P<alias>[^()“”‘’《》\",。;、:\s]{2,14})[”’》\"]?(?:\)|(?=[,。;]))"
)
_BRACKETS = re.compile(
    r"[”\"]?\((?:即|以下)?(?:英文)?(?:简称|缩写)?(?:为|:)?[“\"]?(?P<within>[^()“”\"\n]{2,20})[”\"]?\)"
)
_THAT_IS = re.compile(rf"[”\"],?(?:即|是指|就是)[“\"]?(?P<within>{_HAN}{{4,20}})[”\"]?[,。;)]")
_LATIN = re.compile(r"[a-z][a-z0-9]*(?:[&+-][a-z0-9]+)*")
_CHINESE = re.compile(rf"{_HAN}{{3,20}}")
_IS_HAN = re.compile(_HAN)
_LATIN_BEFORE = re.compile(rf"(?<![a-z0-9&.]){_LATIN.pattern}$")
_SHORT_BEFORE = re.compile(rf"{_HAN}{{2,8}}$")
_HEAD = re.compile(rf"[^()，。,;:!?“”\n]{{1,{_LONGEST_TERM}}}$")
_LOCAL = re.compile(
    r"^[本该各其此我甲乙丙]|(?:办法|条例|规定|规则|通知|方案|意见|细则|规划|决定|公告|通告|指引|指南|目录|清单|协议|合同|规范|标准)$"
    r"|^(?:申请人|当事人|企业|单位|项目|平台|系统|园区|开发区|示范区|试验区|工程|行动|计划|专班|中心|基地|资金|基金|办公室"
    r"|领导小组|联席会议|主管部门|经办机构|用人单位|承办单位|发包人|承包人)$"
)
"""Short forms that hold for their document only."""
_VERBS = re.compile(
    r"^(?:(?:进一步|全面|积极|大力|稳步|深入|持续|鼓励|支持|推进|推动|推行|推广|开展|加强|实施|采用|运用|探索|完善|建立|健全|加快|发展|建设"
    r"|打造|利用|通过|提高|提升|深化|实行|规范|引进|引入|采取|以及|包括|按照|根据|和|与|及|或|对|在|以|用|将|由|至|到|有|为|是)+)"
)
_LAST_VERB = re.compile(
    r".*(?:加强|推进|推动|支撑|支持|鼓励|实施|开展|打造|深化|落实|对接|加入|参与|利用|运用|采用|探索|引进|引入|提供|培育|拓展|设立|完善|健全|下与|下的)"
)
_PARTICLES = re.compile(r"[的了把被]|不得|应当|可以|以下|以上|其中|建立|完善|开展")
_NO_TERM = re.compile(
    r"^(?:[含不每按或如等注见第共另]|包括|试行|暂行|修订|单位|附件|以[下上]|[一二三四五六七八九十]+[年月日个家项])"
)
_NO_ALIAS = re.compile(
    r"(?:km|kg|k?wh?|mw|gw|ml|cm|mm|mpa|db|ph|pdf|docx?|xlsx?|ppt|wps|app|www|com|cn|id|no|tel|gb|iso|v)[\d.-]*"
)
"""Units, formats, numbers of standards."""
_LONGEST_LATIN = 10
_SHORTEST_NAME = 4
_SHORTEST_LATIN_TERM = 3
_FEWEST_LEFT_OUT = 2
"""Characters: 公安局 is no short form of 公安分局."""


def find_aliases(text: str) -> tuple[Alias, ...]:
    """Every short form that `text` introduces, in order; spans are those of the text, folded or not."""
    folded = fold(text)
    found = list(_introduced(folded)) if "称" in folded else []
    for pattern, sign in ((_BRACKETS, "("), (_THAT_IS, "”")):
        if sign in folded:
            found += [alias for match in pattern.finditer(folded) if (alias := _explained(folded, match))]
    unique = {(alias.term, alias.alias): alias for alias in sorted(found, key=lambda alias: -alias.span.start)}
    return tuple(sorted(unique.values(), key=lambda alias: alias.span))


def _introduced(folded: str) -> Iterator[Alias]:
    """…(以下简称“…”)"""
    for match in _SHORT.finditer(folded):
        term = _long_form(folded[: match.start()], match["alias"])
        if term and not _LOCAL.search(match["alias"]):
            closed = folded[match.start() - 1] in "》”"
            yield Alias(term, match["alias"], TextSpan(match.start() - len(term) - closed, match.end()))


def _explained(folded: str, match: re.Match[str]) -> Alias | None:
    """研究与试验发展(R&D), PPP(政府和社会资本合作), 经开区(经济技术开发区), “高企”即高新技术企业."""
    within, before = match["within"], folded[max(0, match.start() - _LONGEST_TERM) : match.start()]
    if _CHINESE.fullmatch(within) and (short := _short_form(before, within)):
        return None if _LOCAL.search(short) else Alias(within, short, _span(match, short))
    said = _name_before(folded, match.start()) if _LATIN.fullmatch(within) else ""
    alias, term = within, _without_verbs(said)
    if _CHINESE.fullmatch(within) and (letters := _LATIN_BEFORE.search(before)):
        said = letters.group()
        alias, term = said, within
    if not 2 <= len(alias) <= _LONGEST_LATIN or _NO_ALIAS.fullmatch(alias) or len(term) < _SHORTEST_LATIN_TERM:
        return None
    return None if _PARTICLES.search(term) or _NO_TERM.search(term) else Alias(term, alias, _span(match, said))


def _name_before(folded: str, end: int) -> str:
    """The Chinese characters right before `end`, where they begin behind punctuation and not in a wrapped line."""
    start = end
    while start and _IS_HAN.match(folded[start - 1]) and end - start <= _LONGEST_TERM:
        start -= 1
    wrapped = folded[start - 1 : start] == "\n" and _IS_HAN.match(folded[start - 2 : start - 1])
    return "" if wrapped or end - start > _LONGEST_TERM else folded[start:end]


def _span(match: re.Match[str], before: str) -> TextSpan:
    """The words before the bracket and the bracket."""
    return TextSpan(match.start() - len(before), match.end())


def _without_verbs(term: str) -> str:
    """A name without what is done with it: 加强区域全面经济伙伴关系协定."""
    rest = _LAST_VERB.sub("", term)
    return _VERBS.sub("", rest if len(rest) >= _SHORTEST_NAME else term)


def _long_form(before: str, alias: str) -> str:
    """The end of `before` that `alias` is short for; empty where its characters do not stand there in order."""
    title = re.search(r"《([^《》]{4,60})》$", before)
    quoted = re.search(r"“([^“”]{4,30})”$", before)
    head = title[1] if title else quoted[1] if quoted else (match.group() if (match := _HEAD.search(before)) else "")
    at = len(head)
    for character in reversed(alias):
        at = head.rfind(character, 0, at)
        if at < 0:
            return ""
    term = head if title or quoted else head[at:]
    return term if _is_short_for(alias, term) else ""


def _short_form(before: str, term: str) -> str:
    """The longest end of `before` that is short for `term`."""
    match = _SHORT_BEFORE.search(before)
    head = match.group() if match else ""
    for start in range(len(head) - 1):
        if head[start] == term[0] and _in_order(head[start:], term) and _is_short_for(head[start:], term):
            return head[start:]
    return ""


def _is_short_for(alias: str, term: str) -> bool:
    """Whether a form whose characters stand in `term` in order is worth keeping: a mere part of it finds it anyway."""
    ends = alias[-1] in term[-4:]
    return (
        len(alias) + _FEWEST_LEFT_OUT <= len(term) <= _LONGEST_TERM
        and alias not in term
        and ends
        and not _PARTICLES.search(term)
    )


def _in_order(part: str, whole: str) -> bool:
    at = 0
    for character in part:
        at = whole.find(character, at) + 1
        if not at:
            return False
    return True
