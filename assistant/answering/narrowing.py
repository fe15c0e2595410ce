"""From a finding to the part of it that was asked for: the nth repeat, the one item of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.findings import Finding
from assistant.model import AnswerKind, Question
from ingest.normalize import fold

_ORDINAL = re.compile(r"第([一二三四五六七八九十]|\d{1,2})(?:个)?(?:年|年度|阶段|步|批|季度)|(首)年")
_NUMERALS = {numeral: n for n, numeral in enumerate("一二三四五六七八九十", start=1)}
_BOUNDARY = re.compile(r"[、和及与,]")
_FEWEST_ITEMS = 3


def nth_repeat(question: Question, best: Finding, findings: Sequence[Finding]) -> Finding | None:
    """For 'the second year', the second of the passage's repeats of one indicator; None where there are too few.

    `findings` are all findings; repeats have the shape of `best` and stand in the same passage.
    """
    match = _ORDINAL.search(fold(question.text))
    if match is None or not best.shape or match.group() in fold(best.hit.passage.text):
        return best
    wanted = 1 if match[2] else _NUMERALS.get(match[1]) or int(match[1])
    repeats = [f for f in findings if f.shape == best.shape and f.hit.passage.id == best.hit.passage.id]
    repeats.sort(key=lambda finding: finding.quote.start)
    return repeats[wanted - 1] if wanted <= len(repeats) else None


def one_item(question: Question, finding: Finding) -> Finding:
    """Of an enumeration in which one item alone names the place asked about, that item."""
    if question.kind is AnswerKind.LIST or finding.text.count("、") < _FEWEST_ITEMS - 1:
        return finding
    items = [item for item in _BOUNDARY.split(finding.text) if item.strip()]
    for place in question.places:
        named = [item for item in items if fold(place.name) in fold(item)]
        if len(named) == 1 and len(named[0].strip()) > len(place.name) + 1:
            return replace(finding, text=named[0].strip())
    return finding
