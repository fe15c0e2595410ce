"""An answer with a citation and a check of each kind, and stores in a temporary folder."""

from __future__ import annotations

from assistant.clause_view import ClauseView
from assistant.model import Answer, CheckedFigure, Citation, FigureVerdict

TEXT = "不低于20万元[1]，到25年[2]，另有300家[9]。"
QUOTE = "亩均税收不低于20万元"
CITATION = Citation("a.txt", "办法", "一、", QUOTE, 10, 20)


def figure(words: str, verdict: FigureVerdict, evidence: str = "", citation: int = 0) -> CheckedFigure:
    """The check of these words of `TEXT`."""
    start = TEXT.index(words)
    return CheckedFigure(words, start, start + len(words), verdict, citation, evidence)


VERIFIED = figure("20万元", FigureVerdict.VERIFIED, "20万元", 1)
DIFFERS = figure("25年", FigureVerdict.DIFFERS, "2\n6年", 2)
MISSING = figure("300家", FigureVerdict.NOT_FOUND)
ANSWER = Answer("要求？", TEXT, False, "", (CITATION, CITATION), checks=(VERIFIED, DIFFERS, MISSING))


def clause_of(citation: Citation) -> ClauseView:
    """The quote alone as its clause."""
    return ClauseView(citation.title, "九江市", citation.clause, citation.quote, 0, len(citation.quote), "", "")
