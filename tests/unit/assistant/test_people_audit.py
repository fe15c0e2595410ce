"""The audit log and the limits."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from people_fakes import Clock

from assistant.people.audit import AuditEvent, AuditKind
from assistant.people.audit_file import AUDIT_FILE, AuditFile
from assistant.people.audit_writer import AuditWriter
from assistant.people.limits import Limits, RateLimiter
from assistant.people.model import PeopleError, QuestionTooLong, TooManyRequests, UploadTooLarge

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def event(kind: AuditKind = AuditKind.QUESTION, person: str = "张三", days: float = 0, text: str = "？") -> AuditEvent:
    return AuditEvent(
        kind, person, "10.0.0.1", "web", text, True, ("a.txt", "b.txt"), "7", "problem", NOON + timedelta(days=days)
    )


def test_what_is_written_is_read_back_equal(tmp_path: Path) -> None:
    events = [event(), AuditEvent(AuditKind.LOGIN, at=NOON)]
    AuditFile(tmp_path).append(events)
    assert AuditFile(tmp_path).read() == events


def test_no_text_is_a_failure(tmp_path: Path) -> None:
    file = AuditFile(tmp_path)
    file.append([event(text="\ud83d\x00'" + "长" * 10_000)])
    assert file.read()[0].text.startswith("?\x00'长")


def test_rows_are_found_by_day_person_and_kind(tmp_path: Path) -> None:
    file = AuditFile(tmp_path)
    old, new, other, login = event(days=-3), event(days=-1), event(person="李四"), event(AuditKind.LOGIN)
    file.append([other, old, login, new])
    assert file.read() == [old, new, other, login]
    assert file.read(since=NOON - timedelta(days=1)) == [new, other, login]
    assert file.read(until=NOON) == [old, new]
    assert file.read(person="李四") == [other]
    assert file.read(kinds=[AuditKind.LOGIN, AuditKind.UPLOAD]) == [login]
    assert AuditFile(tmp_path / "none").read() == []


def test_no_row_is_changed_or_removed_before_its_time(tmp_path: Path) -> None:
    file = AuditFile(tmp_path)
    file.append([event(days=-40), event(days=-1)])
    assert file.remove_old(0, NOON) == 0
    assert file.remove_old(30, NOON) == 1
    file.close()
    with sqlite3.connect(tmp_path / AUDIT_FILE) as db:
        for statement in ("UPDATE events SET person = 'x'", "DELETE FROM events"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                db.execute(statement)
    assert AuditFile(tmp_path).read() == [event(days=-1)]


def test_a_damaged_log_is_told_before_anything_is_served(tmp_path: Path) -> None:
    (tmp_path / AUDIT_FILE).write_bytes(b"no database " * 100)
    with pytest.raises(PeopleError, match="已损坏"):
        AuditWriter(AuditFile(tmp_path), 0).start()


def test_the_writer_writes_in_order_what_many_threads_give_it(tmp_path: Path) -> None:
    writer = AuditWriter(AuditFile(tmp_path), 365)
    writer.start()

    def give(person: str) -> None:
        for number in range(100):
            writer.record(event(person=person, text=str(number)))

    threads = [threading.Thread(target=give, args=(name,)) for name in "甲乙丙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.close()
    for name in "甲乙丙":
        assert [row.text for row in AuditFile(tmp_path).read(person=name)] == [str(number) for number in range(100)]


class Broken(AuditFile):
    """Fails until it is mended."""

    mended = False

    def append(self, events: Sequence[AuditEvent]) -> None:
        if events and not self.mended:
            raise PeopleError("磁盘已满")
        super().append(events)


def test_a_full_disk_holds_nobody_up_and_what_waited_is_written_later(tmp_path: Path) -> None:
    file = Broken(tmp_path)
    writer = AuditWriter(file, 0, most_waiting=3)
    writer.start()
    started = time.monotonic()
    for number in range(50):
        writer.record(event(text=str(number)))
    assert time.monotonic() - started < 1
    file.mended = True
    writer.close()
    kept = [row.text for row in AuditFile(tmp_path).read()]
    assert kept[0] == "0"
    assert 1 <= len(kept) < 50


def test_a_question_and_a_file_may_be_as_large_as_the_limit_and_no_larger() -> None:
    limits = Limits(upload_mb=2, question_chars=10)
    limits.check_question(f" {'税' * 10}\n")
    with pytest.raises(QuestionTooLong, match=r"11 字.*10 字以内"):
        limits.check_question("税" * 11)
    limits.check_upload("a.pdf", 2 * 1024 * 1024)
    with pytest.raises(UploadTooLarge, match=r"a\.pdf：文件太大，上限为 2 MB"):
        limits.check_upload("a.pdf", 2 * 1024 * 1024 + 1)


def test_each_person_has_a_minute_of_their_own() -> None:
    clock = Clock()
    rate = RateLimiter(3, clock)
    for _ in range(3):
        rate.count("张三")
        clock.now += 10
    with pytest.raises(TooManyRequests, match="至多 3 次，请在 30 秒后再试") as caught:
        rate.count("张三")
    rate.count("李四")
    clock.now += caught.value.seconds
    rate.count("张三")
    with pytest.raises(TooManyRequests):
        rate.count("张三")


def test_without_a_limit_nothing_is_counted() -> None:
    rate, one = RateLimiter(0), RateLimiter(1)
    assert [rate.count("张三") for _ in range(1000)] == [None] * 1000
    one.count("张三")
    with pytest.raises(TooManyRequests):
        one.count("张三")
