"""Names and numbers as the page writes them. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

from evals.intervals import Estimate

_TYPES = {
    "single_fact": "单一事实",
    "qualified_numeric": "限定指标",
    "table": "表格",
    "department": "责任部门",
    "list": "列举",
    "definition": "定义",
    "cross_doc": "跨文件",
    "comparison": "比较",
    "colloquial": "口语",
    "traditional": "繁体",
    "english": "英文",
    "followup": "追问",
    "figure": "数字",
    "unanswerable": "无答案",
    "false_premise": "错误前提",
    "?": "未分类",
}


def type_name(name: str) -> str:
    """Chinese for the types of the question sets that are known; others as they are."""
    return _TYPES.get(name, name)


def percent(value: float) -> str:
    """A share in [0, 1]."""
    return f"{100 * value:.1f}%"


def span(estimate: Estimate) -> str:
    """The interval of a share."""
    return f"{100 * estimate.low:.1f}–{100 * estimate.high:.1f}%"


def points(value: float) -> str:
    """A difference in percentage points; adding 0 keeps a tiny negative number from showing as -0.0."""
    return f"{round(100 * value, 1) + 0.0:+.1f}".replace("-", "−")


def milliseconds(value: float) -> str:
    """A time, in seconds from ten of them on."""
    return f"{value:.0f} ms" if value < 10_000 else f"{value / 1000:.1f} s"


def count(value: float) -> str:
    """A sum of shares, whole where it is whole."""
    return f"{value:g}" if float(value).is_integer() else f"{value:.1f}"


def moment(iso: str) -> str:
    """An ISO 8601 time to the minute in UTC; what is no time is given back as it is."""
    try:
        parsed = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    if parsed.tzinfo is None:
        return f"{parsed:%Y-%m-%d %H:%M}"
    return f"{parsed.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
