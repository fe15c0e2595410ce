"""`python -m evals.local_model`: how much of good replies is kept, and whether all that is shown is exact."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals.local_model.measuring import Asked, measure, quoting, right_answer
from evals.questions import read_questions

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_MODELS = {"quotes the nearest sentence": quoting, "gives the right answer": right_answer}
_HEAD = """# What is kept of a model's good replies

Made by `python -m evals.local_model --output evals/docs/model_answers.md` over `examples/`, with the local model
server in the place of a model. One of its models quotes the sentence of the passages that is nearest to the question;
the other gives the right answer of the question set, in its short words, and cites the passages with its evidence.

| the model | replies | kept | right answers kept | figures verified | quotes exact |
|---|---|---|---|---|---|
"""
_SET_ASIDE = """
A right answer counts as kept where at least a part of it is shown. Those that were set aside, each for the answer
quoted from the documents, mostly leave out a comparator that the clause has (突破, 不低于), which alters the figure:

| question | the model wrote | why |
|---|---|---|
"""


def page(results: Mapping[str, Sequence[Asked]]) -> str:
    """The figures in Markdown, and the replies that were set aside."""
    rows = [_row(name, asked) for name, asked in results.items()]
    right = results["gives the right answer"]
    aside = [(a.question.question, a.reply, a.answer.notes[-1]) for a in right if _answered(a) and not a.kept]
    return _HEAD + "".join(rows) + _SET_ASIDE + "".join(_line(cells) for cells in aside)


def _row(name: str, results: Sequence[Asked]) -> str:
    answered = [asked for asked in results if _answered(asked)]
    kept = [asked for asked in answered if asked.kept]
    share = f"{len(kept) / len(answered):.3f}" if name == "gives the right answer" and answered else ""
    verified = sum(asked.verified for asked in kept)
    return _line((name, len(answered), len(kept), share, verified, sum(asked.exact for asked in results)))


def _answered(asked: Asked) -> bool:
    return asked.reply not in ("", "NOT_FOUND")


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(" ".join(str(cell).replace("|", "\\|").split()) for cell in cells) + " |\n"


def main(arguments: list[str] | None = None) -> int:
    """Measures, prints or writes the page; 1 where a kept figure is not verified or a quote is not exact."""
    parser = argparse.ArgumentParser(prog="python -m evals.local_model", description="模型答得好时，有多少话被采用。")
    parser.add_argument("--corpus", type=Path, default=_EXAMPLES / "corpus", help="要索引的文件夹，默认为示例文件。")
    parser.add_argument("--questions", type=Path, default=_EXAMPLES / "questions.jsonl", help="题目文件（JSONL）。")
    parser.add_argument("--output", type=Path, help="把结果写到这个 Markdown 文件；不给则显示。")
    given = parser.parse_args(arguments)
    questions = read_questions(given.questions)
    results = {name: measure(questions, given.corpus, respond) for name, respond in _MODELS.items()}
    text = page(results)
    if given.output:
        given.output.write_text(text, encoding="utf-8")
    else:
        print(text)
    shown = [asked for asked_of in results.values() for asked in asked_of]
    return 0 if all(asked.exact and (asked.verified or not asked.kept) for asked in shown) else 1


if __name__ == "__main__":
    raise SystemExit(main())
