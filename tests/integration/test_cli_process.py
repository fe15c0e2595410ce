"""`zhice` as a process of its own: what it loads, and terminals and pipes that are not as one would wish."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

QUESTION = "九江国家级开发区亩均税收要求是多少"
SLOW = [
    "fastapi",
    "gradio",
    "ingest.pipeline",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "mcp",
    "pandas",
    "pypinyin",
    "sentence_transformers",
    "torch",
    "uvicorn",
    "vectorstore.indexing",
]


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "assistant.cli", "--home", str(home), *arguments]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, timeout=60, check=False)


def test_ask_loads_nothing_that_it_does_not_use(examples_home: Path) -> None:
    script = (
        "import sys\n"
        f"sys.argv = ['zhice', '--home', {str(examples_home)!r}, 'ask', {QUESTION!r}]\n"
        "from assistant.cli import main\n"
        "main_exit = None\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as ended:\n"
        "    main_exit = ended.code\n"
        f"print([name for name in {SLOW!r} if name in sys.modules], main_exit, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert "20万元" in done.stdout
    assert done.stderr == "[] 0\n"


def test_help_loads_no_index_and_no_model(examples_home: Path) -> None:
    heavy = ["chromadb", "numpy", "pydantic", "tantivy", "tokenizers", "rich.table"]
    script = f"import sys\nfrom assistant.cli import app\nprint([name for name in {heavy!r} if name in sys.modules])\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_an_output_encoding_that_lacks_characters_stops_nothing(examples_home: Path) -> None:
    done = run(examples_home, "doctor", PYTHONIOENCODING="gbk")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("gbk").startswith("? 安装：zhice ")


def test_a_reader_that_goes_away_leaves_no_traceback(examples_home: Path) -> None:
    command = [sys.executable, "-m", "assistant.cli", "--home", str(examples_home), "documents"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_pipe_gets_rows_that_are_not_folded(examples_home: Path) -> None:
    lines = run(examples_home, "documents", COLUMNS="40").stdout.decode("utf-8").splitlines()
    assert len(lines) == 1 + 10
