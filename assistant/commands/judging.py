"""`zhice eval judge`: what a language model says of the answers of a stored run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.common import HomeOption, JsonOption, progress_bar, settings_for
from assistant.commands.errors import CommandFailed
from assistant.commands.evaluation import run_context
from assistant.commands.runs import RunArgument


def judge(
    context: typer.Context,
    run: RunArgument,
    output: Annotated[
        Path | None, typer.Option("--output", "--report", help="把报告（report.md、report.json 等）写到这个文件夹。")
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """让语言模型判定一次运行的回答：对不对、有没有引文依据。要先配置模型接口；结果单独报告，只作参考。"""
    from assistant.bootstrap import make_language_model
    from evals.judging.judging import judge_run
    from evals.report import print_table, to_json, write_errors, write_report
    from evals.runs.store import read_run

    settings = settings_for(context, home)
    if not settings.uses_language_model:
        raise CommandFailed("没有配置模型接口。请设置 ZHICE_LLM_BASE_URL 和 ZHICE_LLM_MODEL 后重试。")
    stored = read_run(run)
    with progress_bar("判定") as bar:
        task = bar.add_task("", total=len(stored.golds))
        result = judge_run(
            stored,
            make_language_model(settings),
            lambda done, total: bar.update(task, completed=done, total=total),
            run_context(settings, stored.manifest.questions, {"run": stored.manifest.name}),
        )
    if output is not None:
        write_report(result, output)
        write_errors(result, output / "errors.jsonl")
    if as_json:
        print(to_json(result))
    else:
        print_table(result)
