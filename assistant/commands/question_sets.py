"""Commands on question sets: eval check-set, eval new-set, eval import-feedback."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import HomeOption, JsonOption, opened_index, print_json, settings_for
from assistant.commands.errors import FAILED

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
