"""What a reader is told of the check of an answer's figures: one plain line, in the question's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Answer, CheckedFigure, FigureVerdict, Language
from assistant.understanding.language import detect_language


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line about an answer's figures."""

    text: str
    holds: bool
    """False for a warning."""


def check_lines(answer: Answer) -> tuple[CheckLine, ...]:
    """A quiet line where every figure is borne out, else a warning for each that is not; none without figures."""
    if not answer.checks:
        return ()
    english = detect_language(answer.question) is Language.ENGLISH
    wrong = [check for check in answer.checks if check.verdict is not FigureVerdict.VERIFIED]
    if wrong:
        say = _warning_in_english if english else _warning
        return tuple(CheckLine(say(check), False) for check in _each_once(wrong))
    count = len(answer.checks)
    if english:
        return (CheckLine(f"Figures checked: {count} of {count} as in the quotes", True),)
    return (CheckLine(f"数字核对：{count} 处均与引文一致", True),)


def _warning(check: CheckedFigure) -> str:
    if check.verdict is FigureVerdict.NOT_FOUND:
        return f"数字核对：“{check.written}”在引文中没有找到，请勿直接引用"
    said = f"，[{check.citation}] 写的是“{_one_line(check.evidence)}”" if check.evidence else ""
    return f"数字核对：“{check.written}”与引文不一致{said}，请核对原文"


def _warning_in_english(check: CheckedFigure) -> str:
    if check.verdict is FigureVerdict.NOT_FOUND:
        return f"Figures checked: “{check.written}” does not stand in the quotes; do not rely on it"
    said = f"; [{check.citation}] says “{_one_line(check.evidence)}”" if check.evidence else ""
    return f"Figures checked: “{check.written}” differs from the quotes{said}"


def _each_once(checks: Sequence[CheckedFigure]) -> list[CheckedFigure]:
    return list({(check.written, check.evidence): check for check in checks}.values())


def _one_line(text: str) -> str:
    return " ".join(text.split())
