"""An answer as plain text for chat clients that know nothing of citations. Pure functions."""

from __future__ import annotations

from assistant.model import Answer, Citation, Language
from assistant.understanding.language import detect_language

_RULE = "\n\n---\n\n"
"""Between the answer and its footnotes; a chat client shows it as a line."""
_WITHDRAWN = {
    Language.ENGLISH: "\n\n(The text above is withdrawn. The answer is:)\n\n",
    Language.SIMPLIFIED: "\n\n（以上作废，改答如下）\n\n",
    Language.TRADITIONAL: "\n\n（以上作廢，改答如下）\n\n",
}


def message_text(answer: Answer) -> str:
    """The answer with its citations and notes as footnotes."""
    return answer.text + footnotes(answer)


def remaining_text(answer: Answer, sent: str) -> str:
    """What a client that has been sent `sent` still needs; where the answer has changed since, that is all of it."""
    if answer.text.startswith(sent):
        return answer.text[len(sent) :] + footnotes(answer)
    return _WITHDRAWN[detect_language(answer.question)] + message_text(answer)


def footnotes(answer: Answer) -> str:
    """One paragraph for each citation and note, behind a rule; empty where there is neither."""
    lines = [_footnote(number, citation) for number, citation in enumerate(answer.citations, start=1)]
    lines += [f"注：{note}" for note in answer.notes]
    return _RULE + "\n\n".join(lines) if lines else ""


def answer_alone(message: str) -> str:
    """The answer's own text of a message that `message_text` made."""
    return message.partition(_RULE)[0]


def _footnote(number: int, citation: Citation) -> str:
    source = citation.note or f"《{citation.title}》{citation.clause}"
    warning = f"（{citation.warning}）" if citation.warning else ""
    return f"[{number}] {source}{warning}：“{' '.join(citation.quote.split())}”（{citation.doc}）"
