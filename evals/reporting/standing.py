"""The report of a standing test."""

from __future__ import annotations

from evals.model import QuestionScore
from evals.reporting.answers import answers_values, unreviewed
from evals.reporting.sheet import Sheet, estimate_values, shown, shown_estimate
from evals.standing.model import Condition, StandingReport

_HEAD = ("条件", "题数", "答对", "证据命中", "原来答对的仍答对", "答对之差 [95% 区间]", "拒答")


def standing_sheet(report: StandingReport) -> Sheet:
    """For people."""
    total = report.plain.total
    plain = ("原样", str(total.n), shown(total.answer), shown(total.ev_hit), "-", "-", str(total.refused))
    remarks = ["每个条件只计题目有变化的那些题；差为同一些题在该条件下与原样之差，配对自助法区间"]
    if drafts := unreviewed(report.plain):
        remarks.insert(0, f"含未经人工复核的题目 {drafts} 道：以上数字只供查看，不能作为依据")
    return Sheet(
        title=f"{report.title} {report.context.questions}".strip(),
        head=_HEAD,
        rows=(plain, *map(_row, report.conditions)),
        remarks=tuple(remarks),
        context=report.context,
    )


def standing_values(report: StandingReport) -> dict[str, object]:
    """For JSON."""
    return {
        "test": report.title,
        "plain": answers_values(report.plain),
        "conditions": {
            item.name: {
                "n": len(item.pairs),
                "still_right": None if item.kept is None else round(item.kept, 4),
                "change": estimate_values(item.change),
                **answers_values(item.report),
            }
            for item in report.conditions
        },
    }


def lost_values(name: str, pair: tuple[QuestionScore, QuestionScore]) -> dict[str, object]:
    """One question that the condition `name` lost."""
    before, now = pair
    return {
        "condition": name,
        "id": now.question.id,
        "question": before.question.question,
        "asked": now.question.question,
        "gold": now.question.answer,
        "answer": now.prediction.answer if now.prediction else "",
        "refused": now.refused,
        "error": now.prediction.error if now.prediction else "",
    }


def _row(item: Condition) -> tuple[str, ...]:
    total = item.report.total
    return (
        item.name,
        str(total.n),
        shown(total.answer),
        shown(total.ev_hit),
        shown(item.kept),
        shown_estimate(item.change, "+"),
        str(total.refused),
    )
