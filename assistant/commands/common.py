"""What the commands share: options, opening the assistant, output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.errors import CommandFailed

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from assistant.api import Assistant
    from assistant.settings import Settings
    from vectorstore.index import PolicyIndex

HomeOption = Annotated[Path | None, typer.Option("--home", help="索引所在文件夹（也可用环境变量 ZHICE_HOME）。")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
_UNFOLDED_WIDTH = 10_000


@dataclass(frozen=True, slots=True)
class CliState:
    """Options given before the command."""

    home: Path | None = None


def settings_for(context: typer.Context, home: Path | None) -> Settings:
    """The settings of this call; `--home` counts before and after the command."""
    from assistant.settings import load_settings

    state = context.find_object(CliState) or CliState()
    return load_settings(home or state.home)


@contextmanager
def opened_index(settings: Settings, create: bool = False, mend: bool = False) -> Iterator[PolicyIndex]:
    """The index, closed again at the end."""
    from assistant.bootstrap import open_index

    index = open_index(settings, create=create, mend=mend)
    try:
        yield index
    finally:
        index.close()


@contextmanager
def opened_assistant(settings: Settings, *, for_many: bool = False) -> Iterator[Assistant]:
    """The assistant over the index in the home folder; raises CommandFailed where that holds no document.

    With `for_many` what the first questions would wait for is loaded at once.
    """
    from assistant.bootstrap import make_assistant

    with opened_index(settings) as index:
        require_documents(index, settings)
        if for_many:
            index.warm_up()
        yield make_assistant(settings, index)


def require_documents(index: PolicyIndex, settings: Settings) -> None:
    """Raises CommandFailed where the index is empty: 'nothing found' would mislead."""
    if not index.passage_count():
        raise CommandFailed(f"{settings.home} 的索引里还没有文件，请先运行 zhice ingest 文件或文件夹")


def as_text(argument: str) -> str:
    """An argument with its undecodable bytes made visible: JSON and the indexes take only characters."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def warn(line: str) -> None:
    """One line on standard error."""
    print(line, file=sys.stderr)


def output_console() -> Console:
    """Standard output for people; where that is a file or a pipe, no line is folded."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else _UNFOLDED_WIDTH, highlight=False)


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A progress bar on standard error; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(label),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        yield bar
