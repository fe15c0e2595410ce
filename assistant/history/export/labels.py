"""The fixed words of an exported conversation, in the language of the question."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.model import Answer, Citation, Language
from assistant.understanding.language import detect_language


@dataclass(frozen=True, slots=True)
class Labels:
    """Words around an answer."""

    refused: str
    corrected: str
    related: str
    """Before clauses that are near what was asked but do not answer it."""
    further: str
    """Before clauses that the text does not point at."""
    note: str
    columns: tuple[str, str]
    asked: str


_SIMPLIFIED = Labels(
    "未予作答。", "更正：", "相关条款（供参考）：", "另见：", "注：", ("对象", "规定"), "提问时间：{when}　{how}"
)
_TRADITIONAL = Labels(
    "未予作答。", "更正：", "相關條款（供參考）：", "另見：", "註：", ("對象", "規定"), "提問時間：{when}　{how}"
)
_ENGLISH = Labels(
    "Not answered. ",
    "Correction: ",
    "Related clauses, for reference: ",
    "See also: ",
    "Note: ",
    ("Subject", "Provision"),
    "Asked {when}; {how}",
)
_OF = {Language.SIMPLIFIED: _SIMPLIFIED, Language.TRADITIONAL: _TRADITIONAL, Language.ENGLISH: _ENGLISH}


def labels_for(question: str) -> Labels:
    """The words in the language of `question`."""
    return _OF[detect_language(question)]


def answerer_name(answer: Answer) -> str:
    """原文摘录, or the model's name."""
    english = detect_language(answer.question) is Language.ENGLISH
    if answer.answerer.startswith("model:"):
        return f"{'model' if english else '模型'} {answer.answerer.removeprefix('model:')}"
    return {"extractive": "quoted from the documents" if english else "原文摘录"}.get(answer.answerer, answer.answerer)


def footnote_text(citation: Citation) -> str:
    """The formal note with the quote on one line, and before it that the document does not hold where that is so."""
    source = citation.note or f"《{citation.title}》{citation.clause}"
    warning = f"（{citation.warning}）" if citation.warning else ""
    return f"{source}{warning}：“{' '.join(citation.quote.split())}”"
