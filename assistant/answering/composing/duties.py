"""Responsible bodies as lists by role: '牵头：市商务局；配合：市财政局、市税务局'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.duties.finding import Duty, Role
from ingest.normalize import fold

_ROLES = {Role.LEAD: "牵头", Role.SUPPORT: "配合", Role.RESPONSIBLE: "负责"}
_SHARED_OUT = re.compile(r"按(?:照)?(?:各自)?职责(?:分工)?|分别|共同")
_ASKS_SUPPORT = re.compile(r"配合|协办|协助|支持单位|support")
_ASKS_LEAD = re.compile(r"牵头|统筹|主办|主管|\blead")
_LONGEST = 80
"""Characters of all roles together; beyond them the supporting bodies are left out unless they are asked for."""
_LONGEST_SENTENCE = 64


def in_role(asked: str, duties: Sequence[Duty], text: str) -> list[Duty]:
    """The duties in the role that the folded question asks for; all of them where it asks for none."""
    supports, leads = _ASKS_SUPPORT.search(asked), _ASKS_LEAD.search(asked)
    if supports and leads:
        return list(duties)
    if supports or leads:
        role = Role.SUPPORT if supports else Role.LEAD
        return [duty for duty in duties if duty.role is role] or list(duties)
    if len(said_of(duties, text)) <= _LONGEST:
        return list(duties)
    return [duty for duty in duties if duty.role is not Role.SUPPORT] or list(duties)


def said_of(duties: Sequence[Duty], text: str) -> str:
    """Each role with its bodies, under the document's own label where it has one."""
    return "；".join(_line(duty, text) for duty in duties)


def named_first(duties: Sequence[Duty], words: str) -> str:
    """The bodies that a sentence names, then the sentence."""
    said = said_of(duties, words)
    return f"{said}（{words}）" if len(words) <= _LONGEST_SENTENCE else words


def _line(duty: Duty, text: str) -> str:
    names = "".join(duty.bodies.slice(text).split())
    if duty.bodies.start > duty.span.start:  # a label of its own stands before the names
        label = text[duty.span.start : duty.span.start + len(duty.label)]
        return f"{label}：{names}"
    told = fold(duty.label)
    names = f"{names}等" if told.startswith("等") and not names.endswith("等") else names
    shared = _SHARED_OUT.search(told)
    return f"{_ROLES[duty.role]}：{names}" + (f"（{shared.group()}）" if shared else "")
