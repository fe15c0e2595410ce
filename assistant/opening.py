"""The front door for programs: an assistant over an index, in one call."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.api import Assistant


@contextmanager
def open_assistant(home: Path | str | None = None) -> Iterator[Assistant]:
    """The assistant over the index in `home`, by default that of ZHICE_HOME or the platform's data folder.

    What its first question would wait for is loaded at once; the index is closed at the end of the block.
    Raises BadSettings, IndexMissing, IndexMismatch or BackendUnavailable, each with what to do.
    """
    from assistant.bootstrap import make_assistant, open_index
    from assistant.settings import load_settings

    settings = load_settings(None if home is None else Path(home))
    index = open_index(settings)
    try:
        index.warm_up()
        yield make_assistant(settings, index)
    finally:
        index.close()
