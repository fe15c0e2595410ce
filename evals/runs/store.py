"""The folder of a run: `run.json`, `questions.jsonl`, `predictions.jsonl` row by row, and at the end `scores.jsonl`."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from evals.errors import BadFile
from evals.jsonl import read_rows
from evals.model import GoldQuestion, Prediction
from evals.predictions import read_predictions
from evals.questions import read_questions
from evals.runs.model import Observation, QuestionScore, RunManifest, StoredRun
from evals.runs.rows import manifest_of, manifest_record, observation_of, prediction_row, score_of, score_row
from ingest.errors import reason_of

MANIFEST, QUESTIONS, PREDICTIONS, SCORES = "run.json", "questions.jsonl", "predictions.jsonl", "scores.jsonl"


class RunFolder:
    """Writes one run. Every row is on disk before the next question, so that a stopped run can be resumed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder

    @property
    def exists(self) -> bool:
        return (self.path / MANIFEST).exists()

    def begin(self, manifest: RunManifest, questions: Path) -> None:
        """Makes the folder with the manifest and a copy of the questions, which makes the run whole by itself.

        Raises `BadFile` where the folder cannot be written, or holds a run already.
        """
        if self.exists:
            raise BadFile(f"{self.path} 中已有一次运行，请换一个文件夹，或加 --resume 接着运行")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            (self.path / QUESTIONS).write_bytes(questions.read_bytes())
            (self.path / PREDICTIONS).write_bytes(b"")
        except OSError as error:
            raise BadFile(f"无法写入 {self.path}：{reason_of(error)}，请检查路径与权限") from error
        self.write_manifest(manifest)

    def write_manifest(self, manifest: RunManifest) -> None:
        """Takes the place of the manifest there is, whole or not at all."""
        _replace(self.path / MANIFEST, json.dumps(manifest_record(manifest), ensure_ascii=False, indent=2, default=str))

    def append(self, prediction: Prediction, seen: Observation) -> None:
        """Adds one row and has it written."""
        line = json.dumps(prediction_row(prediction, seen), ensure_ascii=False) + "\n"
        with (self.path / PREDICTIONS).open("a", encoding="utf-8", newline="\n") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def resume(self) -> set[str]:
        """The ids answered so far; a last line that was cut off is taken away, to be asked again."""
        path = self.path / PREDICTIONS
        whole, _, cut = path.read_bytes().rpartition(b"\n")
        if cut:
            path.write_bytes(whole + b"\n" if whole else b"")
        return set() if not whole else {row.identifier() for row in read_rows(path)}

    def finish(self, manifest: RunManifest, scores: Iterable[QuestionScore]) -> None:
        """Writes the scores, then the manifest that says that the run is done."""
        lines = [json.dumps(score_row(score), ensure_ascii=False) + "\n" for score in scores]
        _replace(self.path / SCORES, "".join(lines))
        self.write_manifest(manifest)


def read_manifest(folder: Path) -> RunManifest:
    """The manifest of a run. Raises `BadFile` for a folder that holds none."""
    path = folder / MANIFEST
    try:
        return replace(manifest_of(json.loads(path.read_text(encoding="utf-8"))), name=folder.resolve().name)
    except OSError as error:
        raise BadFile(
            f"{folder} 中没有运行记录（{MANIFEST}：{reason_of(error)}），请给出 --run 写出的文件夹"
        ) from error
    except (ValueError, TypeError, AttributeError):
        raise BadFile(f"{path} 已损坏，请重新运行 zhice eval answers … --run") from None


def read_run(folder: Path, questions: Path | None = None) -> StoredRun:
    """The run in `folder`, with the gold questions of its own copy, or of `questions`.

    Raises `BadFile` where a file is missing or damaged, and where `questions` are not those that were run.
    """
    manifest = read_manifest(folder)
    source = questions or folder / QUESTIONS
    golds = tuple(read_questions(source))
    if sha256_of(source) != manifest.questions_sha256:
        raise BadFile(f"{source} 与运行 {folder} 所用的题目（{manifest.questions}）不同，请给出同一份题目文件")
    predictions, observations = read_answers(folder)
    scores = tuple(score_of(row) for row in read_rows(folder / SCORES)) if manifest.finished else ()
    _check_scores(folder, golds, scores)
    return StoredRun(manifest, golds, predictions, scores, observations)


def read_answers(folder: Path) -> tuple[dict[str, Prediction], dict[str, Observation]]:
    """The predictions and what was observed beside them, by id; none of a run that has just begun."""
    path = folder / PREDICTIONS
    if path.exists() and not path.stat().st_size:
        return {}, {}
    return (
        {prediction.id: prediction for prediction in read_predictions(path)},
        {seen.id: seen for seen in map(observation_of, read_rows(path))},
    )


def sha256_of(path: Path) -> str:
    """Of the file's bytes, in hexadecimal."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BadFile(f"无法读取 {path}：{reason_of(error)}，请检查路径") from error


def _check_scores(folder: Path, golds: Sequence[GoldQuestion], scores: Sequence[QuestionScore]) -> None:
    """A run with a question gone from its scores would show other means."""
    if scores and [score.id for score in scores] != [gold.id for gold in golds]:
        raise BadFile(
            f"{folder / SCORES} 与题目不符（题目 {len(golds)} 道，得分 {len(scores)} 行），请用 --resume 重新计分"
        )


def _replace(path: Path, text: str) -> None:
    draft = path.with_name(path.name + ".partial")
    draft.write_text(text, encoding="utf-8", newline="\n")
    os.replace(draft, path)
