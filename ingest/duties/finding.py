"""Responsible bodies of a clause: who leads (牵头), who supports (配合), who is responsible (负责).

Read from brackets at the end of a clause, from lines such as '统筹单位:发改局', and from sentences
that leave no doubt: '由市商务局牵头,市财政局配合', '市民政部门负责统筹全市救助工作'. Works on folded text,
whose offsets are those of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.duties.names import are_bodies, ends_as_body, split_names
from ingest.model import TextSpan
from ingest.normalize import fold


class Role(StrEnum):
    """What a body has to do with a clause."""

    LEAD = "lead"
    """牵头, 统筹, 主办"""
    SUPPORT = "support"
    """配合, 协办, 参与"""
    RESPONSIBLE = "responsible"
    """责任单位, 负责, 责任主体"""


@dataclass(frozen=True, slots=True)
class Duty:
    """Bodies in one role."""

    role: Role
    span: TextSpan
    """The part that names the bodies and the role, as it stands."""
    bodies: TextSpan
    """The names alone."""
    label: str
    """The word used: '牵头部门', '统筹单位', '负责'."""
    stated: bool = False
    """True where a sentence of the clause says it, not a bracket or a line of its own."""


_CHINESE = r"[\u4e00-\u9fff]"
# Alone, these words also end others (政策支持:), so they must begin something; with 部门 or 单位 they need not.
_ALONE = rf"(?<!{_CHINESE})(?:(?P<lead_alone>牵头)|(?P<support_alone>配合|协办|协助|参与|参加|支持|协同))"
_UNIT = "(?:部门|单位)"
_NAMED = (
    rf"(?P<lead>(?:牵头|主办|主责|主管|统筹)(?:责任)?{_UNIT}|牵头(?:领导|人))"
    rf"|(?P<support>(?:配合|协办|协助|参与|参加|支持|协同|会办|共建)(?:责任)?{_UNIT})"
    rf"|(?P<resp>(?:主要|直接|第一|具体)?责任(?:{_UNIT}|主体|处室|科室|领导|人)(?:及责任人)?|(?:负责|承办|实施|落实|完成){_UNIT}"
    r"|负责人|实施主体)"
)
# A list goes on over a line's end behind '、' and ','; it stops where the next label begins (,完成时限:).
_BODIES = (
    rf"(?:(?![,、\s]\s*{_CHINESE}{{2,8}}\s*:)(?:[^;:。\n()\[\]【】〔〕]|(?<=[、,])\n|\([^()\n]{{0,200}}\)"
    r"|〔[^〔〕\n]{0,40}〕)){0,800}"
)
_LABELLED = re.compile(rf"(?P<label>{_ALONE}|{_NAMED})\s?(?:为\s?)?:(?:\*\*|__)?[ \t]?(?P<bodies>{_BODIES})")
_BRACKET = re.compile(
    r"[(〔【](?P<inside>(?:[^()〔〕【】\n]|(?<=[、,;])\n|\([^()\n]{0,200}\)|〔[^()〔〕\n]{0,40}〕){1,800})[)〕】]"
    r"(?=[ \t]*(?:[。;]|\n|$))"
)
_TASK = r"(?:[按依]照?(?:各自)?职责(?:分工)?|分工|共同|具体|分别|统一)"
_SUFFIXED = re.compile(
    r"(?P<bodies>.{1,300}?)(?P<label>(?:等(?:相关|有关)?(?:部门|单位)?)?(?:分别|共同|具体)?(?:(?P<lead>牵头(?:负责|落实|组织|实施)*)"
    r"|(?P<support>(?:协助|积极|密切)?配合|协办|协助|参与)"
    rf"|(?P<resp>{_TASK}*(?:负责|落实|组织|实施)+|各负其责)))"
    r"\s*(?:[,;]|$)",
    re.DOTALL,
)
_NAME_LIST = r"(?:[^,。;:!?\n()〔〕【】由]|\([^()\n]{1,20}\))"
_BY = re.compile(
    rf"由(?P<bodies>{_NAME_LIST}{{2,80}}?)(?P<label>(?:等(?:相关|有关)?(?:部门|单位)?)?{_TASK}?"
    rf"(?:(?P<lead>牵头|统筹|主管|主办)|(?P<resp>负责|承办|组织实施)))"
    r"(?![^,。;]{0,12}的(?:同志|领导|人))"
)
_DOES = re.compile(
    r"(?:^|[。;!?\n,])[ \t\u3000]*"
    r"(?:第[一二三四五六七八九十百零\d]{1,6}条\s*|[(]?[一二三四五六七八九十\d]{1,3}[).、]\s*)?"
    rf"(?P<bodies>{_NAME_LIST}{{2,60}}?)(?P<label>(?:等(?:相关|有关)?(?:部门|单位)?)?{_TASK}?(?:(?P<lead>牵头|统筹)|(?P<resp>负责)))"
    rf"(?={_CHINESE}|[,。])(?!人|部门|单位|管理部门|责任)"
)
_SUPPORTS = re.compile(
    rf",\s*(?P<bodies>{_NAME_LIST}{{2,80}}?)(?P<label>(?:等(?:相关|有关)?(?:部门|单位)?)?(?:予以|积极|密切|协助|共同)*(?P<support>配合|协助|参与))"
)
_IS = re.compile(
    rf"(?:^|[。;!?\n,])[ \t\u3000]*(?P<bodies>{_NAME_LIST}{{2,60}}?)[为是](?P<label>(?:(?P<lead>牵头|主办|主管|统筹)"
    rf"|(?P<support>配合|协办|参与)|(?P<resp>责任|承办)){_UNIT})(?=[,。;\n]|$)"
)


def find_duties(text: str) -> tuple[Duty, ...]:
    """The bodies named in brackets, behind labels such as 责任单位:, or in sentences; in order."""
    folded = fold(text)
    named = [duty for match in _LABELLED.finditer(folded) if (duty := _labelled(match)) is not None]
    bracketed = [duty for match in _BRACKET.finditer(folded) for duty in _suffixed(match["inside"], match.start(1))]
    return _apart([*named, *bracketed], list(_stated(folded)))


def bodies_in(duty: Duty, text: str) -> tuple[TextSpan, ...]:
    """The single names among the bodies of a duty; `text` is the one that `find_duties` was given.

    '各县(市、区)人民政府' and '市、区财政部门' are one name each, '人力资源和社会保障局' too.
    """
    folded = fold(duty.bodies.slice(text))
    return tuple(span.shifted(duty.bodies.start) for span in split_names(folded))


def _apart(surer: list[Duty], others: list[Duty]) -> tuple[Duty, ...]:
    """All duties in order, those first that are surer; of two that overlap only the first."""
    kept: list[Duty] = []
    end = 0
    for duty in sorted(surer, key=lambda duty: duty.span):
        if duty.span.start >= end:
            kept.append(duty)
            end = duty.span.end
    merged: list[Duty] = []
    at = end = 0
    for duty in sorted(others, key=lambda duty: duty.span):
        while at < len(kept) and kept[at].span.end <= duty.span.start:
            merged.append(kept[at])
            end = max(end, kept[at].span.end)
            at += 1
        if duty.span.start >= end and (at == len(kept) or duty.span.end <= kept[at].span.start):
            merged.append(duty)
            end = duty.span.end
    return (*merged, *kept[at:])


def _labelled(match: re.Match[str]) -> Duty | None:
    bodies = match["bodies"].rstrip(" ,、\n*_")
    if not bodies:
        return None
    start = match.start("bodies") + len(bodies) - len(bodies.lstrip())
    end = match.start("bodies") + len(bodies)
    return Duty(_role(match), TextSpan(match.start(), end), TextSpan(start, end), match["label"])


def _suffixed(inside: str, offset: int) -> list[Duty]:
    found = []
    for match in _SUFFIXED.finditer(inside):
        start = match.start("bodies")
        while start < match.end("bodies") and inside[start] in ",;、 \n由":
            start += 1
        bodies = TextSpan(start + offset, match.end("bodies") + offset)
        # Of '(市商务局,企业参与)' the last name decides; 等部门 behind the name is part of the label.
        if match["label"].startswith("等") or ends_as_body(match["bodies"].rstrip()):
            found.append(
                Duty(_role(match), TextSpan(bodies.start, match.end("label") + offset), bodies, match["label"])
            )
    return found


def _stated(folded: str) -> Iterator[Duty]:
    """Duties that sentences state; the bodies that support stand in the part right behind those that lead."""
    for pattern in (_BY, _DOES, _IS):
        for match in pattern.finditer(folded):
            duty = _of_sentence(match)
            if duty is None:
                continue
            yield duty
            comma = folded.find(",", match.end("label"), match.end("label") + 40)
            stop = re.search(r"[。;\n]", folded[match.end("label") : match.end("label") + 40])
            if comma < 0 or (stop and stop.start() < comma - match.end("label")):
                continue
            helping = _SUPPORTS.match(folded, comma)
            supporting = _of_sentence(helping) if helping else None
            if supporting is not None:
                yield supporting


def _of_sentence(match: re.Match[str]) -> Duty | None:
    names = match["bodies"]
    start = match.start("bodies") + len(names) - len(names.lstrip())
    bodies = TextSpan(start, start + len(names.strip()))
    if not are_bodies(names.strip()):
        return None
    return Duty(_role(match), TextSpan(start, match.end("label")), bodies, match["label"], stated=True)


def _role(match: re.Match[str]) -> Role:
    groups = match.groupdict()
    if groups.get("lead") or groups.get("lead_alone"):
        return Role.LEAD
    return Role.SUPPORT if groups.get("support") or groups.get("support_alone") else Role.RESPONSIBLE
