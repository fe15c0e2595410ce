"""The `zhice` command: parses, calls, prints. The only place that reaches up to `ui` and `evals`."""

from __future__ import annotations

import gc
import io
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands import (
    answers,
    audit,
    catalogue,
    evaluation,
    evaluation_report,
    feedback,
    history,
    judging,
    library,
    other_assistants,
    question_sets,
    runs,
    scoring,
    service,
    standing,
    tables,
    tampering,
)
from assistant.commands.common import CliState, warn
from assistant.commands.errors import FAILED, message_of
from assistant.commands.users import users

_OBJECTS_BETWEEN_COLLECTIONS = 50_000

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
conversations = typer.Typer(help="对话记录：查看、导出、改名、删除。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(conversations, name="history")
opinions = typer.Typer(help="用户反馈：查看，导出为评测题。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(opinions, name="feedback")
app.add_typer(users, name="users")


@app.callback()
def root(
    context: typer.Context,
    home: Annotated[Path | None, typer.Option(help="索引所在文件夹（也可用环境变量 ZHICE_HOME）。")] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="在标准错误上显示日志，供排查问题。")] = False,
) -> None:
    """Keeps the global options for the commands."""
    context.obj = CliState(home)
    if verbose:
        logging.basicConfig(level=logging.INFO)
    else:
        # Without a handler Python prints warnings of libraries, and tracebacks, among the program's own lines.
        logging.getLogger().addHandler(logging.NullHandler())


app.command("ingest")(library.ingest)
app.command("ask")(answers.ask)
app.command("batch")(answers.batch)
app.command("search")(answers.search)
app.command("documents")(catalogue.documents)
app.command("facts")(catalogue.facts)
app.command("ledger")(tables.ledger)
app.command("duties")(tables.duties)
app.command("compare")(tables.compare)
app.command("remove")(library.remove)
app.command("serve")(service.serve)
app.command("mcp")(service.mcp)
app.command("audit")(audit.audit)
app.command("doctor")(service.doctor)
evaluate.command("answers")(evaluation.answers)
evaluate.command("compare")(runs.compare)
evaluate.command("gate")(runs.gate)
evaluate.command("evidence")(evaluation.evidence)
evaluate.command("retrieval")(evaluation.retrieval)
evaluate.command("score")(scoring.score)
evaluate.command("check-set")(question_sets.check_set)
evaluate.command("new-set")(question_sets.new_set)
evaluate.command("robustness")(standing.robustness)
evaluate.command("distractors")(standing.distractors)
evaluate.command("hostile")(standing.hostile)
evaluate.command("judge")(judging.judge)
evaluate.command("import-feedback")(question_sets.import_feedback)
evaluate.command("run-other")(other_assistants.run_other)
evaluate.command("tampering")(tampering.tampering)
evaluate.command("reading")(evaluation.reading)
evaluate.command("report")(evaluation_report.report)
conversations.command("list")(history.list_conversations)
conversations.command("show")(history.show)
conversations.command("export")(history.export)
conversations.command("rename")(history.rename)
conversations.command("delete")(history.delete)
opinions.command("list")(feedback.list_feedback)
opinions.command("export")(feedback.export)


def main() -> None:
    """Runs the program; every expected failure is one line on standard error and a non-zero exit."""
    # Imports make a few hundred thousand objects that stay; at Python's own 700 the collector walks them over and over.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    _write_anything()
    try:
        app()
    except Exception as error:
        message = message_of(error)
        if message is None:
            raise
        warn(f"错误：{message}")
        sys.exit(FAILED)


def _write_anything() -> None:
    """A character that the terminal's encoding lacks becomes a question mark and not the end of the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
