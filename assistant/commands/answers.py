"""Commands that answer: ask, batch, search."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    HomeOption,
    JsonOption,
    as_text,
    opened_assistant,
    output_console,
    print_json,
    progress_bar,
    settings_for,
)
from assistant.commands.filter_options import (
    AsOfOption,
    DocumentOption,
    KindOption,
    LevelOption,
    RegionOption,
    YearOption,
    day_from,
    where_from,
)

if TYPE_CHECKING:
    from assistant.model import Answer


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="用自然语言提问，中文或英文。")],
    region: RegionOption = None,
    level: LevelOption = None,
    year: YearOption = None,
    document: DocumentOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """回答一个问题，附编号引文、条款路径和原文。"""
    from assistant.commands.records import answer_record
    from assistant.understanding.reader import check_question

    checked, day = check_question(as_text(question)), day_from(as_of)
    with opened_assistant(settings_for(context, home)) as assistant:
        where = where_from(assistant, region, level, year, document, kind)
        answer = assistant.ask(checked, where=where, as_of=day)
    if as_json:
        print_json(answer_record(answer))
    else:
        print_answer(answer)


def batch(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(help='每行 {"id","question"} 或 {"id","turns":[...]}。')],
    output: Annotated[Path, typer.Option("--output", help="结果文件，每行一个回答。")],
    as_of: AsOfOption = None,
    home: HomeOption = None,
) -> None:
    """逐行回答一个问题文件。"""
    from assistant.commands.batch_file import ResultFile, answer_row, check_target
    from evals.questions import read_batch

    day = day_from(as_of)
    rows = read_batch(questions)
    check_target(output, questions)
    refused = 0
    with (
        opened_assistant(settings_for(context, home), for_many=True) as assistant,
        ResultFile(output) as results,
        progress_bar("回答") as bar,
    ):
        task = bar.add_task("", total=len(rows))
        for row in rows:
            answer = answer_row(partial(assistant.ask, as_of=day), row)
            refused += answer.refused
            results.write(answer, row.id)
            bar.advance(task)
    print(f"已回答 {len(rows)} 个问题（其中拒答 {refused} 个），结果在 {output}。")


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="检索词或问题。")],
    top_k: Annotated[int, typer.Option("--top-k", min=1, max=200, help="返回多少条。")] = 5,
    region: RegionOption = None,
    level: LevelOption = None,
    year: YearOption = None,
    document: DocumentOption = None,
    kind: KindOption = None,
    as_of: AsOfOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="同时显示问题是怎样理解的，各条为什么排在这里。")] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """检索条款，按得分排列；没有写明地区时，几个地区几乎相同的条款列在一起。"""
    from assistant.commands.explanation import print_question, question_record
    from assistant.commands.findings import group_record, print_groups
    from assistant.understanding.reader import check_question

    checked, day = check_question(as_text(query)), day_from(as_of)
    with opened_assistant(settings_for(context, home)) as assistant:
        where = where_from(assistant, region, level, year, document, kind)
        found = assistant.find(checked, top_k, where=where, explain=explain, as_of=day)
    groups = found.groups[:top_k]
    if as_json:
        records = [group_record(group, found.reasons) for group in groups]
        print_json({"question": question_record(found.question), "hits": records} if explain else records)
        return
    if explain:
        print_question(found.question, output_console())
    if groups:
        print_groups(groups, found.reasons, output_console())
    else:
        print("没有找到相关条款。")


def print_answer(answer: Answer) -> None:
    """An answer for people: words, what its check found, each citation with its note and quote, remarks."""
    from rich.text import Text

    from assistant.commands.sides import sides_table
    from assistant.notes import silence
    from assistant.verification.wording import check_lines

    console = output_console()
    words = f"更正：{answer.text}" if answer.corrects else answer.text
    console.print(Text(words, style="" if answer.refused and not answer.corrects else "bold"))
    if answer.sides:
        console.print(sides_table(answer.sides, silence(answer.question)))
    for line in check_lines(answer):
        console.print(Text(line.text, style="dim" if line.holds else "bold red"))
    for number, citation in enumerate(answer.citations, start=1):
        console.print(Text(f"\n[{number}] {citation.note or f'{citation.title}　{citation.clause}'}"))
        if citation.warning:
            console.print(Text(f"    ⚠ {citation.warning}", style="bold red"))
        console.print(Text(f"    “{' '.join(citation.quote.split())}”"))
        others = "、".join(place.doc for place in citation.also_in)
        where = f"{citation.doc}，第 {citation.start}–{citation.end} 字" + (f"；同文另见 {others}" if others else "")
        console.print(Text(f"    {where}", style="dim"))
    for note in answer.notes:
        console.print(Text(f"\n注：{note}", style="dim"))
