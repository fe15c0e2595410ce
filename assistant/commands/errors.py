"""Which failures are the user's to mend, and the exit code they end with."""

from __future__ import annotations

from assistant.ports import AssistantError
from ingest.errors import IngestError, reason_of

FAILED = 1


class CommandFailed(AssistantError):
    """A command could do nothing; the message says what to do."""


def is_expected(error: Exception) -> bool:
    """Whether the error's message is meant for the user; the others are defects of the program."""
    from vectorstore.ports import VectorStoreError  # with NumPy, which `--help` need not wait for

    if isinstance(error, (AssistantError, IngestError, VectorStoreError)):
        return True
    # ui and evals stand above this package; their errors are recognised without importing them.
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"UserInterfaceError", "EvalsError"})


def message_of(error: Exception) -> str | None:
    """The line to show for an expected error or one of the system, None for a defect of the program."""
    if is_expected(error):
        return " ".join(str(error).split())
    if isinstance(error, OSError):
        place = f"{error.filename}：" if error.filename else ""
        return f"{place}{reason_of(error)}。请检查路径、权限与磁盘空间后重试。"
    return None
