"""Users: names, roles, passwords and their hashes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from people_fakes import PASSWORD, Counting, Home

from assistant.people.model import (
    LOCAL,
    PROGRAM,
    BadName,
    NotAllowed,
    PeopleError,
    Person,
    Role,
    WeakPassword,
    may_edit,
    require_editor,
)
from assistant.people.names import checked_name
from assistant.people.passwords import check_password
from assistant.people.users import USERS_FILE


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.parametrize(
    ("typed", "kept"), [("张三", "张三"), (" Li.Si ", "Li.Si"), ("ｚｈａｎｇ", "zhang"), ("买买提·艾力", "买买提·艾力")]
)
def test_names_of_any_script_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert checked_name(typed) == kept


@pytest.mark.parametrize("name", ["", "  ", "张 三", "a/b", "../x", "a\nb", "-a", "<b>", "张" * 33, "程序", "本机"])
def test_a_name_that_would_confuse_a_log_is_refused(name: str) -> None:
    with pytest.raises(BadName):
        checked_name(name)


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("Ab1-xyz", "8 至 128"),
        ("A1-b" * 33, "8 至 128"),
        ("abcdefghij", "太常见|三种"),
        ("Password1!", "太常见"),
        ("Zhang三-2026", "用户名"),
        ("Aa1Aa1Aa1", "重复"),
        ("lowercase123", "三种"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password: str, problem: str) -> None:
    with pytest.raises(WeakPassword, match=problem) as caught:
        check_password(password, "zhang三")
    assert password not in str(caught.value)


@pytest.mark.parametrize("password", [PASSWORD, "四个汉字加Ab12", "a long sentence of lower case"])
def test_a_strong_password_passes(password: str) -> None:
    check_password(password, "zhang")


def test_a_hash_tells_the_right_password_from_others_and_holds_no_word_of_it() -> None:
    passwords = Counting()
    kept = passwords.hash(PASSWORD)
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept
    assert kept != passwords.hash(PASSWORD)
    assert passwords.matches(kept, PASSWORD)
    assert passwords.matches(kept, "Ｋaifaqu-２０２６")  # as an input method types it
    assert not passwords.matches(kept, PASSWORD + "x")
    assert not passwords.matches(None, PASSWORD)
    assert not passwords.matches(None, "decoy")
    assert not passwords.matches("no hash", PASSWORD)


def test_users_are_found_however_their_name_is_written(home: Home) -> None:
    home.users.add("Zhang", Role.EDITOR, "h1")
    found = home.users.get("ＺＨＡＮＧ")
    assert found is not None
    assert found.person == Person("Zhang", Role.EDITOR)
    with pytest.raises(BadName, match="已有用户"):
        home.users.add("zhang", Role.READER, "h2")
    assert home.users.hash_of("zhang") == "h1"


def test_a_role_changes_and_a_removed_user_is_gone(home: Home) -> None:
    home.users.add("张三", Role.EDITOR, "h")
    home.users.set_role("张三", Role.READER)
    assert [user.person for user in home.users.all()] == [Person("张三", Role.READER)]
    home.users.remove("张三")
    assert not home.users.any()
    for change in (home.users.remove, lambda name: home.users.set_role(name, Role.EDITOR)):
        with pytest.raises(BadName, match="没有用户"):
            change("张三")


def test_a_user_added_by_another_process_counts_at_once(home: Home, tmp_path: Path) -> None:
    assert not home.users.any()
    assert not (tmp_path / USERS_FILE).exists()
    Home(tmp_path).users.add("张三", Role.READER, "h")
    assert home.users.any()


def test_the_file_is_for_its_owner_alone(home: Home, tmp_path: Path) -> None:
    home.users.add("张三", Role.READER, "h")
    assert stat.S_IMODE((tmp_path / USERS_FILE).stat().st_mode) == 0o600


def test_a_damaged_file_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / USERS_FILE).write_bytes(b"no database " * 100)
    with pytest.raises(PeopleError, match="已损坏") as caught:
        Home(tmp_path).users.any()
    assert "\n" not in str(caught.value)


def test_only_editors_may_change_documents() -> None:
    assert may_edit(Person("张三", Role.EDITOR))
    assert may_edit(LOCAL)
    require_editor(LOCAL)
    for person in (Person("李四"), PROGRAM):
        assert not may_edit(person)
        with pytest.raises(NotAllowed, match="只有编辑"):
            require_editor(person)
