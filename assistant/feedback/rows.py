"""Feedback as rows of a question set (`evals.questions`). Pure.

A 'helpful' answer is gold: its documents, its quotes, its figures. A 'wrong' one has no gold answer: the row says
"needs_review", which the reader of question sets refuses until a person has written the gold and taken it away.
"""

from __future__ import annotations

from assistant.feedback.model import Feedback, Opinion
from assistant.model import Answer, FigureVerdict
from assistant.understanding.language import detect_language


def evaluation_row(feedback: Feedback) -> dict[str, object]:
    """One row; it names no user."""
    about = feedback.about
    row: dict[str, object] = {"id": f"feedback-{feedback.id:06d}", "question": about.question}
    if about.earlier:
        row["turns"] = [*about.earlier, about.question]
    row |= {"lang": str(detect_language(about.question)), "type": "feedback"}
    row |= _gold(about.answer) if feedback.opinion is Opinion.HELPFUL else _to_review(about.answer)
    return row | {
        "notes": feedback.comment,
        "feedback": {
            "opinion": str(feedback.opinion),
            "changed_at": feedback.changed_at.isoformat(timespec="seconds"),
            "index_version": about.index_version,
            "conversation": about.conversation,
            "exchange": about.exchange,
        },
    }


def _gold(answer: Answer) -> dict[str, object]:
    """What the question must be answered with; a refusal that helped has nothing to be found."""
    if answer.refused or not answer.citations:
        correction = {"correction": {"must": _figures(answer)}} if answer.corrects and _figures(answer) else {}
        return {"answerable": False, "answer": answer.text, **correction}
    return {
        "gold_doc": list(dict.fromkeys(citation.doc for citation in answer.citations)),
        "evidence": [citation.quote for citation in answer.citations],
        "evidence_doc": [citation.doc for citation in answer.citations],
        "answer": answer.text,
        "answer_must": _figures(answer),
        "answer_must_not": [],
        "answerable": True,
    }


def _figures(answer: Answer) -> list[str]:
    """The figures that the quotes bear out, each once, in their order."""
    verified = (check.written for check in answer.checks if check.verdict is FigureVerdict.VERIFIED)
    return list(dict.fromkeys(verified))


def _to_review(answer: Answer) -> dict[str, object]:
    """What was said, under a name that no measure reads."""
    quotes = [{"doc": citation.doc, "quote": citation.quote} for citation in answer.citations]
    return {
        "needs_review": True,
        "said": {"answer": answer.text, "refused": answer.refused, "citations": quotes},
    }
