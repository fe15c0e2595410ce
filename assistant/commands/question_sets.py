"""Commands on question sets: eval check-set, eval new-set, eval import-feedback."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import HomeOption, JsonOption, opened_index, print_json, require_documents, settings_for
from assistant.commands.errors import FAILED, CommandFailed

if TYPE_CHECKING:
    from assistant.settings import Settings
    from evals.sets.checking import SetCheck


def check_set(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(help="题目文件（JSONL）。")],
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """检查题目文件，列出全部问题及行号：格式、答案与要求自相矛盾、证据不在索引的文件中。"""
    found = _checked(settings_for(context, home), questions)
    if as_json:
        from evals.sets.checking import values_of

        print_json(values_of(found))
    else:
        for problem in found.problems:
            print(f"第 {problem.line} 行：{problem.text}")
        verdict = f"发现 {len(found.problems)} 个问题" if found.problems else "没有发现问题"
        unreviewed = f"，其中 {found.unreviewed} 行未复核" if found.unreviewed else ""
        unlooked = "" if found.with_documents else "（没有索引，未核对证据；请用 --home 指定索引）"
        print(f"{questions.name}：{found.rows} 行{unreviewed}，{verdict}{unlooked}。")
    if found.problems:
        raise typer.Exit(FAILED)


def _checked(settings: Settings, questions: Path) -> SetCheck:
    from evals.sets.checking import IndexedTexts, check_set
    from vectorstore.index import has_index

    if not has_index(settings.home):
        return check_set(questions)
    with opened_index(settings) as index:
        return check_set(questions, IndexedTexts(index.documents(), index.source_text))


def new_set(
    context: typer.Context,
    output: Annotated[Path, typer.Argument(help="写到这个文件（JSONL），不覆盖已有的文件。")],
    count: Annotated[int, typer.Option("--count", min=1, max=5000, help="出多少题。")] = 50,
    seed: Annotated[int, typer.Option("--seed", help="随机种子：文件、题数、种子相同则题目相同。")] = 1,
    home: HomeOption = None,
) -> None:
    """从索引的文件草拟题目，供人逐题改正；每行标明未复核（reviewed: false），复核前不能当作标准答案。"""
    from assistant.bootstrap import make_reader
    from evals.sets.drafting import draft_set

    settings = settings_for(context, home)
    if output.exists():
        raise CommandFailed(f"{output} 已存在。为免覆盖改过的题目，请换一个文件名。")
    with opened_index(settings) as index:
        require_documents(index, settings)
        drafted = draft_set(index, make_reader(index).read, count, seed)
    _write(drafted.rows, output)
    counts = "，".join(f"{name} {number}" for name, number in drafted.by_type.items())
    fewer = f"（文件里只够出 {len(drafted.rows)} 题）" if len(drafted.rows) < count else ""
    print(f"已草拟 {len(drafted.rows)} 题到 {output}{fewer}：{counts}。请逐题核对、改正，再把 reviewed 改为 true。")


def _write(rows: Sequence[Mapping[str, object]], output: Path) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    draft = output.with_name(f".{output.name}.{os.getpid()}.partial")
    try:
        draft.write_text(lines, encoding="utf-8", newline="\n")
        os.replace(draft, output)
    finally:
        draft.unlink(missing_ok=True)


def import_feedback(
    feedback: Annotated[Path, typer.Argument(help="zhice feedback export 写的文件。")],
    output: Annotated[Path, typer.Argument(help="题目文件；已有的行原样保留，只添加没有的行。")],
) -> None:
    """把用户反馈并入题目文件，每行标明未复核（reviewed: false），复核前不能当作标准答案。"""
    from evals.sets.feedback import merge_feedback

    merged = merge_feedback(feedback, output)
    _write(merged.rows, output)
    print(f"添加 {merged.added} 行到 {output}，已有而保留原样的 {merged.kept} 行，现共 {len(merged.rows)} 行。")
    print("添加的行尚未复核：请逐题核对、补全标准答案，再把 reviewed 改为 true。")
