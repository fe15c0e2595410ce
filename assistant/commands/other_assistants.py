"""`zhice eval run-other`: another assistant answers a question set; `zhice eval score` then scores it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.batch_file import check_target
from assistant.commands.common import HomeOption, progress_bar, settings_for
from assistant.commands.errors import CommandFailed

if TYPE_CHECKING:
    from assistant.settings import Settings
    from evals.runner import Ask


def run_other(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(help="题目文件（JSONL）；只用其中的问题，不看标准答案。")],
    output: Annotated[Path, typer.Option("--output", help="预测文件（JSONL，同 zhice batch 的输出）。")],
    endpoint: Annotated[str, typer.Option("--endpoint", help="OpenAI 兼容接口的地址，到 /v1 为止。")] = "",
    model: Annotated[str, typer.Option("--model", help="接口上的模型名称。")] = "",
    runnable: Annotated[str, typer.Option("--runnable", help="LangChain 的 runnable，写作 模块:属性。")] = "",
    home: HomeOption = None,
) -> None:
    """让别的助手回答题目文件：OpenAI 兼容接口，或 LangChain 的 runnable；密钥取 ZHICE_LLM_API_KEY。"""
    from evals.predictions import write_predictions
    from evals.questions import read_batch
    from evals.runner import run_answers

    rows = read_batch(questions)
    check_target(output, questions)
    ask = _ask(settings_for(context, home), endpoint, model, runnable)
    with progress_bar("作答") as bar:
        task = bar.add_task("", total=len(rows))
        predictions = run_answers(rows, ask, lambda done, total: bar.update(task, completed=done))
    write_predictions(predictions, output)
    failed = [item for item in predictions if item.error]
    refused = sum(item.refused for item in predictions)
    print(f"已回答 {len(predictions)} 个问题（其中拒答 {refused} 个，出错 {len(failed)} 个）。")
    if failed:
        print(f"第一个错误：{failed[0].id} {failed[0].error}")
    print(f"结果在 {output}；打分请用 zhice eval score {output} --gold {questions}")


def _ask(settings: Settings, endpoint: str, model: str, runnable: str) -> Ask:
    from assistant.bootstrap import make_language_model
    from evals.others import asking_model, asking_runnable, load_runnable

    if bool(endpoint) == bool(runnable):
        raise CommandFailed("请给出 --endpoint 与 --model，或者 --runnable，二者取一。")
    if runnable:
        return asking_runnable(load_runnable(runnable), runnable)
    return asking_model(make_language_model(settings.model_copy(update={"llm_base_url": endpoint, "llm_model": model})))
