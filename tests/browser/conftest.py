"""The browser ends with each module of these tests: while it runs, no other test could start an event loop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import make_home
from harness import close_browser


@pytest.fixture(scope="module", autouse=True)
def _browser_closed() -> Iterator[None]:
    yield
    close_browser()


@pytest.fixture(scope="package")
def example_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder to copy: the example corpus indexed, an editor and two readers."""
    return make_home(tmp_path_factory.mktemp("examples") / "home")
