"""Batch runs: a row of questions to an answer, and a result file that is whole or not there."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from assistant.commands.common import warn
from assistant.commands.errors import CommandFailed
from assistant.commands.records import answer_record
from assistant.model import Answer, Turn
from assistant.ports import BadQuestion
from ingest.errors import reason_of

if TYPE_CHECKING:
    from evals.model import BatchQuestion

MAX_TURNS = 50
"""Questions of one conversation; each costs an answer."""


def answer_row(ask: Callable[[str, Sequence[Turn]], Answer], row: BatchQuestion) -> Answer:
    """The answer to a row; one whose question, or a turn before it, cannot be asked is refused with the reason."""
    if len(row.turns) > MAX_TURNS:
        return _refused(row, f"对话有 {len(row.turns)} 轮，最多 {MAX_TURNS} 轮，请删减。")
    history: list[Turn] = []
    for number, earlier in enumerate(row.earlier, start=1):
        try:
            history.append(Turn(earlier, ask(earlier, history).text))
        except BadQuestion as error:
            return _refused(row, f"第 {number} 轮：{error}")
    try:
        return ask(row.question, history)
    except BadQuestion as error:
        return _refused(row, str(error))


def check_target(output: Path, questions: Path) -> None:
    """Raises CommandFailed where the results could not be written, or would take the place of the questions."""
    folder = output.absolute().parent
    if not folder.is_dir():
        raise CommandFailed(f"结果文件所在的文件夹不存在：{folder}。请先建立它。")
    if output.is_dir():
        raise CommandFailed(f"{output} 是文件夹。请用 --output 给出结果文件的名字。")
    if output.exists() and output.samefile(questions):
        raise CommandFailed(f"结果文件与问题文件是同一个：{output}。请用 --output 给出另一个文件。")


class ResultFile:
    """Written beside the target and put in its place at the end, so that no half result is taken for a whole one.

    After a failure the rows done so far stay in the file beside it, and a line on standard error says so.
    """

    def __init__(self, target: Path) -> None:
        """Raises CommandFailed where the folder cannot be written."""
        self._target = target
        self._draft = target.with_name(target.name + ".partial")
        self._rows = 0
        try:
            self._file = self._draft.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise CommandFailed(f"无法写入 {self._draft}（{reason_of(error)}）。请用 --output 换一个位置。") from error

    def __enter__(self) -> Self:
        return self

    def write(self, answer: Answer, identifier: str) -> None:
        """Adds one row."""
        self._file.write(json.dumps(answer_record(answer, identifier), ensure_ascii=False) + "\n")
        self._rows += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()
        if kind is None:
            os.replace(self._draft, self._target)
        elif self._rows:
            warn(f"运行中断，已完成的 {self._rows} 行保存在 {self._draft}。")
        else:
            self._draft.unlink()


def _refused(row: BatchQuestion, reason: str) -> Answer:
    return Answer(row.question, "", True, reason)
