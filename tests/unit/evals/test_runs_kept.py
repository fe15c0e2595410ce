"""A run is kept row by row, resumed where it stopped, and loses no question, whatever happens to it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from run_samples import score

from assistant.answering.refusal.watching import note, unwatched
from assistant.model import Answer, CheckedFigure, FigureVerdict, Turn
from evals.errors import BadFile, NothingToScore
from evals.model import GoldQuestion
from evals.runs.asking import DIED
from evals.runs.model import FigureSeen, Observation, RunManifest
from evals.runs.running import fingerprint_of, open_run, run_questions
from evals.runs.store import RunFolder, read_run, sha256_of
from vectorstore.model import DocumentRecord, Hit

ROWS = [
    {"id": "a", "question": "甲", "gold_doc": "000", "evidence": ["x"]},
    {"id": "b", "question": "坏", "gold_doc": "000", "evidence": ["x"]},
    {"id": "c", "question": "丙", "answerable": False},
]
GOLD = [GoldQuestion("a", "甲"), GoldQuestion("b", "坏"), GoldQuestion("c", "丙", answerable=False)]


class Echo:
    """Answers with the question; '坏' raises, '死' ends the process."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.asked.append(question)
        if question == "坏":
            raise OSError("磁盘\n已满")
        if question == "死":
            os._exit(3)
        note(question, 0.7)
        note("别的问题", 0.9)
        unwatched(note)(question, 0.95)
        checks = (CheckedFigure("3家", 0, 2, FigureVerdict.VERIFIED),)
        return Answer(question, f"答{question}", False, "", checks=checks)

    def search(self, text: str, top_k: int = 10, history: Sequence[Turn] = ()) -> list[Hit]:
        return []

    def documents(self) -> list[DocumentRecord]:
        return []


@contextmanager
def echo() -> Iterator[Echo]:
    yield Echo()


@contextmanager
def stops_at_third() -> Iterator[Echo]:
    """The power fails before the third answer."""

    class Stopping(Echo):
        def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
            if question == "丙":
                raise KeyboardInterrupt
            return super().ask(question, history)

    yield Stopping()


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture
def manifest(questions: Path) -> RunManifest:
    return RunManifest(
        "run", index={"fingerprint": "f"}, questions="set.jsonl", questions_sha256=sha256_of(questions), rows=3
    )


def test_an_exception_is_a_row_with_its_one_line_and_the_others_are_answered() -> None:
    rows = run_questions(GOLD, echo)
    assert [prediction.id for prediction, _ in rows] == ["a", "b", "c"]
    assert [prediction.answer for prediction, _ in rows] == ["答甲", "", "答丙"]
    assert rows[1][0].error == "OSError: 磁盘 已满"
    assert rows[1][1] == Observation("b", ranks=())


def test_what_only_the_assistant_knows_is_noted_beside_the_answer() -> None:
    seen = run_questions(GOLD, echo)[0][1]
    assert seen.figures == (FigureSeen("3家", "verified"),)
    # of the question itself, not of another one, and not of what explains a refusal
    assert seen.probability == 0.7


def test_worker_processes_give_the_same_rows_in_the_same_order() -> None:
    in_workers = run_questions(GOLD, echo, jobs=2)
    alone = run_questions(GOLD, echo)
    assert [(replace(p, latency_ms=None), s) for p, s in in_workers] == [
        (replace(p, latency_ms=None), s) for p, s in alone
    ]


def test_a_question_that_ends_its_process_is_an_error_and_takes_no_other_with_it() -> None:
    rows = run_questions([*GOLD, GoldQuestion("d", "死")], echo, jobs=2)
    assert [prediction.answer for prediction, _ in rows] == ["答甲", "", "答丙", ""]
    assert rows[3][0].error == DIED


def test_a_stopped_run_goes_on_with_what_is_left(tmp_path: Path, questions: Path, manifest: RunManifest) -> None:
    folder = open_run(tmp_path / "run", manifest, questions, resume=False)
    with pytest.raises(KeyboardInterrupt):
        run_questions(GOLD, stops_at_third, folder=folder)
    with (folder.path / "predictions.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "c", "answ')  # the row that was being written
    opened: list[Echo] = []

    @contextmanager
    def counted() -> Iterator[Echo]:
        opened.append(Echo())
        yield opened[-1]

    progress: list[tuple[int, int]] = []
    again = open_run(tmp_path / "run", manifest, questions, resume=True)
    rows = run_questions(GOLD, counted, folder=again, on_progress=lambda done, total: progress.append((done, total)))
    assert opened[0].asked == ["丙"]
    assert progress == [(3, 3)]
    assert [prediction.answer for prediction, _ in rows] == ["答甲", "", "答丙"]
    assert rows[0][1].probability == 0.7
    run = read_run(tmp_path / "run")
    assert set(run.predictions) == {"a", "b", "c"}
    assert (run.scores, run.manifest.finished) == ((), False)


def test_a_finished_run_reads_back_as_it_was_written(tmp_path: Path, questions: Path, manifest: RunManifest) -> None:
    folder = open_run(tmp_path / "run", manifest, questions, resume=False)
    rows = run_questions(GOLD, echo, folder=folder)
    scores = tuple(score(n, n == 0, id=gold.id, evidence_hit={1: True, 3: True}) for n, gold in enumerate(GOLD))
    folder.finish(replace(manifest, finished_at="2026-01-01T00:00:00+00:00"), scores)
    run = read_run(tmp_path / "run", questions)
    assert run.scores == scores
    assert run.manifest.finished
    assert [gold.question for gold in run.golds] == ["甲", "坏", "丙"]
    assert run.predictions == {prediction.id: prediction for prediction, _ in rows}
    assert run.observations == {seen.id: seen for _, seen in rows}


def test_a_run_is_neither_overwritten_nor_resumed_by_another_program(
    tmp_path: Path, questions: Path, manifest: RunManifest
) -> None:
    open_run(tmp_path / "run", manifest, questions, resume=False)
    with pytest.raises(BadFile, match="--resume"):
        open_run(tmp_path / "run", manifest, questions, resume=False)
    with pytest.raises(BadFile, match="索引、程序提交已变"):
        open_run(tmp_path / "run", replace(manifest, index={}, commit="new"), questions, resume=True)


def test_a_run_without_a_question_or_with_other_questions_is_no_run(
    tmp_path: Path, questions: Path, manifest: RunManifest
) -> None:
    with pytest.raises(NothingToScore):
        run_questions([], echo)
    folder = open_run(tmp_path / "run", manifest, questions, resume=False)
    other = tmp_path / "other.jsonl"
    other.write_text(questions.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    with pytest.raises(BadFile, match="题目"):
        read_run(folder.path, other)
    folder.finish(replace(manifest, finished_at="x"), [score(0, True, id="a")])
    with pytest.raises(BadFile, match="题目 3 道，得分 1 行"):
        read_run(folder.path)
    with pytest.raises(BadFile, match="没有运行记录"):
        read_run(tmp_path / "none")
    (folder.path / "run.json").write_text("[", encoding="utf-8")
    with pytest.raises(BadFile, match="已损坏"):
        read_run(folder.path)


def test_a_fresh_run_has_no_answers(tmp_path: Path, questions: Path, manifest: RunManifest) -> None:
    folder = open_run(tmp_path / "run", manifest, questions, resume=True)
    assert folder.resume() == set()
    assert read_run(folder.path).predictions == {}
    assert isinstance(folder, RunFolder)


def test_the_fingerprint_is_of_the_files_and_not_of_their_order() -> None:
    files = [("a", "1"), ("b", "2")]
    assert fingerprint_of(files) == fingerprint_of(files[::-1]) != fingerprint_of([("a", "1"), ("b", "3")])
