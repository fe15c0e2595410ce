"""`python -m evals.model_faults`: the transcript of each fault. Exits with 1 where one came out wrong."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from assistant.model import Answer
from evals.model_faults.cases import CASES
from evals.model_faults.transcript import QUESTION, TIMEOUT_S, Line, transcript

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "corpus"
_ADDRESS = re.compile(r"127\.0\.0\.1:\d+")
_HEAD = f"""# What the user gets where the language model fails

Made by `python -m evals.model_faults --output evals/docs/model_faults.md` against the local model server
(`evals/local_model/server.py`), over `examples/corpus`, with a time-out of {TIMEOUT_S:g} s. Each fault is played
twice: to a question asked for its whole answer and to one that is streamed.

Question: {QUESTION}

"""


def page(lines: Sequence[Line]) -> str:
    """The transcript in Markdown; ports, which differ from run to run, are left out."""
    well = sum(line.well for line in lines)
    parts = [_HEAD, f"{well} of {len(lines)} came out as they should. {_RULE}", *map(_section, lines)]
    return _ADDRESS.sub("127.0.0.1", "".join(parts))


_RULE = """That is the model's words where they are sound, else the answer quoted
from the documents and a note of one line. What was streamed is never withdrawn.
"""


def _section(line: Line) -> str:
    sent = [reply.text for reply in line.case.replies if reply.text]
    rows = [
        f"\n## {line.case.name}\n",
        f"- requests: {line.requests}" + (f"; the model wrote: {_short(sent[-1])}" if sent else ""),
        f"- answer ({line.whole.answerer}): {_one_line(line.whole.text)}",
        *_noted(line.whole),
    ]
    if (line.streamed.text, line.streamed.notes) != (line.whole.text, line.whole.notes):
        rows += [f"- streamed ({line.streamed.answerer}): {_one_line(line.streamed.text)}", *_noted(line.streamed)]
    rows.append(f"- pieces streamed: {' / '.join(map(_one_line, line.pieces))}")
    rows += [] if line.well else ["- **wrong**"]
    return "\n".join(rows) + "\n"


def _noted(answer: Answer) -> list[str]:
    return [f"  - note: {_one_line(note)}" for note in answer.notes]


def _short(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= 60 else line[:60] + "…"


def _one_line(text: str) -> str:
    return " ".join(text.replace("<", "&lt;").split())


def main(arguments: list[str] | None = None) -> int:
    """Plays every fault, prints or writes the page; 0 where each came out as it should."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.model_faults", description="语言模型各种故障下用户得到的回答。"
    )
    parser.add_argument("--corpus", type=Path, default=_EXAMPLES, help="要索引的文件夹，默认为示例文件。")
    parser.add_argument("--output", type=Path, help="把结果写到这个 Markdown 文件；不给则显示。")
    given = parser.parse_args(arguments)
    lines = transcript(CASES, given.corpus)
    if given.output:
        given.output.write_text(page(lines), encoding="utf-8")
    else:
        print(page(lines))
    return 0 if all(line.well for line in lines) else 1


if __name__ == "__main__":
    raise SystemExit(main())
