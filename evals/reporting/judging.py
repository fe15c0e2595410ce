"""The report of what a language model said of answers."""

from __future__ import annotations

from evals.judging.model import JudgedReport, Judgement
from evals.reporting.sheet import Sheet, estimate_values, shown_estimate

_HEAD = ("模型", "题数", "判定", "答对 [95% 区间]", "有引文依据 [95% 区间]", "与按字串判定一致")


def judged_sheet(report: JudgedReport) -> Sheet:
    """For people."""
    shares = (report.correct, report.faithful, report.agreement)
    row = (
        report.model,
        str(len(report.judgements)),
        str(len(report.judged)),
        *("-" if share is None else shown_estimate(share) for share in shares),
    )
    remarks = ("由语言模型判定，会有误判，只作参考；其他指标都不经过模型",)
    return Sheet("模型判定", _HEAD, (row,), remarks, report.context)


def judged_values(report: JudgedReport) -> dict[str, object]:
    """For JSON."""
    shares = {"correct": report.correct, "faithful": report.faithful, "agreement": report.agreement}
    return {
        "test": "judged",
        "model": report.model,
        "n": len(report.judgements),
        "judged": len(report.judged),
        **{name: None if share is None else estimate_values(share) for name, share in shares.items()},
    }


def judgement_values(judgement: Judgement) -> dict[str, object]:
    """One answer that the model does not hold for correct and faithful, or did not judge."""
    return {
        "id": judgement.id,
        "counted_right": judgement.counted_right,
        "correct": judgement.correct,
        "faithful": judgement.faithful,
        "reason": judgement.reason,
    }
