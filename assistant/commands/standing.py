"""Standing tests of answers: eval robustness, eval distractors, eval hostile."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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
from assistant.commands.errors import CommandFailed
from assistant.commands.reports import (
    OutputOption,
    QuestionsArgument,
    UnreviewedOption,
    run_context,
    show_report,
    vars_of,
)

if TYPE_CHECKING:
    from rich.progress import Progress

    from assistant.settings import Settings
    from evals.model import GoldQuestion
    from evals.runner import Ask
    from evals.standing.measuring import OnProgress


def robustness(
    context: typer.Context,
    questions: QuestionsArgument,
    seed: Annotated[int, typer.Option("--seed", help="随机种子：相同则改法相同。")] = 1,
    output: OutputOption = None,
    include_unreviewed: UnreviewedOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """改述与错字：同音错字、夹拼音、漏字、重字、换同义词、换语序之后，还有多少答对。"""
    from assistant.bootstrap import make_assistant
    from evals.questions import read_questions
    from evals.standing.measuring import measure_robustness

    settings = settings_for(context, home)
    gold = read_questions(questions, include_unreviewed=include_unreviewed)
    with opened_index(settings) as index, progress_bar("改述与错字") as bar:
        require_documents(index, settings)
        texts = {source.name: index.source_text(source.name) for source in index.sources()}
        origin = run_context(settings, questions.name, vars_of(index.manifest))
        ask = make_assistant(settings, index).ask
        result = measure_robustness(gold, ask, texts, seed, origin, _shown_on(bar))
    show_report(result, output, as_json)


def distractors(
    context: typer.Context,
    questions: QuestionsArgument,
    documents: Annotated[Path, typer.Option("--documents", help="题目所问的政策文件所在的文件夹。")],
    counts: Annotated[list[int] | None, typer.Option("--count", min=1, help="加入多少份外地文件，可给多次。")] = None,
    output: OutputOption = None,
    include_unreviewed: UnreviewedOption = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """外地文件干扰：加入其他地区编造的规划和方案之后，还有多少答对。用临时索引，不动已有的索引。"""
    from evals.questions import read_questions
    from evals.standing.measuring import measure_distractors

    settings = settings_for(context, home)
    gold = read_questions(questions, include_unreviewed=include_unreviewed)
    if not documents.is_dir():
        raise CommandFailed(f"文件夹 {documents} 不存在。请用 --documents 给出政策文件所在的文件夹。")
    with progress_bar("外地文件干扰") as bar:
        result = measure_distractors(
            gold,
            lambda count: _beside(documents, gold, count, settings),
            counts or [100],
            run_context(settings, questions.name, {"documents": documents.name}),
            _shown_on(bar),
        )
    show_report(result, output, as_json)


def hostile(context: typer.Context, output: OutputOption = None, as_json: JsonOption = False) -> None:
    """恶意文件：文件里写给模型的命令是否得逞。用自带的文件、临时索引和本机模拟的模型；有一处得逞就以非零退出。"""
    from evals.hostile.attacks import attacks
    from evals.hostile.measuring import measure
    from evals.hostile.model import HostileReport

    settings = settings_for(context, None)
    result = HostileReport(tuple(measure(list(attacks()))), run_context(settings, "", {}))
    show_report(result, output, as_json)
    if result.came_through:
        raise typer.Exit(1)


@contextmanager
def _beside(
    documents: Path, gold: Sequence[GoldQuestion], count: int, settings: Settings
) -> Iterator[tuple[Ask, Mapping[str, str]]]:
    """An assistant over the documents and `count` made-up ones of regions that neither they nor the questions name."""
    from assistant.bootstrap import make_assistant
    from evals.distractors import write_distractors
    from evals.local_model.assistants import indexed
    from ingest.regions.gazetteer import Gazetteer

    with tempfile.TemporaryDirectory() as folder:
        paths = [documents]
        if count:
            gazetteer = Gazetteer.load()
            with indexed([documents]) as (_, index):
                own = {record.region for record in index.documents() if record.region}
            asked = {mention.region.path for item in gold for mention in gazetteer.find(item.question)}
            write_distractors(Path(folder) / "others", own | asked, count)
            paths.append(Path(folder) / "others")
        with indexed(paths) as (temporary, index):
            texts = {source.name: index.source_text(source.name) for source in index.sources()}
            asking = settings.model_copy(update={"home": temporary.home})
            yield make_assistant(asking, index).ask, texts


def _shown_on(bar: Progress) -> OnProgress:
    task = bar.add_task("")
    return lambda name, done, total: bar.update(task, completed=done, total=total, description=name)
