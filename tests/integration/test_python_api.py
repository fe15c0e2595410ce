"""The front door for programs in Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant import open_assistant
from vectorstore.ports import IndexMissing

QUESTION = "九江国家级开发区亩均税收要求是多少"


@pytest.mark.parametrize("kind", [Path, str])
def test_an_assistant_is_opened_on_a_home_folder(examples_home: Path, kind: type) -> None:
    with open_assistant(kind(examples_home)) as assistant:
        answer = assistant.ask(QUESTION)
    assert "20万元" in answer.text
    assert answer.citations[0].doc.startswith("九江市")


def test_without_a_folder_it_is_that_of_the_environment(examples_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHICE_HOME", str(examples_home))
    with open_assistant() as assistant:
        assert len(assistant.documents()) == 10


def test_a_folder_without_an_index_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="zhice ingest"), open_assistant(tmp_path):
        pass


def test_importing_the_package_does_no_work() -> None:
    script = (
        "import sys, assistant\n"
        "assert assistant.open_assistant\n"
        "print([name for name in ('numpy', 'pydantic', 'assistant.api', 'vectorstore') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
