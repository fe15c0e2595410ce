"""`python -m evals.baselines.compare QUESTIONS --documents FOLDER`: Zhice and the LangChain tutorial side by side."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import mean
from typing import Annotated

import typer

from assistant.bootstrap import make_assistant, make_language_model
from assistant.commands.errors import message_of
from assistant.settings import Settings, load_settings
from evals.baselines.langchain_tutorial import ChunkStore, TutorialChain, best_sentence_of_chunk, by_model, whole_chunk
from evals.local_model.assistants import indexed
from evals.model import GoldQuestion, Prediction, RunReport
from evals.predictions import write_predictions
from evals.questions import read_questions
from evals.reporting.answers import answers_values
from evals.reporting.sheet import shown, table_lines
from evals.runner import Ask, run_answers, score_run
from vectorstore.chroma import ChromaStore
from vectorstore.embedder import load_embedder

HEAD = (
    *("助手", "题数", "答对", "简洁", "证据命中", "引文逐字", "拒答准确率", "拒答召回率"),
    *("耗时中位（毫秒）", "耗时 90%（毫秒）", "每题引文字数"),
)
REMARKS = (
    "LangChain 教程：按字符递归切分（每块 1000 字，重叠 200 字）、Chroma、取最相近的 4 块，"
    "嵌入模型用知策自带的；检索到的 4 块都算作引文，所以证据命中与“每题引文字数”要一起看",
    "没有配置语言模型时，教程中的模型由摘录代替：整块照录，或取块中与问题最相近的一句；摘录不会拒答",
)


def compare(questions: Sequence[GoldQuestion], documents: Path, settings: Settings) -> dict[str, RunReport]:
    """The report of each assistant by its name, all over the texts that Zhice reads from `documents`.

    With an endpoint in `settings` both are written by its model.
    """
    with indexed([documents]) as (own, index):
        texts = {source.name: index.source_text(source.name) for source in index.sources()}
        asking = settings.model_copy(update={"home": own.home})
        asks: dict[str, Ask] = {"知策": make_assistant(asking, index).ask}
        with _tutorial(texts, settings) as baselines:
            asks |= baselines
            return {name: score_run(questions, run_answers(questions, ask), texts) for name, ask in asks.items()}


@contextmanager
def _tutorial(texts: Mapping[str, str], settings: Settings) -> Iterator[dict[str, Ask]]:
    with tempfile.TemporaryDirectory() as folder:
        store = ChromaStore.embedded(Path(folder))
        try:
            chunks = ChunkStore(texts, load_embedder(None), store)
            if settings.uses_language_model:
                model = make_language_model(settings)
                yield {f"LangChain 教程（{model.name}）": TutorialChain(chunks, by_model(model)).answer}
            else:
                yield {
                    "LangChain 教程（整块照录）": TutorialChain(chunks, whole_chunk).answer,
                    "LangChain 教程（最近一句）": TutorialChain(chunks, best_sentence_of_chunk).answer,
                }
        finally:
            store.close()


def markdown(reports: Mapping[str, RunReport]) -> str:
    """The table, a row an assistant, and what to know of it."""
    rows = tuple((name, *_cells(report)) for name, report in reports.items())
    return "\n".join([*table_lines(HEAD, rows), "", *(f"- {remark}" for remark in REMARKS)]) + "\n"


def _cells(report: RunReport) -> tuple[str, ...]:
    total, times = report.total, report.latency
    shares = (total.answer, total.concise, total.ev_hit, total.cite_prec)
    return (
        str(total.n),
        *map(shown, shares),
        shown(report.refusal_precision),
        shown(report.refusal_recall),
        *((f"{times.p50:.0f}", f"{times.p90:.0f}") if times else ("-", "-")),
        f"{quoted_characters(report):.0f}",
    )


def quoted_characters(report: RunReport) -> float:
    """Mean characters of the quotes of an answer, which is what a reader has to look through."""
    given = [score.prediction for score in report.scores if score.prediction is not None]
    return mean(sum(len(cited.quote) for cited in prediction.citations) for prediction in given) if given else 0.0


def write(reports: Mapping[str, RunReport], folder: Path) -> None:
    """Writes compare.md, compare.json and the predictions of each assistant."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "compare.md").write_text(markdown(reports), encoding="utf-8")
    values = {name: answers_values(report) for name, report in reports.items()}
    (folder / "compare.json").write_text(json.dumps(values, ensure_ascii=False, indent=2), encoding="utf-8")
    for number, report in enumerate(reports.values(), start=1):
        given = (score.prediction for score in report.scores)
        write_predictions(
            (item for item in given if isinstance(item, Prediction)), folder / f"predictions_{number}.jsonl"
        )


def main(
    questions: Annotated[Path, typer.Argument(help="题目文件（JSONL，含标准答案与证据）。")],
    documents: Annotated[Path, typer.Option("--documents", help="政策文件所在的文件夹。")],
    output: Annotated[Path | None, typer.Option("--output", help="把表格、JSON 和各自的预测写到这个文件夹。")] = None,
) -> None:
    """知策与 LangChain 教程的做法在同一套题目、同一批文件上对比，打印 Markdown 表格。"""
    reports = _or_exit(lambda: compare(read_questions(questions), documents, load_settings(None)))
    if output is not None:
        write(reports, output)
    print(markdown(reports), end="")


def _or_exit(call: Callable[[], dict[str, RunReport]]) -> dict[str, RunReport]:
    try:
        return call()
    except Exception as error:
        message = message_of(error)
        if message is None:
            raise
        print(f"错误：{message}", file=sys.stderr)
        raise typer.Exit(1) from error


if __name__ == "__main__":
    typer.run(main)
