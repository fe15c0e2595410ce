"""A run that is killed at any moment and repeated gives what an undisturbed one gives."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.bootstrap import open_index
from assistant.settings import Settings

TABLES = {
    "sources": "name, path, root, digest, media_type, text",
    "removed": "*",
    "documents": "*",
    "copies": "*",
    "clauses": "*",
    "facts": "*",
    "passages": "*",
    "outbox": "passage, action",
}


def write_corpus(folder: Path, first: int, count: int) -> None:
    """Plans that differ in their figures, every fifth one a second time under another name."""
    folder.mkdir(exist_ok=True)
    for number in range(first, first + count):
        clauses = [
            f"{i}.指标{i}。到2025年，国家级开发区第{number}号指标不低于{number * 10 + i}万元/亩。" for i in range(1, 15)
        ]
        text = "\n".join(
            [f"九江市第{number}号开发区工作方案", "一、目标", *clauses, "二、保障", "1.分工。由市商务局牵头。"]
        )
        (folder / f"方案 {number:03d}.txt").write_text(text, encoding="utf-8")
        if number % 5 == 0:
            (folder / f"重复 {number:03d}.txt").write_text(text.replace("\n", "\n\n"), encoding="utf-8")
        if number % 10 == 5:
            page = "".join(f"<p>{line}</p>" for line in text.split("\n"))
            head = f'<meta name="PubDate" content="2024-03-{number % 28 + 1:02d}"><meta name="Source" content="商务局">'
            (folder / f"网页 {number:03d}.html").write_text(
                f"<html><head>{head}</head><body><div class='nav'>首页</div><div>{page}</div></body></html>",
                encoding="utf-8",
            )


def start(home: Path, folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "ZHICE_WORKERS": "2", "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, "-m", "assistant.cli", "--home", str(home), "ingest", str(folder)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def finish(home: Path, folder: Path) -> float:
    """Runs to the end and gives the seconds that took."""
    started = time.monotonic()
    output, _ = start(home, folder).communicate(timeout=120)
    assert "失败 0" in output.decode(), output.decode()
    return time.monotonic() - started


def kill_after(home: Path, folder: Path, seconds: float) -> bool:
    """Starts a run and kills it; False where it had ended before."""
    process = start(home, folder)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return True
    return False


def content_of(home: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(home / "catalogue.sqlite3") as db:
        return {
            table: sorted(db.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
            for table, columns in TABLES.items()
        }


def check(home: Path) -> list[str]:
    index = open_index(Settings(home=home))
    try:
        return index.check()
    finally:
        index.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_runs_lose_nothing_and_do_nothing_twice(tmp_path: Path, seed: int) -> None:
    folder, calm, harried = tmp_path / "文件 夹", tmp_path / "calm", tmp_path / "harried"
    write_corpus(folder, 0, 25)
    chance = random.Random(seed)
    kills = 0
    for step in range(2):
        if step == 1:  # a later run: new files, changed ones, one gone whose text another file holds too
            write_corpus(folder, 25, 10)
            write_corpus(folder, 100, 1)
            shutil.move(folder / "方案 100.txt", folder / "方案 003.txt")
            (folder / "方案 005.txt").unlink()
        seconds = finish(calm, folder)
        for _ in range(4):
            kills += kill_after(harried, folder, chance.uniform(0.1 * seconds, 0.6 * seconds))
        finish(harried, folder)
        assert content_of(harried) == content_of(calm)
        assert check(harried) == []
    assert kills >= 2
    assert content_of(calm)["outbox"] == []
    assert len(content_of(calm)["copies"]) >= 7
    finish(tmp_path / "fresh", folder)
    assert content_of(tmp_path / "fresh") == content_of(calm)
