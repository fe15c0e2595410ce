"""A comparison for people and as JSON."""

from __future__ import annotations

from dataclasses import asdict

from evals.comparing.chance import LEVEL
from evals.comparing.model import Comparison, FigureDifference, TypeDifference
from evals.model import RunContext
from evals.reporting.sheet import Sheet, estimate_values, shown, shown_estimate
from evals.runs.model import RunManifest

_LISTED = 20
"""Ids of a kind in the text; the JSON has all."""


def comparison_sheets(compared: Comparison) -> tuple[Sheet, Sheet]:
    """The answers by type, and all figures."""
    context = context_of(compared.second)
    runs = (("甲", compared.first), ("乙", compared.second))
    rows = (*compared.types, compared.total)
    remarks = (
        "，".join(f"{sign} {run.name}（{run.commit or '未知提交'}）" for sign, run in runs) + "；差 = 乙 - 甲",
        f"p：配对随机化检验（Noreen 1989；Smucker 等 2007），小于 {LEVEL} 记 *",
        "区间：配对自助法（Efron 与 Tibshirani 1993）",
        _verdict(compared.total.right),
        *_ids("乙胜", compared.total.won),
        *_ids("乙负", compared.total.lost),
    )
    head = ("类型", "题数", "乙胜", "乙负", "都对", "都错", "甲答对", "乙答对", "差与 95% 区间", "p")
    answers = Sheet("逐题比较", head, tuple(map(_type_row, rows)), remarks, context)
    figures = Sheet(
        "各项指标", ("指标", "甲", "乙", "差与 95% 区间", "p"), tuple(map(_row, compared.figures)), (), context
    )
    return answers, figures


def comparison_values(compared: Comparison) -> dict[str, object]:
    """{"first", "second", "total", "types", "figures"} for JSON."""
    return {
        "first": asdict(compared.first),
        "second": asdict(compared.second),
        "total": _type_values(compared.total),
        "types": {kind.type: _type_values(kind) for kind in compared.types},
        "figures": {figure.name: _values(figure) for figure in compared.figures},
    }


def context_of(manifest: RunManifest) -> RunContext:
    """What a sheet says of where its figures come from."""
    return RunContext(
        manifest.questions, manifest.commit, manifest.index, manifest.settings, manifest.started_at, manifest.machine
    )


def _verdict(right: FigureDifference) -> str:
    if right.difference is None or right.p is None:
        return "答对：无从比较"
    told = "差别超出偶然" if right.significant else "不能排除偶然"
    return f"答对：乙 {shown_estimate(right.difference, '+')}，p={right.p:.4f}，{told}"


def _type_row(kind: TypeDifference) -> tuple[str, ...]:
    counts = (kind.n, len(kind.won), len(kind.lost), len(kind.both), len(kind.neither))
    return (kind.type, *map(str, counts), *_row(kind.right)[1:])


def _row(figure: FigureDifference) -> tuple[str, ...]:
    by = "-" if figure.difference is None else shown_estimate(figure.difference, "+")
    p = "-" if figure.p is None else f"{figure.p:.4f}{'*' if figure.significant else ''}"
    return figure.label, shown(figure.first), shown(figure.second), by, p


def _values(figure: FigureDifference) -> dict[str, object]:
    return {
        "first": figure.first,
        "second": figure.second,
        "difference": None if figure.difference is None else estimate_values(figure.difference),
        "p": figure.p,
        "significant": figure.significant,
    }


def _type_values(kind: TypeDifference) -> dict[str, object]:
    ids = {name: list(getattr(kind, name)) for name in ("won", "lost", "both", "neither")}
    return {"n": kind.n} | ids | {"right": _values(kind.right)}


def _ids(label: str, ids: tuple[str, ...]) -> list[str]:
    more = f" 等 {len(ids)} 题" if len(ids) > _LISTED else ""
    return [f"{label}：{'、'.join(ids[:_LISTED])}{more}"] if ids else []
