"""Login and sessions: who is let in, who is locked out, and when a login ends."""

from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest
from people_fakes import HOURS, PASSWORD, Home

from assistant.people.attempts import FREE_BY_ADDRESS, FREE_BY_NAME
from assistant.people.model import LockedOut, LoginRefused, NoSession, PeopleError, Person, Role, SessionExpired
from assistant.people.secret import SECRET_FILE, session_secret
from assistant.people.sessions import Sessions

HERE, THERE = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    made.users.add("张三", Role.EDITOR, made.passwords.hash(PASSWORD))
    return made


def fail(home: Home, name: str, address: str = HERE) -> LoginRefused:
    with pytest.raises(LoginRefused) as caught:
        home.login.authenticate(name, "wrong", address)
    return caught.value


def test_the_right_password_tells_who_it_is(home: Home) -> None:
    assert home.login.authenticate(" 张三 ", PASSWORD, HERE) == Person("张三", Role.EDITOR)


def test_an_unknown_name_fails_as_a_wrong_password_does_and_after_the_same_work(home: Home) -> None:
    known = str(fail(home, "张三"))
    assert home.passwords.checked == 1
    assert str(fail(home, "没有这个人")) == known
    assert home.passwords.checked == 2


def test_after_some_failures_a_name_waits_longer_and_longer_known_or_not(home: Home) -> None:
    for name in ("张三", "没有这个人"):
        for _ in range(FREE_BY_NAME):
            assert not isinstance(fail(home, name), LockedOut)
        checked = home.passwords.checked
        with pytest.raises(LockedOut, match="请在 30 秒后再试") as caught:
            home.login.authenticate(name, PASSWORD, THERE)
        assert caught.value.seconds == 30
        assert home.passwords.checked == checked  # not even looked at
    home.clock.now += 31
    assert not isinstance(fail(home, "张三"), LockedOut)
    assert str(fail(home, "张三")) == str(LockedOut(60))
    home.clock.now += 61
    assert home.login.authenticate("张三", PASSWORD, HERE).name == "张三"
    assert not isinstance(fail(home, "张三"), LockedOut)  # a success starts afresh


def test_an_address_that_tries_many_names_waits_and_others_do_not(home: Home) -> None:
    for number in range(FREE_BY_ADDRESS):
        fail(home, f"user{number}")
    with pytest.raises(LockedOut):
        home.login.authenticate("张三", PASSWORD, HERE)
    assert home.login.authenticate("张三", PASSWORD, THERE).name == "张三"


def test_many_logins_of_one_address_that_succeed_lock_nobody_out(home: Home) -> None:
    names = {home.login.authenticate("张三", PASSWORD, HERE).name for _ in range(FREE_BY_ADDRESS + 5)}
    assert names == {"张三"}


def test_tries_at_once_are_no_more_than_tries_one_by_one(home: Home) -> None:
    outcomes: list[type[Exception]] = []

    def attempt() -> None:
        outcomes.append(type(fail(home, "张三")))

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(LockedOut) == 12 - FREE_BY_NAME


def test_failures_are_remembered_by_another_process(home: Home, tmp_path: Path) -> None:
    for _ in range(FREE_BY_NAME):
        fail(home, "张三")
    with pytest.raises(LockedOut):
        Home(tmp_path).login.authenticate("张三", PASSWORD, HERE)


def test_a_session_tells_its_person_with_today_s_role_until_it_ends(home: Home) -> None:
    token = home.sessions.start(Person("张三"))
    assert home.sessions.read(token).person == Person("张三", Role.EDITOR)
    home.users.set_role("张三", Role.READER)
    session = home.sessions.read(token)
    assert session.person.role is Role.READER
    assert home.sessions.seconds_left(session) == HOURS * 3600
    home.clock.now += HOURS * 3600
    with pytest.raises(SessionExpired, match="登录已过期"):
        home.sessions.read(token)


@pytest.mark.parametrize("change", ["log out", "password", "remove"])
def test_what_ends_a_session_ends_every_copy_of_it(home: Home, tmp_path: Path, change: str) -> None:
    token = home.sessions.start(Person("张三"))
    if change == "log out":
        home.sessions.end(token)
    elif change == "password":
        home.users.set_hash("张三", "h")
    else:
        home.users.remove("张三")
    for reader in (home.sessions, Home(tmp_path).sessions):
        with pytest.raises(SessionExpired):
            reader.read(token)


def test_one_log_out_leaves_the_other_sessions(home: Home) -> None:
    first, second = home.sessions.start(Person("张三")), home.sessions.start(Person("张三"))
    home.sessions.end(first)
    assert home.sessions.read(second).person.name == "张三"


def test_a_rehash_of_the_same_password_ends_no_session(home: Home) -> None:
    token = home.sessions.start(Person("张三"))
    home.users.set_hash("张三", "h", same_password=True)
    assert home.sessions.read(token).person.name == "张三"


def test_a_forged_token_is_nobody_s(home: Home) -> None:
    body, _, signature = home.sessions.start(Person("张三")).partition(".")
    other = Sessions(lambda: b"t" * 32, home.users, home.database, HOURS, home.clock).start(Person("张三"))
    forged = [
        "",
        ".",
        "x",
        f"{body}.",
        f"{body}.{signature[:-2]}",
        f"{body[:-2]}.{signature}",
        other,
        "张.三",
        "x" * 9000,
    ]
    for token in forged:
        with pytest.raises(NoSession) as caught:
            home.sessions.read(token)
        assert not isinstance(caught.value, SessionExpired)


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = session_secret(tmp_path)
    assert len(first) == 32
    assert session_secret(tmp_path) == first
    assert stat.S_IMODE((tmp_path / SECRET_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [SECRET_FILE]


def test_a_secret_that_others_may_read_is_closed_and_a_short_one_refused(tmp_path: Path) -> None:
    (tmp_path / SECRET_FILE).write_bytes(b"s" * 32)
    (tmp_path / SECRET_FILE).chmod(0o644)
    session_secret(tmp_path)
    assert stat.S_IMODE((tmp_path / SECRET_FILE).stat().st_mode) == 0o600
    (tmp_path / SECRET_FILE).write_bytes(b"short")
    with pytest.raises(PeopleError, match="已损坏"):
        session_secret(tmp_path)
