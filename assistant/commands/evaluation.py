"""Commands that measure: eval answers, eval evidence, eval retrieval, eval reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import (
    HomeOption,
    JsonOption,
    opened_index,
    output_console,
    progress_bar,
    require_documents,
    settings_for,
)
from assistant.commands.errors import CommandFailed
from assistant.commands.reports import (
    JobsOption,
    QuestionsArgument,
    ReportOption,
    run_context,
    show_report,
    vars_of,
)

if TYPE_CHECKING:
    from assistant.api import Assistant
    from assistant.settings import Settings
    from evals.ablation import AblationReport
    from evals.beir import BeirPassage
    from evals.evidence import EvidenceReport, Search
    from evals.model import GoldQuestion, RunContext
    from evals.reading import AnswerChooser, ReadingReport
    from evals.retrieval import RetrievalReport, Searcher


AblationOption = Annotated[bool, typer.Option("--ablation", help="从单用 BM25 起，逐项加上检索的各部分来测。")]


def answers(
    context: typer.Context,
    questions: QuestionsArgument,
    run: Annotated[Path | None, typer.Option("--run", help="把这次运行存到这个文件夹，供比较、把关和续跑。")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="接着做 --run 文件夹中没有做完的运行。")] = False,
    jobs: JobsOption = 1,
    report: ReportOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """在题目集上评测问答：答对、数字、证据命中、引文、拒答、追问、耗时；可存下、续跑、多进程。"""
    from assistant.commands.runs import measured_run
    from evals.report import print_table
    from evals.reporting.sheet import print_sheet
    from evals.runs.report import figures_sheet, run_json, write_run_report

    if resume and run is None:
        raise CommandFailed("--resume 要和 --run 一起用：请用 --run 给出要接着做的运行所在的文件夹。")
    result, figures = measured_run(settings_for(context, home), questions, run, resume, jobs)
    if report is not None:
        write_run_report(result, figures, report)
    if as_json:
        print(run_json(result, figures))
    else:
        print_table(result)
        print_sheet(figures_sheet(figures), output_console())


def evidence(
    context: typer.Context,
    questions: QuestionsArgument,
    ablation: AblationOption = False,
    report: ReportOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """在题目集上评测检索：写着答案的条款排在首位、前五位的比例，附置信区间。"""
    from assistant.bootstrap import make_assistant, plain_search
    from evals.questions import read_questions

    settings = settings_for(context, home)
    gold = read_questions(questions)
    with opened_index(settings) as index:
        require_documents(index, settings)
        origin = run_context(settings, questions.name, vars_of(index.manifest))
        assistant = make_assistant(settings, index)
        plain = partial(plain_search, settings, index)
        result = _evidence_by_way(assistant, plain, gold, origin) if ablation else _evidence(assistant, gold, origin)
    show_report(result, report, as_json, "ablation" if ablation else "report")


def _evidence(assistant: Assistant, gold: Sequence[GoldQuestion], origin: RunContext) -> EvidenceReport:
    from evals.evidence import measure_evidence

    with progress_bar("检索") as bar:
        task = bar.add_task("")
        return measure_evidence(
            gold,
            assistant.search,
            assistant.documents(),
            lambda done, total: bar.update(task, completed=done, total=total),
            origin,
        )


def _evidence_by_way(
    assistant: Assistant, plain: Callable[[], Search], gold: Sequence[GoldQuestion], origin: RunContext
) -> AblationReport:
    """`plain` makes the way without any part: BM25 over the clauses' own words."""
    from evals.ablation import measure_ablation
    from evals.ways import options_of

    with progress_bar("检索") as bar:
        task = bar.add_task("")
        return measure_ablation(
            gold,
            lambda parts: partial(assistant.search, options=options_of(parts)) if parts.fields else plain(),
            assistant.documents(),
            lambda way, done, total: bar.update(task, completed=done, total=total, description=way),
            origin,
        )


def retrieval(
    context: typer.Context,
    folders: Annotated[list[Path], typer.Argument(help="BEIR 格式的文件夹，可给多个。")],
    ablation: AblationOption = False,
    report: ReportOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """评测检索：BM25、向量、全程三种方式的 R@1、R@5、R@10、MRR@10、nDCG@10，附与 BM25 之差的置信区间。"""
    settings = settings_for(context, home)
    _report_each(folders, lambda folder: _measured(settings, folder, ablation), report, as_json)


def _report_each(
    folders: Sequence[Path],
    measured: Callable[[Path], RetrievalReport | ReadingReport],
    report: Path | None,
    as_json: bool,
) -> None:
    """Measures folder by folder; each is shown, and kept in `report`, as soon as it is done."""
    from evals.report import print_table, to_json, write_report

    results = []
    for folder in folders:
        result = measured(folder)
        results.append(result)
        if report is not None:
            write_report(result, report, result.dataset)
        if not as_json:
            print_table(result)
    if as_json:
        print(f"[{','.join(to_json(result) for result in results)}]")


def _measured(settings: Settings, folder: Path, ablation: bool) -> RetrievalReport:
    from assistant.bootstrap import build_searcher
    from evals.ablation import ByWay
    from evals.retrieval import MODES, evaluate_retrieval
    from evals.ways import WAYS

    def build(passages: list[BeirPassage]) -> Searcher:
        searcher = build_searcher(settings, [(p.id, p.title, p.text) for p in passages])
        return ByWay(searcher) if ablation else searcher

    with progress_bar("检索") as bar:
        task = bar.add_task("")
        return evaluate_retrieval(
            folder,
            build,
            [way.name for way in WAYS] if ablation else MODES,
            on_progress=lambda mode, done, total: bar.update(task, completed=done, total=total, description=mode),
            context=run_context(settings, folder.name, {}),
        )


def reading(
    context: typer.Context,
    folders: Annotated[list[Path], typer.Argument(help="BEIR 格式、问题带 answers 的文件夹，可给多个。")],
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="只评测前若干个问题。")] = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """评测作答：全程检索后选出的语句含标准答案的比例与字数中位，附 BM25 首段整句的结果作对照。"""
    settings = settings_for(context, home)
    _report_each(folders, lambda folder: _read(settings, folder, limit), report, as_json)


def _read(settings: Settings, folder: Path, limit: int | None) -> ReadingReport:
    from assistant.bootstrap import build_text_answers
    from evals.reading import ComparedAnswers, measure_reading

    def build(passages: list[BeirPassage]) -> AnswerChooser:
        rows = [(p.id, p.title, p.text) for p in passages]
        return ComparedAnswers(build_text_answers(settings, rows), len(rows))

    with progress_bar("作答") as bar:
        task = bar.add_task("")
        return measure_reading(
            folder,
            build,
            limit,
            lambda done, total: bar.update(task, completed=done, total=total),
            run_context(settings, folder.name, {}),
        )
