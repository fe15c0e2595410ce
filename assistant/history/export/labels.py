"""The fixed words of an exported conversation, in the language of the question."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    extractive: str
    """That the answer is taken from the documents word for word."""
    model: str


_SIMPLIFIED = Labels(
    refused="未予作答。",
    corrected="更正：",
    related="相关条款（供参考）：",
    further="另见：",
    note="注：",
    columns=("对象", "规定"),
    asked="提问时间：{when}　{how}",
    extractive="原文摘录",
    model="模型",
)
_TRADITIONAL = replace(
    _SIMPLIFIED,
    related="相關條款（供參考）：",
    further="另見：",
    note="註：",
    columns=("對象", "規定"),
    asked="提問時間：{when}　{how}",
    extractive="原文摘錄",
)
_ENGLISH = Labels(
    refused="Not answered. ",
    corrected="Correction: ",
    related="Related clauses, for reference: ",
    further="See also: ",
    note="Note: ",
    columns=("Subject", "Provision"),
    asked="Asked {when}; {how}",
    extractive="quoted from the documents",
    model="model",
)
_OF = {Language.SIMPLIFIED: _SIMPLIFIED, Language.TRADITIONAL: _TRADITIONAL, Language.ENGLISH: _ENGLISH}


def labels_for(question: str) -> Labels:
    """The words in the language of `question`."""
    return _OF[detect_language(question)]


def answerer_name(answer: Answer) -> str:
    """原文摘录, or the model's name."""
    labels = labels_for(answer.question)
    if answer.answerer.startswith("model:"):
        return f"{labels.model} {answer.answerer.removeprefix('model:')}"
    return labels.extractive if answer.answerer == "extractive" else answer.answerer


def footnote_text(citation: Citation) -> str:
    """The formal note with the quote on one line, and before it that the document does not hold where that is so."""
    source = citation.note or f"《{citation.title}》{citation.clause}"
    warning = f"（{citation.warning}）" if citation.warning else ""
    return f"{source}{warning}：“{' '.join(citation.quote.split())}”"
