"""Help texts, usage errors, and the commands that README.md promises."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
from command_line import Zhice
from typer.main import get_command

from assistant.cli import app

GROUPS = ["eval", "feedback", "history", "users"]
README = Path(__file__).resolve().parents[2] / "README.md"
COMMANDS = [
    "ask",
    "audit",
    "batch",
    "compare",
    "doctor",
    "documents",
    "duties",
    "eval answers",
    "eval check-set",
    "eval compare",
    "eval distractors",
    "eval evidence",
    "eval gate",
    "eval hostile",
    "eval import-feedback",
    "eval judge",
    "eval new-set",
    "eval reading",
    "eval report",
    "eval retrieval",
    "eval robustness",
    "eval run-other",
    "eval score",
    "eval tampering",
    "facts",
    "feedback export",
    "feedback list",
    "history delete",
    "history export",
    "history list",
    "history rename",
    "history show",
    "ingest",
    "ledger",
    "mcp",
    "remove",
    "search",
    "serve",
    "users add",
    "users list",
    "users password",
    "users remove",
    "users role",
]
GROUPS = ["eval", "feedback", "history", "users"]


def options() -> dict[str, set[str]]:
    """The options of each command, those of the program and of groups as `eval` under their own names."""
    found: dict[str, set[str]] = {}

    def visit(command: typer.core.TyperCommand, name: str) -> None:
        found[name] = {option for parameter in command.params for option in parameter.opts if option.startswith("-")}
        found[name].add("--help")
        for child, below in getattr(command, "commands", {}).items():
            visit(below, f"{name} {child}".strip())

    visit(get_command(app), "")
    return found


def readme_calls() -> list[str]:
    """The lines of fenced blocks that call `zhice`, without prompts, environment and comments."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    lines = (
        re.sub(r"^\s*(?:\$\s+)?(?:\w+=\S*\s+)*(?:\S*/)?(?=zhice\b)", "", line)
        for b in blocks
        for line in b.splitlines()
    )
    return [line for line in lines if re.match(r"zhice\s", line)]


def test_there_are_the_documented_commands_and_no_others() -> None:
    assert sorted(name for name in options() if name not in ("", *GROUPS)) == COMMANDS


@pytest.mark.parametrize("command", ["", *GROUPS, *COMMANDS])
def test_every_command_explains_itself_in_chinese(zhice: Zhice, command: str) -> None:
    ran = zhice(*command.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert re.search("[一-鿿]", ran.out)
    for option in options()[command]:
        assert option in ran.out


def test_every_readme_command_and_option_exists() -> None:
    known = options()
    calls = readme_calls()
    assert calls
    for line in calls:
        words = shlex.split(line, comments=True)[1:]
        given = [word.partition("=")[0] for word in words if word.startswith("-")]
        while words and words[0].startswith("-"):
            words = words[1 if "=" in words[0] or words[0] in ("--help", "--verbose") else 2 :]
        name = " ".join(words[:2]) if "".join(words[:1]) in GROUPS else "".join(words[:1])
        assert name in known, line
        assert set(given) <= known[name] | known[""], line


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["nonsense"], "nonsense"),
        (["ask"], "question"),
        (["ask", "税收", "--nonsense"], "--nonsense"),
        (["batch", "in.jsonl"], "--output"),
        (["eval", "nonsense"], "nonsense"),
        (["--home"], "--home"),
    ],
)
def test_a_usage_error_names_what_is_wrong_on_stderr_alone(zhice: Zhice, arguments: list[str], problem: str) -> None:
    ran = zhice(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert problem in ran.err.splitlines()[-1]
    assert len(ran.err.splitlines()) <= 4


def test_without_arguments_the_commands_are_listed(zhice: Zhice) -> None:
    ran = zhice()
    assert ran.code == 2
    assert all(command.split()[0] in ran.err for command in COMMANDS)
