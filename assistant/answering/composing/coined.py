"""What a coined term stands for: of a long sentence the part in which it stands.

'推进甲“一个基础”，建设乙和丙“两大能力”' tells of “两大能力” nothing but 建设乙和丙.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.findings import Finding
from assistant.model import AnswerKind, Question
from ingest.normalize import fold

_COINED = re.compile(r"“([^”]{0,12}[一二两三四五六七八九十\d][^”]{0,12})”[^,。?]{0,6}?(?:[指是有即哪啥]|包括|什么)")
"""A term that counts what it stands for, and is asked about itself."""
_PART = re.compile(r"[^,;。]+")
_GOES_ON = re.compile(r"^[”\"]?(?:[^,;。]{0,8})(?:即|是指|指|包括|就是|分别|:|\()")
_KINDS = (AnswerKind.LIST, AnswerKind.DEFINITION, AnswerKind.OPEN)


def part_of_term(question: Question, finding: Finding) -> Finding:
    """`finding` cut to the part with the coined term that is asked about, unless what explains it stands behind it."""
    text = finding.text
    folded = fold(text)
    terms = _COINED.findall(fold(question.wording))
    if question.kind not in _KINDS or not terms or finding.cell is not None or finding.parts:
        return finding
    term = f"“{terms[-1]}”"
    position = folded.find(term)
    if position <= 0 or folded.count(term) > 1 or _GOES_ON.match(folded[position + len(term) :]):
        return finding
    part = next(part for part in _PART.finditer(folded) if part.start() <= position < part.end())
    if part.end() - part.start() == len(folded) or position - part.start() < len(term):
        return finding
    said = text[part.start() : part.end()].strip()
    return replace(finding, text=said, position=finding.position + part.start(), shape="")
