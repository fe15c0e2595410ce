"""The `zhice` command: parses, calls, prints. The only place that reaches up to `ui` and `evals`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands import answers, evaluation, library, service
from assistant.commands.common import CliState
from assistant.commands.errors import exit_code_of

app = typer.Typer(
    name="zhice",
    help="知策：政策文件检索问答，逐条引用原文，文件没有规定就说没有。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
evaluate = typer.Typer(help="评测：问答与检索。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(evaluate, name="eval")


@app.callback()
def root(
    context: typer.Context,
    home: Annotated[Path | None, typer.Option(help="索引所在文件夹（也可用环境变量 ZHICE_HOME）。")] = None,
) -> None:
    """Keeps the global options for the commands."""
    context.obj = CliState(home)


app.command("ingest")(library.ingest)
app.command("ask")(answers.ask)
app.command("batch")(answers.batch)
app.command("search")(answers.search)
app.command("documents")(library.documents)
app.command("remove")(library.remove)
app.command("serve")(service.serve)
app.command("doctor")(service.doctor)
evaluate.command("answers")(evaluation.answers)
evaluate.command("retrieval")(evaluation.retrieval)


def main() -> None:
    """Runs the program; every expected failure is one line on standard error and a non-zero exit."""
    try:
        app()
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        sys.exit(130)
    except Exception as error:
        code = exit_code_of(error)
        if code is None:
            raise
        print(f"错误：{error}", file=sys.stderr)
        sys.exit(code)


if __name__ == "__main__":
    main()
