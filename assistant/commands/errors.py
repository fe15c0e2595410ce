"""Which failures are the user's to mend, and the exit code they end with."""

from __future__ import annotations

from assistant.ports import AssistantError
from ingest.errors import IngestError
from vectorstore.ports import VectorStoreError

FAILED = 1


class CommandFailed(AssistantError):
    """A command could do nothing; the message says what to do."""


def exit_code_of(error: Exception) -> int | None:
    """The exit code of an expected error, None for one that is a defect of the program."""
    if isinstance(error, (AssistantError, IngestError, VectorStoreError)):
        return FAILED
    # ui and evals stand above this package; their errors are recognised without importing them.
    names = {kind.__name__ for kind in type(error).__mro__}
    return FAILED if names & {"UserInterfaceError", "EvalsError"} else None
