"""Responsible bodies of a clause: who leads (牵头), who supports (配合), who is responsible (负责).

Read from brackets at the end of a clause, from lines such as '统筹单位:发改局', and from sentences
such as '由市商务局牵头管理'. Works on folded text, whose offsets are those of the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

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


_CHINESE = r"[\u4e00-\u9fff]"
# Alone, these words also end others (政策支持:), so they must begin something; with 部门 or 单位 they need not.
_ALONE = rf"(?<!{_CHINESE})(?:(?P<lead_alone>牵头)|(?P<support_alone>配合|协办|协助|参与|参加|支持))"
_NAMED = (
    r"(?P<lead>牵头(?:部门|单位|领导|人)|统筹(?:部门|单位)|主办(?:部门|单位)|主责(?:部门|单位)|主管(?:部门|单位))"
    r"|(?P<support>(?:配合|协办|协助|参与|参加|支持)(?:部门|单位))"
    r"|(?P<resp>责任(?:部门|单位|主体|处室|科室|领导|人)|负责(?:部门|单位|人)|实施(?:部门|单位|主体)|落实单位)"
)
# A list goes on over a line's end behind '、' and ','; it stops where the next label begins (,完成时限:).
_BODIES = rf"(?:(?![,、\s]\s*{_CHINESE}{{2,8}}\s*:)(?:[^;:。\n()\[\]【】〔〕]|(?<=[、,])\n|\([^()\n]*\)))*"
_LABELLED = re.compile(rf"(?P<label>{_ALONE}|{_NAMED})\s*:[ \t]*(?P<bodies>{_BODIES})")
_BRACKET = re.compile(r"\((?P<inside>(?:[^()\n]|(?<=[、,;])\n|\([^()\n]*\))*)\)(?=\s*(?:[。;]|\n|$))")
_SUFFIXED = re.compile(
    r"(?P<bodies>.+?)(?P<label>(?:等(?:相关|有关)?(?:部门|单位)?)?(?:分别|共同|具体)?(?:(?P<lead>牵头(?:负责|落实|组织|实施)*)"
    r"|(?P<support>(?:协助)?配合|协办|参与)"
    r"|(?P<resp>(?:[按依]照?(?:各自)?职责(?:分工)?|分工|共同|具体|分别)*(?:负责|落实|组织|实施)+|各负其责)))"
    r"\s*(?:[,;]|$)",
    re.DOTALL,
)
_IS_BODY = re.compile(
    r"(?:[局委办室部厅院会府区县市州镇乡街司行关组园处科站所社校队署]|中心|单位|部门|机构|平台|板块|街道|公司|企业|银行|海关|等|\))$"
)
"""How the name of a body ends; tells '(市商务局负责)' from '(企业自愿参与)'."""


def find_duties(text: str) -> tuple[Duty, ...]:
    """The bodies named in brackets at the end of a sentence, or behind labels such as 责任单位:, in order."""
    folded = fold(text)
    found = [duty for match in _LABELLED.finditer(folded) if (duty := _labelled(match)) is not None]
    taken = [duty.span for duty in found]
    for bracket in _BRACKET.finditer(folded):
        inside = TextSpan(*bracket.span("inside"))
        if not any(inside.overlaps(span) for span in taken):
            found.extend(_suffixed(bracket["inside"], inside.start))
    return tuple(sorted(found, key=lambda duty: duty.span))


def _labelled(match: re.Match[str]) -> Duty | None:
    bodies = match["bodies"].rstrip(" ,、\n")
    if not bodies:
        return None
    end = match.start("bodies") + len(bodies)
    return Duty(_role(match), TextSpan(match.start(), end), TextSpan(match.start("bodies"), end), match["label"])


def _suffixed(inside: str, offset: int) -> list[Duty]:
    found = []
    for match in _SUFFIXED.finditer(inside):
        start = match.start("bodies")
        while start < match.end("bodies") and inside[start] in ",;、 \n由":
            start += 1
        bodies = TextSpan(start + offset, match.end("bodies") + offset)
        # Of '(市商务局,企业参与)' the last name decides; 等部门 behind the name is part of the label.
        if match["label"].startswith("等") or _IS_BODY.search(match["bodies"].rstrip()):
            found.append(
                Duty(_role(match), TextSpan(bodies.start, match.end("label") + offset), bodies, match["label"])
            )
    return found


def _role(match: re.Match[str]) -> Role:
    groups = match.groupdict()
    if groups["lead"] or groups.get("lead_alone"):
        return Role.LEAD
    return Role.SUPPORT if groups["support"] or groups.get("support_alone") else Role.RESPONSIBLE
