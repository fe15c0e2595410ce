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


_LABELLED = re.compile(
    r"(?P<label>(?P<lead>牵头(?:部门|单位|领导)?|统筹(?:部门|单位)|主办(?:部门|单位)|主责(?:部门|单位))"
    r"|(?P<support>(?:配合|协办|协助|参与|参加|支持)(?:部门|单位)?)"
    r"|(?P<resp>责任(?:部门|单位|主体|处室|科室|人)|负责(?:部门|单位)|实施(?:部门|单位|主体)|落实单位))"
    r"\s*:\s*(?P<bodies>[^;:。\n()]*(?:\([^()\n]*\)[^;:。\n()]*)*)"
)
_BRACKET = re.compile(r"\((?P<inside>(?:[^()\n]|\([^()\n]*\))*)\)\s*[。;]?\s*$")
_SUFFIXED = re.compile(
    r"(?P<bodies>.+?)(?P<label>等?(?:部门|单位)?(?:(?P<lead>牵头(?:负责|落实|组织|实施)?)"
    r"|(?P<support>(?:协助)?配合|协办|参与)"
    r"|(?P<resp>(?:按(?:照)?职责分工|按职责|按(?:照)?各自职责|分工|共同|具体|分别)*(?:负责|落实)|各负其责)))\s*(?:[,;，；]|$)"
)


def find_duties(text: str) -> tuple[Duty, ...]:
    """The bodies named at the end of a clause or on lines of their own, in order."""
    folded = fold(text)
    found = [_labelled(match) for match in _LABELLED.finditer(folded)]
    if not found:
        for line in re.finditer(r"[^\n]+", folded):
            bracket = _BRACKET.search(line.group())
            if bracket is not None:
                found.extend(_suffixed(bracket["inside"], line.start() + bracket.start("inside")))
    return tuple(found)


def _labelled(match: re.Match[str]) -> Duty:
    start, end = match.span("bodies")
    trimmed = match["bodies"].rstrip(" ,、)")
    return Duty(_role(match), TextSpan(match.start(), start + len(trimmed)), TextSpan(start, start + len(trimmed)), match["label"])


def _suffixed(inside: str, offset: int) -> list[Duty]:
    found = []
    for match in _SUFFIXED.finditer(inside):
        start = match.start("bodies")
        while start < match.end("bodies") and inside[start] in ",;、 ":
            start += 1
        span = TextSpan(start + offset, match.end("label") + offset)
        found.append(Duty(_role(match), span, TextSpan(start + offset, match.end("bodies") + offset), match["label"]))
    return found


def _role(match: re.Match[str]) -> Role:
    if match["lead"]:
        return Role.LEAD
    return Role.SUPPORT if match["support"] else Role.RESPONSIBLE
