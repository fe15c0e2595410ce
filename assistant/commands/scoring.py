"""`zhice eval score`: the figures of any predictions file, whoever answered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import HomeOption, JsonOption, opened_index, require_documents, settings_for
from assistant.commands.reports import ReportOption, UnreviewedOption, run_context, show_report, vars_of

if TYPE_CHECKING:
    from assistant.settings import Settings

GoldOption = Annotated[Path, typer.Option("--gold", help="题目文件（JSONL，含标准答案与证据）。")]


def score(
    context: typer.Context,
    predictions: Annotated[Path, typer.Argument(help="预测文件（JSONL，同 zhice batch 的输出；哪个助手答的都行）。")],
    gold: GoldOption,
    documents: Annotated[
        Path | None,
        typer.Option("--documents", help="核对引文所用的原文文件夹（*.txt）；不给则用索引里的原文。"),
    ] = None,
    report: ReportOption = None,
    include_unreviewed: UnreviewedOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """给任何预测文件打分：与 eval answers 同样的表格。缺少预测的题目计为答错。"""
    from evals.predictions import read_predictions
    from evals.questions import read_questions
    from evals.runner import score_run

    settings = settings_for(context, home)
    questions = read_questions(gold, include_unreviewed=include_unreviewed)
    given = read_predictions(predictions)
    texts, manifest = _texts(settings, documents)
    origin = run_context(settings, f"{gold.name} ← {predictions.name}", manifest)
    show_report(score_run(questions, given, texts, origin), report, as_json)


def _texts(settings: Settings, documents: Path | None) -> tuple[Mapping[str, str], dict[str, object]]:
    """What quotes are checked against, and the index manifest where it comes from an index."""
    from evals.sources import read_texts

    if documents is not None:
        return read_texts(documents), {}
    with opened_index(settings) as index:
        require_documents(index, settings)
        texts = {source.name: index.source_text(source.name) for source in index.sources()}
        return texts, vars_of(index.manifest)
