"""`zhice eval compare` and `zhice eval gate`, and the running of a question set that they and `eval answers` share."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    HomeOption,
    JsonOption,
    opened_assistant,
    opened_index,
    output_console,
    print_json,
    progress_bar,
    require_documents,
    settings_for,
    warn,
)
from assistant.commands.errors import FAILED, CommandFailed
from assistant.commands.reports import JobsOption, ReportOption, run_context, vars_of

if TYPE_CHECKING:
    from assistant.settings import Settings
    from evals.model import RunReport
    from evals.runs.asking import Open
    from evals.runs.model import RunManifest, StoredRun
    from evals.runs.report import RunFigures
    from vectorstore.index import PolicyIndex

RunArgument = Annotated[Path, typer.Argument(help="zhice eval answers --run 写出的文件夹。")]


def compare(
    run_a: RunArgument,
    run_b: RunArgument,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    """比较同一题目集上的两次运行：逐题胜负、配对随机化检验、自助法区间，分类型列出。"""
    import json

    from evals.comparing.comparing import compare_runs
    from evals.comparing.report import comparison_sheets, comparison_values
    from evals.reporting.sheet import markdown_of, print_sheet
    from evals.runs.store import read_run

    compared = compare_runs(read_run(run_a), read_run(run_b))
    sheets, values = comparison_sheets(compared), comparison_values(compared)
    if report is not None:
        report.mkdir(parents=True, exist_ok=True)
        (report / "comparison.md").write_text("\n".join(map(markdown_of, sheets)), encoding="utf-8")
        (report / "comparison.json").write_text(json.dumps(values, ensure_ascii=False, indent=2), encoding="utf-8")
    if as_json:
        print_json(values)
        return
    for sheet in sheets:
        print_sheet(sheet, output_console())


def gate(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(help="题目文件，现在作答；或一次已存下的运行所在的文件夹。")],
    baseline: Annotated[Path, typer.Option("--baseline", help="作为基准的运行所在的文件夹。")],
    max_drop: Annotated[str, typer.Option("--max-drop", help="各项指标最多可下降多少，如 1pt、0.5pt。")] = "1pt",
    jobs: JobsOption = 1,
    home: HomeOption = None,
) -> None:
    """把关：有指标比基准下降过多时，逐项列出，并以非零退出，供持续集成使用。"""
    from evals.comparing.gate import falls, read_drop
    from evals.runs.store import read_run

    most, before = read_drop(max_drop), read_run(baseline)
    if questions.is_dir():
        now = read_run(questions)
    else:
        now = _answered_now(settings_for(context, home), questions, jobs, before)
    found = falls(before, now, most)
    for score in now.scores:
        if score.error:
            warn(f"出错 {score.id}：{score.error}")
    for fall in found:
        print(fall.line)
    if found:
        warn(f"未通过：{len(found)} 项指标比基准 {baseline} 下降超过 {100 * most:g} 个百分点。")
        raise typer.Exit(FAILED)
    print(f"通过：{len(now.scores)} 题，没有指标比基准 {baseline} 下降超过 {100 * most:g} 个百分点。")


def measured_run(
    settings: Settings, questions: Path, run: Path | None, resume: bool, jobs: int
) -> tuple[RunReport, RunFigures]:
    """Asks a question set, from where a stored `run` stopped, scores it, and with `run` keeps all of it."""
    from assistant.bootstrap import make_assistant
    from evals.questions import read_questions
    from evals.runner import score_run
    from evals.runs.report import RunFigures
    from evals.runs.running import begun_at, open_run, run_questions
    from evals.runs.scoring import question_scores

    gold = read_questions(questions)
    with opened_index(settings) as index:
        require_documents(index, settings)
        if jobs == 1:  # else each worker process warms up its own
            index.warm_up()
        assistant = make_assistant(settings, index)
        manifest = _manifest(settings, index, questions, len(gold), assistant.answerer, run)
        folder = None if run is None else open_run(run, manifest, questions, resume)
        workers = partial(opened_assistant, settings, for_many=True)
        opener: Open = workers if jobs > 1 else lambda: nullcontext(assistant)
        with progress_bar("评测") as bar:
            task = bar.add_task("", total=len(gold))
            rows = run_questions(
                gold, opener, jobs, folder, lambda done, total: bar.update(task, completed=done, total=total)
            )
        texts = {source.name: index.source_text(source.name) for source in index.sources()}
        origin = run_context(settings, questions.name, vars_of(index.manifest))
    result = score_run(gold, [prediction for prediction, _ in rows], texts, origin)
    observations = {seen.id: seen for _, seen in rows}
    scores = question_scores(result, observations, texts)
    if folder is not None:
        folder.finish(replace(begun_at(folder, manifest), finished_at=_now()), scores)
    return result, RunFigures(scores, observations, origin)


def _answered_now(settings: Settings, questions: Path, jobs: int, before: StoredRun) -> StoredRun:
    """A run that is not kept; of another question set than the baseline's it would be for nothing."""
    from evals.runs.model import RunManifest, StoredRun
    from evals.runs.store import sha256_of

    digest = sha256_of(questions)
    if digest != before.manifest.questions_sha256:
        raise CommandFailed(f"{questions} 与基准所用的题目（{before.manifest.questions}）内容不同，不能比较。")
    _, figures = measured_run(settings, questions, None, False, jobs)
    manifest = RunManifest("now", questions=questions.name, questions_sha256=digest)
    return StoredRun(manifest, before.golds, {}, figures.scores, figures.observations)


def _manifest(
    settings: Settings, index: PolicyIndex, questions: Path, rows: int, answerer: str, run: Path | None
) -> RunManifest:
    from importlib.metadata import version

    from evals.runs.model import RunManifest
    from evals.runs.running import fingerprint_of
    from evals.runs.store import sha256_of

    origin = run_context(settings, questions.name, vars_of(index.manifest))
    sources = index.sources()
    return RunManifest(
        name=run.resolve().name if run is not None else "",
        version=version("zhice"),
        commit=origin.commit,
        index={
            **origin.manifest,
            "fingerprint": fingerprint_of((source.name, source.digest) for source in sources),
            "generation": index.generation,
            "documents": len(index.documents()),
        },
        settings=origin.settings,
        machine=origin.machine,
        started_at=_now(),
        questions=questions.name,
        questions_sha256=sha256_of(questions),
        rows=rows,
        answerer=answerer,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
