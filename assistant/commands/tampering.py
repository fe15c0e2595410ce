"""`zhice eval tampering`: alters correct statements and counts what the check of figures catches."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    HomeOption,
    JsonOption,
    opened_index,
    progress_bar,
    require_documents,
    settings_for,
)
from assistant.commands.reports import ReportOption, run_context, show_report, vars_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.api import Assistant
    from evals.model import GoldQuestion
    from evals.tampering import Statement
    from vectorstore.index import PolicyIndex


def tampering(
    context: typer.Context,
    questions: Annotated[
        Path | None, typer.Argument(help="题目文件：其中答对的答案也作改动；不给则只用索引里的句子和表格。")
    ] = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """改动检验：逐一改动正确答案中的数字、单位、方向、年份、地区、级别，看核对能发现多少，误报多少。"""
    from assistant.bootstrap import make_assistant
    from evals.questions import read_questions
    from evals.tampering import measure_tampering, of_index

    settings = settings_for(context, home)
    gold = read_questions(questions) if questions is not None else []
    with opened_index(settings) as index, progress_bar("改动检验") as bar:
        require_documents(index, settings)
        task = bar.add_task("", total=None)
        answered = _of_questions(gold, make_assistant(settings, index), index) if gold else iter(())
        result = measure_tampering(
            chain(answered, of_index(index)),
            sorted({record.region[-1] for record in index.documents() if record.region}),
            run_context(settings, questions.name if questions is not None else "", vars_of(index.manifest)),
            lambda done: bar.update(task, completed=done),
        )
    show_report(result, report, as_json)


def _of_questions(gold: Sequence[GoldQuestion], assistant: Assistant, index: PolicyIndex) -> Iterator[Statement]:
    """The answers that are right."""
    from evals.tampering import of_answers, right_answers

    return of_answers(right_answers(gold, assistant.ask), index)
