"""`zhice eval judge`: what a language model says of the answers of a stored run."""

from __future__ import annotations

import typer

from assistant.commands.common import HomeOption, JsonOption, progress_bar, settings_for
from assistant.commands.errors import CommandFailed
from assistant.commands.reports import OutputOption, run_context, show_report
from assistant.commands.runs import RunArgument


def judge(
    context: typer.Context,
    run: RunArgument,
    output: OutputOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """让语言模型判定一次运行的回答：对不对、有没有引文依据。要先配置模型接口；结果单独报告，只作参考。"""
    from assistant.bootstrap import make_language_model
    from evals.judging.judging import judge_run
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
    show_report(result, output, as_json)
