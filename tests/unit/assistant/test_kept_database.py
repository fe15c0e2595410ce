"""The file that is kept: made late, private, and set aside where it is damaged."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from history_samples import FIGURE, Clock

from assistant.feedback.store import FILE as FEEDBACK_FILE
from assistant.feedback.store import SqliteFeedback
from assistant.history.store import FILE, SqliteHistory
from assistant.kept_database import StoreDamaged, StoreUnavailable


def filled(home: Path) -> tuple[SqliteHistory, str]:
    store = SqliteHistory(home, Clock())
    conversation = store.create("")
    store.append("", conversation, "问", FIGURE)
    return store, conversation


def damaged(home: Path) -> Path:
    """A history whose pages are overwritten."""
    store, _ = filled(home)
    store.close()
    file = home / FILE
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    return file


def test_looking_makes_no_file_and_no_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert SqliteHistory(home).page("").total == 0
    assert SqliteFeedback(home).all() == []
    assert not home.exists()


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    filled(tmp_path)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob(FILE + "*")} == {0o600}


@pytest.mark.parametrize("content", [b"no database at all, only words " * 200, None])
def test_a_damaged_file_is_set_aside_with_one_line_and_a_new_one_begins(tmp_path: Path, content: bytes | None) -> None:
    file = damaged(tmp_path)
    if content is not None:
        file.write_bytes(content)
    before = file.read_bytes()
    store = SqliteHistory(tmp_path, Clock())
    with pytest.raises(StoreDamaged) as raised:
        store.page("")
    aside = next(path for path in tmp_path.glob(FILE + ".damaged-*") if path.suffix[-4:] not in ("-wal", "-shm"))
    assert aside.read_bytes() == before
    assert str(aside) in str(raised.value)
    assert "\n" not in str(raised.value)
    conversation = store.create("")
    store.append("", conversation, "又问", FIGURE)
    assert store.page("").total == 1


def test_a_damaged_history_touches_no_other_file(tmp_path: Path) -> None:
    SqliteFeedback(tmp_path).withdraw("", "none", 1)
    beside = tmp_path / "catalogue.sqlite3"
    beside.write_bytes(b"index")
    damaged(tmp_path)
    with pytest.raises(StoreDamaged):
        SqliteHistory(tmp_path).page("")
    assert beside.read_bytes() == b"index"
    assert (tmp_path / FEEDBACK_FILE).exists()


def test_a_process_that_finds_the_damage_later_does_not_set_the_new_file_aside(tmp_path: Path) -> None:
    late, _ = filled(tmp_path)
    (tmp_path / FILE).replace(tmp_path / "history.sqlite3.damaged-by-another")
    fresh, conversation = filled(tmp_path)
    assert [head.id for head in late.page("").heads] == [conversation]
    late.append("", conversation, "又问", FIGURE)
    assert fresh.open("", conversation).head.questions == 2


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    filled(tmp_path)[0].close()
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreUnavailable, match="更新版本") as raised:
        SqliteHistory(tmp_path).page("")
    assert not isinstance(raised.value, StoreDamaged)
    assert not list(tmp_path.glob("*.damaged-*"))


def test_a_place_that_cannot_be_written_is_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, no folder")
    with pytest.raises(StoreUnavailable, match="对话记录") as raised:
        SqliteHistory(tmp_path / "home").create("")
    assert "\n" not in str(raised.value)


def test_a_transaction_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    store, conversation = filled(tmp_path)
    with sqlite3.connect(tmp_path / FILE) as db:
        db.execute("CREATE TRIGGER refuse BEFORE INSERT ON exchanges BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(sqlite3.IntegrityError):
        store.append("", conversation, "又问", FIGURE)
    kept = store.open("", conversation)
    assert (kept.head.questions, kept.head.changed_at) == (1, kept.exchanges[0].asked_at)


def test_stores_that_open_at_the_same_moment_make_one_file(tmp_path: Path) -> None:
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: filled(tmp_path), range(12)))
    assert SqliteHistory(tmp_path).page("").total == 12
