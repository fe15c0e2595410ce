"""What the tests of reading share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest.model import SourceText
from ingest.readers.registry import read_file


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Writes bytes to a file and reads it."""

    def write_and_read(name: str, data: bytes) -> SourceText:
        path = tmp_path / name
        path.write_bytes(data)
        return read_file(path, name)

    return write_and_read
