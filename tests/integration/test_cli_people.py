"""`zhice users`, `zhice audit`, and an address that `zhice serve` refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Zhice
from openpyxl import load_workbook
from people import EDITOR, PASSWORDS, add_users

from assistant.people.audit import AuditEvent, AuditKind
from assistant.people.audit_file import AuditFile


def type_in(monkeypatch: pytest.MonkeyPatch, *passwords: str) -> None:
    """A terminal at which these passwords are typed one after the other."""
    waiting = list(passwords)
    monkeypatch.setattr("sys.stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})())
    monkeypatch.setattr("getpass.getpass", lambda _: waiting.pop(0))


def pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_users_are_added_changed_listed_and_removed(
    zhice: Zhice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = ["--home", tmp_path / "new"]
    assert "还没有用户" in zhice(*home, "users", "list").out
    assert not (tmp_path / "new").exists()
    pipe(monkeypatch, f"{PASSWORDS[EDITOR]}\n")
    added = zhice(*home, "users", "add", EDITOR, "--role", "editor", "--password-stdin")
    assert (added.code, added.out) == (0, "已添加用户 张三（编辑）。\n")
    assert zhice(*home, "users", "role", EDITOR, "reader").out == "用户 张三 现在是读者。\n"
    type_in(monkeypatch, "Another-2026", "Another-2026")
    assert zhice(*home, "users", "password", EDITOR).out == "已重设用户 张三 的密码。\n"
    (listed,) = zhice(*home, "users", "list", "--json").json
    assert (listed["name"], listed["role"]) == (EDITOR, "reader")
    assert "hash" not in listed
    assert zhice(*home, "users", "remove", EDITOR).out.startswith("已移除用户 张三。")
    lines = [row["text"] for row in zhice(*home, "audit", "--kind", "account", "--output", "json").json]
    assert lines == ["添加用户 张三（编辑）", "用户 张三 的角色改为读者", "重设用户 张三 的密码", "移除用户 张三"]


@pytest.mark.parametrize(
    ("arguments", "typed", "problem"),
    [
        (["add", "张 三"], ("Kaifaqu-2026", "Kaifaqu-2026"), "用户名只能用"),
        (["add", "王五"], ("Kaifaqu-2026", "Kaifaqu-2027"), "两次输入的密码不一样"),
        (["add", "王五"], ("12345678", "12345678"), "太常见"),
        (["add", EDITOR], (), "已有用户“张三”"),
        (["password", "王五"], (), "没有用户“王五”"),
        (["role", "王五", "editor"], (), "没有用户“王五”"),
        (["remove", "王五"], (), "没有用户“王五”"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    zhice: Zhice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    typed: tuple[str, ...],
    problem: str,
) -> None:
    add_users(tmp_path)
    type_in(monkeypatch, *typed)
    assert problem in zhice("--home", tmp_path, "users", *arguments).problem


def test_without_a_terminal_a_password_must_be_piped(
    zhice: Zhice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe(monkeypatch, "")
    assert "--password-stdin" in zhice("--home", tmp_path, "users", "add", "王五").problem


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "zhice.example"])
def test_an_address_that_others_reach_is_not_served_without_users(zhice: Zhice, examples_home: Path, host: str) -> None:
    problem = zhice("--home", examples_home, "serve", "--host", host).problem
    assert "还没有用户" in problem
    assert "zhice users add 用户名" in problem


def test_with_users_such_an_address_is_served(zhice: Zhice, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[object] = []
    monkeypatch.setattr("ui.server.serve", lambda *given: served.append(given[1]))
    add_users(own_home)
    assert zhice("--home", own_home, "serve", "--host", "0.0.0.0").code == 0
    assert served == ["0.0.0.0"]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A home folder with three rows."""
    file = AuditFile(tmp_path)
    rows = [
        AuditEvent(AuditKind.LOGIN, "李四", "10.0.0.2", "web"),
        AuditEvent(AuditKind.QUESTION, EDITOR, "10.0.0.1", "web", "=1+1 是多少？", True, (), "7"),
        AuditEvent(AuditKind.QUESTION, EDITOR, "10.0.0.1", "web", "税收\n要求", False, ("a.txt", "b.txt"), "7"),
    ]
    file.append(rows)
    file.close()
    return tmp_path


def test_the_log_is_printed_and_filtered(zhice: Zhice, log: Path) -> None:
    printed = zhice("--home", log, "audit").out
    assert all(word in printed for word in ("登录", "提问", "未作答", "税收 要求", "a.txt；b.txt"))
    assert "没有符合条件的记录" in zhice("--home", log, "audit", "--since", "2199-01-01").out
    assert len(zhice("--home", log, "audit", "--since", "2026-01-01", "--output", "json").json) == 3
    assert [row["kind"] for row in zhice("--home", log, "audit", "--person", "李四", "--output", "json").json] == [
        "login"
    ]
    questions = zhice("--home", log, "audit", "--kind", "question", "--output", "json").json
    assert [row["refused"] for row in questions] == [True, False]
    assert questions[1]["documents"] == ["a.txt", "b.txt"]


def test_a_spreadsheet_opens_the_log_and_computes_nothing_of_it(zhice: Zhice, log: Path) -> None:
    path = log / "log.csv"
    assert zhice("--home", log, "audit", "--output", path).out == f"已写入 {path}，共 3 条。\n"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert [row["text"] for row in rows] == ["", "'=1+1 是多少？", "税收\n要求"]
    assert rows[2]["documents"] == "a.txt；b.txt"
    book = log / "log.xlsx"
    assert zhice("--home", log, "audit", "--output", book).out == f"已写入 {book}，共 3 条。\n"
    heads, *rows = load_workbook(book).worksheets[0].iter_rows(values_only=True)
    assert heads[:3] == ("时间", "事项", "用户")
    assert [row[5] or "" for row in rows] == [
        row["text"] for row in zhice("--home", log, "audit", "--output", "json").json
    ]
    zhice("--home", log, "audit", "--output", log / "log.json")
    assert [row["text"] for row in json.loads((log / "log.json").read_text(encoding="utf-8"))][2] == "税收\n要求"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--since", "去年"], "看不懂日期“去年”"),
        (["--output", "log.pdf"], "--output 应为"),
        (["--output", "."], "--output 应为"),
        (["--output", "none/log.csv"], "none/log.csv.part"),
    ],
)
def test_a_bad_option_of_the_log_is_told_in_one_line(zhice: Zhice, log: Path, options: list[str], problem: str) -> None:
    assert problem in zhice("--home", log, "audit", *options).problem
