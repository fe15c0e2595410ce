"""What the commands that measure have in common: where a report's figures come from, and where it goes."""

from __future__ import annotations

import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings
    from evals.model import RunContext
    from evals.report import WithErrors

ReportOption = Annotated[
    Path | None, typer.Option("--report", help="把报告（report.md、report.json 等）写到这个文件夹。")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "--report", help="把报告（report.md、report.json 等）写到这个文件夹。"),
]
QuestionsArgument = Annotated[Path, typer.Argument(help="题目文件（JSONL，含标准答案与证据）。")]
JobsOption = Annotated[
    int, typer.Option("--jobs", min=1, max=64, help="同时作答的进程数；每个进程各开一份索引，耗时也随之变长。")
]
UnreviewedOption = Annotated[
    bool, typer.Option("--include-unreviewed", help="未复核的题目也算在内，只供查看；输出中会注明。")
]


def show_report(result: WithErrors, folder: Path | None, as_json: bool, name: str = "report") -> None:
    """Writes `name`.md, `name`.json and what went wrong into `folder` where one is given, and prints the figures."""
    from evals.report import print_table, to_json, write_errors, write_report

    if folder is not None:
        write_report(result, folder, name)
        write_errors(result, folder / "errors.jsonl")
    if as_json:
        print(to_json(result))
    else:
        print_table(result)


def vars_of(manifest: object) -> dict[str, object]:
    """The fields of a dataclass value."""
    from dataclasses import asdict

    return asdict(manifest)  # type: ignore[call-overload,no-any-return]


def run_context(settings: Settings, questions: str, manifest: dict[str, object]) -> RunContext:
    """What a report says of where its figures come from."""
    from assistant.settings import without_secrets
    from evals.model import RunContext

    kept = settings.model_dump(mode="json", exclude={"home", "llm_api_key", "api_key"})
    addresses = {name: without_secrets(str(value)) for name, value in kept.items() if name.endswith("_url")}
    return RunContext(
        questions=questions,
        commit=_commit(),
        manifest=manifest,
        settings=kept | addresses,
        started_at=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    )


def _commit() -> str:
    """The commit of the running source tree, empty outside one."""
    here = Path(__file__).resolve().parent
    try:
        done = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=here, capture_output=True, text=True, check=False, timeout=5
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()
