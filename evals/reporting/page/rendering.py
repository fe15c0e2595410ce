"""Fills the template of the page. The only file that imports jinja2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import jinja2  # noqa: TID251
import markupsafe

from evals.errors import BadFile
from evals.metrics import quantile
from evals.reporting.page import figures, naming
from evals.reporting.page.comparing import compared
from evals.reporting.page.drawing import plots_of
from evals.reporting.page.marking import marked
from evals.reporting.page.model import Case, Fault, ShownRun, StandingTest
from evals.text import contains
from ingest.errors import reason_of

WORST = 200
"""Faulty questions shown whole; the rest is counted."""
OPEN = 12
"""Of these, how many are shown without a click."""
CHANGED = 100
"""Won and lost questions of a comparison, each."""


def render_page(run: ShownRun, other: ShownRun | None = None, standing: Sequence[StandingTest] = ()) -> str:
    """The page on one run, or on `other` compared with `run`, which it is to follow.

    Of two runs the questions that are shown one by one are those of `other`.
    """
    shown = other or run
    values = {
        "run": shown,
        "comparison": compared(run, other) if other else None,
        "figures": [figures.shown_of(name, shown.cases) for name in figures.HEADLINE],
        "further": figures.others(shown.cases),
        "types": _types(shown),
        "faults": _faults(shown),
        "latency": _latency(shown),
        "plots": plots_of([run, other] if other else [run]),
        "errors": [case for case in shown.cases if case.fault in (Fault.FAILED, Fault.MISSING)],
        "standing": standing,
        "worst": WORST,
        "open": OPEN,
        "changed": CHANGED,
    }
    return _environment().get_template("report.html").render(values)


def write_page(path: Path, page: str) -> None:
    """Writes the page, with the folder it stands in. Raises `BadFile` where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise BadFile(f"无法写入 {path}：{reason_of(error)}，请检查路径与权限") from error


def _environment() -> jinja2.Environment:
    own = files(__package__)
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: (own / "templates" / name).read_text(encoding="utf-8")),
        # Questions, answers and quotes are the documents' words, which may be hostile.
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": naming.percent,
        "span": naming.span,
        "points": naming.points,
        "ms": naming.milliseconds,
        "count": naming.count,
        "moment": naming.moment,
        "type": naming.type_name,
    }
    environment.globals |= {
        "style": markupsafe.Markup((own / "assets" / "report.css").read_text(encoding="utf-8")),
        "marked": marked,
        "demands": _demands,
        "svg": lambda plot: markupsafe.Markup(plot.svg),
    }
    return environment


def _types(run: ShownRun) -> list[tuple[str, Sequence[Case], list[figures.Shown]]]:
    groups = {**run.of_types(), "全部": run.cases}
    return [
        (name, cases, [figures.shown_of(figure, cases) for figure in figures.BY_TYPE]) for name, cases in groups.items()
    ]


def _faults(run: ShownRun) -> list[tuple[Fault, int]]:
    counts = [(fault, sum(case.fault is fault for case in run.cases)) for fault in Fault]
    return [(fault, count) for fault, count in counts if count]


def _latency(run: ShownRun) -> Mapping[str, float] | None:
    times = [case.latency_ms for case in run.cases if case.latency_ms is not None]
    if not times:
        return None
    return {"p50": quantile(times, 0.5), "p90": quantile(times, 0.9), "p99": quantile(times, 0.99), "n": len(times)}


def _demands(case: Case) -> list[tuple[str, bool, bool]]:
    """What the answer must and must not say: (words, whether it is a demand, whether they are there)."""
    question, answer = case.question, case.prediction.answer if case.prediction else ""
    wanted = question.must if question.answerable else question.correction
    told = [(" / ".join(choices), True, any(contains(c, answer) for c in choices)) for choices in wanted]
    return told + [(words, False, contains(words, answer)) for words in question.must_not]
