"""The command line in this process, and one index of the example corpus for all tests that only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Ran, Zhice, run_main
from serving import served

from assistant import open_assistant
from assistant.api import Assistant

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture
def zhice(capsys: pytest.CaptureFixture[str]) -> Zhice:
    """Calls the command line with the arguments given."""

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        code = run_main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def corpus() -> Path:
    return EXAMPLES / "corpus"


@pytest.fixture(scope="session")
def examples_home(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A home folder with the example corpus indexed. For reading only: see `own_home`."""
    home = tmp_path_factory.mktemp("examples") / "home"
    assert run_main(["--home", str(home), "ingest", str(corpus)]) == 0
    return home


@pytest.fixture
def own_home(examples_home: Path, tmp_path: Path) -> Path:
    """A copy of `examples_home` that a test may spoil."""
    return Path(shutil.copytree(examples_home, tmp_path / "own_home"))


@pytest.fixture(scope="session")
def assistant(examples_home: Path) -> Iterator[Assistant]:
    """The assistant over the example corpus."""
    with open_assistant(examples_home) as opened:
        yield opened


@pytest.fixture(scope="module")
def service(assistant: Assistant) -> Iterator[str]:
    """The address of a server around it, without the web chat."""
    with served(assistant) as address:
        yield address
