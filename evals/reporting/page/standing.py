"""The tables of standing tests, read from the JSON that their commands write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from evals.errors import BadFile
from evals.reporting.page.model import StandingTest
from evals.reporting.tampering import KINDS, STYLES
from ingest.errors import reason_of

_MOST_ROWS = 200
_NAMES = {
    "tampering": "改动检验",
    "distractors": "干扰文件",
    "robustness": "改写与错字",
    "hostile": "恶意文件",
    "judged": "模型判定",
    "correct": "答对",
    "faithful": "有引文依据",
    "agreement": "与按字串判定一致",
    "caught": "改动",
    "caught_all": "改动合计",
    "alarms": "未改动",
    "alarms_all": "误报合计",
    "made": "次数",
    "hits": "报警",
    "share": "比例",
    "value": "值",
    "interval": "95% 区间",
    "milliseconds": "核对一个答案（毫秒）",
    "n": "题数",
    "answer": "答对",
    "right": "答对",
    "ev_hit": "证据命中",
    "cite_prec": "引文逐字",
    "held": "守住",
    "exact": "引文逐字",
    "attacks": "攻击",
    **{str(kind): name for kind, name in KINDS.items()},
    **STYLES,
}


def read_standing(path: Path) -> StandingTest:
    """The test whose JSON report is in `path`.

    A report is {"title", "head", "rows", "remarks"}, or any object: each object within it becomes a row, what is
    no object a remark. Raises `BadFile` for anything else.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(f"无法读取 {path}：{reason_of(error)}，请检查路径") from error
    except (ValueError, RecursionError):
        raise BadFile(f"{path} 不是合法的 JSON，请给出各项检验用 --report 写出的 report.json") from None
    if not isinstance(values, dict):
        raise BadFile(f"{path} 应为 JSON 对象，请给出各项检验用 --report 写出的 report.json")
    return _given(values) or _found(_title(path, values), values)


def _title(path: Path, values: Mapping[str, object]) -> str:
    if "caught" in values and "alarms" in values:
        return _NAMES["tampering"]
    told = values.get("title") or values.get("test") or (path.stem if path.stem != "report" else path.parent.name)
    return _named(str(told))


def _given(values: Mapping[str, object]) -> StandingTest | None:
    """A report that is a table already."""
    head, rows, remarks = values.get("head"), values.get("rows"), values.get("remarks", [])
    if not isinstance(head, list) or not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return None
    told = [str(remark) for remark in remarks] if isinstance(remarks, list) else []
    cells = [[_shown(cell) for cell in row] for row in rows[:_MOST_ROWS]]
    return StandingTest(_named(str(values.get("title", ""))), [str(name) for name in head], cells, told)


def _found(title: str, values: Mapping[str, object]) -> StandingTest:
    rows = list(_rows({name: value for name, value in values.items() if name != "context"}))[:_MOST_ROWS]
    columns = list(dict.fromkeys(name for _, row in rows for name in row))
    remarks = [
        f"{_named(name)}：{_shown(value)}"
        for name, value in values.items()
        if name not in ("title", "test") and not isinstance(value, dict | list)
    ]
    cells = [[name, *(_shown(row.get(column)) for column in columns)] for name, row in rows]
    return StandingTest(title, ["", *map(_named, columns)], cells, remarks)


def _rows(values: Mapping[str, object], before: str = "") -> Iterable[tuple[str, dict[str, object]]]:
    """The innermost objects, named by the way to them; a list of objects holds one each."""
    for name, value in values.items():
        inner = _inner(value)
        flat = {key: item for key, item in inner.items() if not isinstance(item, dict)}
        if flat:
            yield f"{before}{_named(name)}", flat
        yield from _rows({key: inner[key] for key in inner if key not in flat}, f"{before}{_named(name)} · ")


def _inner(value: object) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return {str(number): item for number, item in enumerate(value, 1)}
    return {}


def _named(name: str) -> str:
    return _NAMES.get(name, name)


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, list):
        return "、".join(map(_shown, value))
    return str(value)
