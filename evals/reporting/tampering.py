"""The report of a tampering test."""

from __future__ import annotations

from collections.abc import Iterable

from evals.reporting.sheet import Sheet
from evals.tampering.model import Count, Kind, Slip, TamperingReport

KINDS = {
    Kind.DIGIT: "数值：改一位数字",
    Kind.MAGNITUDE: "数值：差十倍",
    Kind.NUMERAL: "数值：汉字数字",
    Kind.SIBLING: "数值：换成同一条款的其他数字",
    Kind.RANGE_END: "数值：区间的一端",
    Kind.UNIT: "单位",
    Kind.DIRECTION: "方向：改成相反",
    Kind.DROPPED: "方向：删去限定词",
    Kind.YEAR: "年份",
    Kind.LEVEL: "级别",
    Kind.REGION: "地区",
}
STYLES = {
    "answer": "问答的答案",
    "quoted": "指标原句",
    "composed": "指标改写成句",
    "english": "英文并附原文",
    "cell": "表格单元",
    "sentence": "条款中带数字的句子",
    "reworded": "同义改写",
}


def tampering_sheet(report: TamperingReport) -> Sheet:
    """For people."""
    caught = [(KINDS[kind], count) for kind, count in report.caught.items() if count.made]
    alarms = [(f"未改动：{STYLES[style]}", count) for style, count in report.alarms.items()]
    all_caught, all_alarms = _sum(count for _, count in caught), _sum(report.alarms.values())
    return Sheet(
        title=f"改动检验 {report.context.questions}".strip(),
        head=("改动", "次数", "报警", "比例"),
        rows=tuple(
            _row(name, count) for name, count in (*caught, ("改动合计", all_caught), *alarms, ("误报合计", all_alarms))
        ),
        remarks=(f"核对一个答案平均 {report.milliseconds:.2f} 毫秒",),
        context=report.context,
    )


def tampering_values(report: TamperingReport) -> dict[str, object]:
    """For JSON."""
    return {
        "caught": {str(kind): _values(count) for kind, count in report.caught.items()},
        "alarms": {style: _values(count) for style, count in report.alarms.items()},
        "caught_all": _values(_sum(report.caught.values())),
        "alarms_all": _values(_sum(report.alarms.values())),
        "milliseconds": round(report.milliseconds, 3),
    }


def slip_values(slip: Slip) -> dict[str, object]:
    """One case in which the check was wrong, for JSON."""
    return {"kind": slip.name, "text": slip.text, "was": slip.was}


def _row(name: str, count: Count) -> tuple[str, ...]:
    return name, str(count.made), str(count.hits), f"{count.share:.2%}"


def _values(count: Count) -> dict[str, object]:
    return {"made": count.made, "hits": count.hits, "share": round(count.share, 4)}


def _sum(counts: Iterable[Count]) -> Count:
    listed = list(counts)
    return Count(sum(count.made for count in listed), sum(count.hits for count in listed))
