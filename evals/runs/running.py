"""Runs a set: asks what is not answered yet, keeps each row at once, and scores the whole at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from evals.errors import BadFile, NothingToScore
from evals.model import GoldQuestion
from evals.runner import OnProgress
from evals.runs.asking import Open, Row, ask_all
from evals.runs.model import RunManifest
from evals.runs.store import RunFolder, read_answers, read_manifest

_SAME = {
    "questions_sha256": "题目文件",
    "index": "索引",
    "settings": "设置",
    "version": "程序版本",
    "commit": "程序提交",
    "answerer": "作答方式",
}
"""What the rest of a run must share with its beginning, or its figures would be those of no program at all."""


def run_questions(
    questions: Sequence[GoldQuestion],
    assistant: Open,
    jobs: int = 1,
    folder: RunFolder | None = None,
    on_progress: OnProgress | None = None,
) -> list[Row]:
    """One row a question, in order; of a `folder` those that it holds already, and the others are added to it.

    No question vanishes: whatever goes wrong is its prediction's error. Raises `NothingToScore` without questions.
    """
    if not questions:
        raise NothingToScore("没有任何题目可供评测，请检查题目文件")
    rows = {} if folder is None else _kept(folder)
    left = [question for question in questions if question.id not in rows]
    for done, row in enumerate(ask_all(left, assistant, jobs) if left else (), start=len(rows) + 1):
        rows[row[0].id] = row
        if folder is not None:
            folder.append(*row)
        if on_progress is not None:
            on_progress(done, len(questions))
    return [rows[question.id] for question in questions]


def open_run(path: Path, manifest: RunManifest, questions: Path, resume: bool) -> RunFolder:
    """The folder to run into: a new one, or with `resume` one that was begun under the same circumstances.

    Raises `BadFile` where there is a run and it is not to be resumed, or anything that decides its answers has
    changed since.
    """
    folder = RunFolder(path)
    if not (resume and folder.exists):
        folder.begin(manifest, questions)
        return folder
    begun = read_manifest(path)
    changed = [name for field, name in _SAME.items() if getattr(begun, field) != getattr(manifest, field)]
    if changed:
        raise BadFile(f"{path} 中的运行开始以后，{'、'.join(changed)}已变，不能接着运行；请换一个文件夹重新运行")
    return folder


def begun_at(folder: RunFolder, manifest: RunManifest) -> RunManifest:
    """`manifest` with the time at which the run in `folder` was begun."""
    return replace(manifest, started_at=read_manifest(folder.path).started_at)


def fingerprint_of(sources: Iterable[tuple[str, str]]) -> str:
    """Of the files indexed, by name and digest: the same files read in any order have the same."""
    lines = sorted(f"{name}\t{digest}\n" for name, digest in sources)
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def _kept(folder: RunFolder) -> dict[str, Row]:
    folder.resume()
    predictions, observations = read_answers(folder.path)
    return {id: (prediction, observations[id]) for id, prediction in predictions.items()}
