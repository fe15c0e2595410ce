"""Reports for the terminal, as JSON and as Markdown, and the files of what went wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from evals.ablation import AblationReport
from evals.evidence.model import EvidenceReport
from evals.hostile.model import HostileReport
from evals.judging.model import JudgedReport
from evals.model import RunReport
from evals.reading.measuring import ReadingReport
from evals.reporting.ablation import ablation_sheet, ablation_values
from evals.reporting.answers import answers_sheet, answers_values, wrong_values
from evals.reporting.evidence import evidence_sheet, evidence_values, missed_values
from evals.reporting.hostile import hostile_sheet, hostile_values, outcome_values
from evals.reporting.judging import judged_sheet, judged_values, judgement_values
from evals.reporting.page.rendering import render_page, write_page
from evals.reporting.page.runs import shown_report, shown_run
from evals.reporting.page.standing import read_standing
from evals.reporting.reading import reading_sheet, reading_values
from evals.reporting.retrieval import retrieval_sheet, retrieval_values
from evals.reporting.sheet import Sheet, context_values, markdown_of, print_sheet
from evals.reporting.standing import lost_values, standing_sheet, standing_values
from evals.reporting.tampering import slip_values, tampering_sheet, tampering_values
from evals.retrieval import RetrievalReport
from evals.runs.store import read_run
from evals.standing.model import StandingReport
from evals.tampering.model import TamperingReport

WithErrors = (
    RunReport | EvidenceReport | AblationReport | TamperingReport | StandingReport | HostileReport | JudgedReport
)
"""Reports that name what went wrong."""
Report = WithErrors | RetrievalReport | ReadingReport


def print_table(report: Report, console: Console | None = None) -> None:
    """Prints the figures as a table, with what belongs to the whole run beneath."""
    print_sheet(_sheet(report), console or Console())


def to_markdown(report: Report) -> str:
    """The report as Markdown: table, remarks, and where the figures come from."""
    return markdown_of(_sheet(report))


def to_json(report: Report) -> str:
    """The report as one JSON object, shares rounded to 4 digits, null where a denominator is 0."""
    record = _values(report) | {"context": context_values(report.context)}
    return json.dumps(record, ensure_ascii=False, indent=2, default=str)


def write_report(report: Report, folder: Path, name: str = "report") -> None:
    """Writes the report into `folder`, which is made, as `name`.md and `name`.json; of answers a page too.

    Raises `PlotsMissing` where the page cannot be drawn, after the other two are written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(to_markdown(report), encoding="utf-8")
    (folder / f"{name}.json").write_text(to_json(report), encoding="utf-8")
    if isinstance(report, RunReport):
        write_page(folder / f"{name}.html", render_page(shown_report(report)))


def write_runs_page(
    output: Path,
    run: Path,
    second: Path | None = None,
    questions: Path | None = None,
    standing: Sequence[Path] = (),
) -> None:
    """Writes the page on the run stored in `run`, or on `second` compared with it, with the tests of `standing`.

    `questions` take the place of the runs' own copies; `standing` are JSON reports. Raises `BadFile` for what cannot
    be read or written, `PlotsMissing` without the library that draws.
    """
    tests = [read_standing(path) for path in standing]
    first = shown_run(read_run(run, questions))
    other = shown_run(read_run(second, questions)) if second is not None else None
    write_page(output, render_page(first, other, tests))


def write_errors(report: WithErrors, path: Path) -> int:
    """Writes the wrong answers, questions with evidence in the wrong place or slips as JSONL; returns how many.

    Of an ablation those of its last way, which has all parts.
    """
    records = list(_errors(report))
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return len(records)


def _errors(
    report: WithErrors,
) -> Iterator[dict[str, object]]:
    match report:
        case RunReport():
            yield from map(wrong_values, report.wrong)
        case EvidenceReport():
            yield from map(missed_values, report.missed)
        case AblationReport():
            yield from _errors(report.reports[-1][1])
        case TamperingReport():
            yield from map(slip_values, (*report.missed, *report.false))
        case JudgedReport():
            doubted = (each for each in report.judgements if not (each.correct and each.faithful))
            yield from map(judgement_values, doubted)
        case HostileReport():
            yield from map(outcome_values, report.came_through)
        case StandingReport():
            yield from (lost_values(item.name, pair) for item in report.conditions for pair in item.lost)


def _sheet(report: Report) -> Sheet:
    match report:
        case RunReport():
            return answers_sheet(report)
        case RetrievalReport():
            return retrieval_sheet(report)
        case EvidenceReport():
            return evidence_sheet(report)
        case AblationReport():
            return ablation_sheet(report)
        case HostileReport():
            return hostile_sheet(report)
        case JudgedReport():
            return judged_sheet(report)
        case StandingReport():
            return standing_sheet(report)
        case TamperingReport():
            return tampering_sheet(report)
        case ReadingReport():
            return reading_sheet(report)


def _values(report: Report) -> dict[str, object]:
    match report:
        case RunReport():
            return answers_values(report)
        case RetrievalReport():
            return retrieval_values(report)
        case EvidenceReport():
            return evidence_values(report)
        case AblationReport():
            return ablation_values(report)
        case HostileReport():
            return hostile_values(report)
        case JudgedReport():
            return judged_values(report)
        case StandingReport():
            return standing_values(report)
        case TamperingReport():
            return tampering_values(report)
        case ReadingReport():
            return reading_values(report)
