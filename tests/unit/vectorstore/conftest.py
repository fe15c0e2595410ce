from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from policy_indexes import GANZHOU, JIUJIANG, open_index, put

from vectorstore.index import PolicyIndex


@pytest.fixture
def index(tmp_path: Path) -> Iterator[PolicyIndex]:
    made = open_index(tmp_path)
    put(made, JIUJIANG, "九江.txt", region=("江西省", "九江市"))
    put(made, GANZHOU, "赣州.txt", region=("江西省", "赣州市"))
    yield made
    made.close()
