"""What the commands share: options, opening the assistant, output."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.api import Assistant
from assistant.settings import Settings, load_settings
from vectorstore.index import PolicyIndex

HomeOption = Annotated[Path | None, typer.Option("--home", help="索引所在文件夹（也可用环境变量 ZHICE_HOME）。")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


@dataclass(frozen=True, slots=True)
class CliState:
    """Options given before the command."""

    home: Path | None = None


def settings_for(context: typer.Context, home: Path | None) -> Settings:
    """The settings of this call; `--home` counts before and after the command."""
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
def opened_assistant(settings: Settings) -> Iterator[Assistant]:
    """The assistant over the index in the home folder."""
    from assistant.bootstrap import make_assistant

    with opened_index(settings) as index:
        yield make_assistant(settings, index)


def print_json(value: object) -> None:
    """One JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """A progress bar on standard error; nothing where that is no terminal."""
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        yield bar
