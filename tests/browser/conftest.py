"""The browser of these tests ends with them: while it runs, no other test could start an event loop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from harness import close_browser


@pytest.fixture(scope="package", autouse=True)
def _browser_closed() -> Iterator[None]:
    yield
    close_browser()
