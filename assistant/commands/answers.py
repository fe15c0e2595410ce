"""Commands that answer: ask, batch, search."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from assistant.commands.common import HomeOption, JsonOption, opened_assistant, print_json, progress_bar, settings_for
from assistant.commands.errors import CommandFailed
from assistant.commands.records import answer_record, hit_record
from assistant.model import Answer, Turn
from assistant.ports import BadQuestion
from assistant.understanding.reader import check_question

if TYPE_CHECKING:
    from assistant.api import Assistant
    from evals.model import BatchQuestion


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="用自然语言提问，中文或英文。")],
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """回答一个问题，附编号引文、条款路径和原文。"""
    checked = check_question(question)
    with opened_assistant(settings_for(context, home)) as assistant:
        answer = assistant.ask(checked)
    if as_json:
        print_json(answer_record(answer))
    else:
        _print_answer(answer)


def batch(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(help='每行 {"id","question"} 或 {"id","turns":[...]}。')],
    output: Annotated[Path, typer.Option("--output", help="结果文件，每行一个回答。")],
    home: HomeOption = None,
) -> None:
    """逐行回答一个问题文件。"""
    from evals.questions import read_batch

    rows = read_batch(questions)
    if not output.absolute().parent.is_dir():
        raise CommandFailed(f"结果文件所在的文件夹不存在：{output.absolute().parent}。请先建立它。")
    # Written beside the target and renamed at the end: an interrupted run never leaves half a result file.
    partial = output.with_name(output.name + ".partial")
    refused = 0
    with opened_assistant(settings_for(context, home)) as assistant, progress_bar("回答") as bar:
        task = bar.add_task("", total=len(rows))
        with partial.open("w", encoding="utf-8") as file:
            for row in rows:
                answer = _answer_row(assistant, row)
                refused += answer.refused
                file.write(json.dumps(answer_record(answer, row.id), ensure_ascii=False) + "\n")
                bar.advance(task)
    os.replace(partial, output)
    print(f"已回答 {len(rows)} 个问题（其中拒答 {refused} 个），结果在 {output}。")


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="检索词或问题。")],
    top_k: Annotated[int, typer.Option("--top-k", min=1, max=200, help="返回多少条。")] = 5,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """检索条款，按得分排列。"""
    checked = check_question(query)
    with opened_assistant(settings_for(context, home)) as assistant:
        hits = assistant.search(checked, top_k)
    if as_json:
        print_json([hit_record(hit) for hit in hits])
        return
    console = Console()
    for number, hit in enumerate(hits, start=1):
        passage = hit.passage
        console.print(Text(f"{number}. [{hit.score:.3f}] {passage.title}　{passage.clause}", style="bold"))
        console.print(Text(f"   {passage.source}\n   {' '.join(passage.text.split())[:160]}\n"))
    if not hits:
        print("没有找到相关条款。")


def _answer_row(assistant: Assistant, row: BatchQuestion) -> Answer:
    """The answer to a row; a question that cannot be asked is answered with the reason."""
    history: list[Turn] = []
    try:
        for earlier in row.earlier:
            history.append(Turn(earlier, assistant.ask(earlier, history).text))
        return assistant.ask(row.question, history)
    except BadQuestion as error:
        return Answer(row.question, "", True, str(error))


def _print_answer(answer: Answer) -> None:
    console = Console()
    console.print(Text(answer.text, style="" if answer.refused else "bold"))
    for number, citation in enumerate(answer.citations, start=1):
        console.print(Text(f"\n[{number}] {citation.title}　{citation.clause}"))
        console.print(Text(f"    “{' '.join(citation.quote.split())}”"))
        console.print(Text(f"    {citation.doc}，第 {citation.start}–{citation.end} 字", style="dim"))
    for note in answer.notes:
        console.print(Text(f"\n注：{note}", style="dim"))
