"""Twenty people ask the served chat at once over its real protocol: everybody is answered."""

from __future__ import annotations

from pathlib import Path

from serving import served

from assistant.api import Assistant
from assistant.bootstrap import open_access
from assistant.settings import Settings
from evals.benchmarks.serving.load import measure_load


def test_twenty_people_at_once_are_all_answered(assistant: Assistant, tmp_path: Path) -> None:
    with (
        open_access(Settings(home=tmp_path, requests_per_minute=0), lambda: "7") as access,
        served(assistant, api_only=False, access=access) as address,
    ):
        found = measure_load(address, people=20, rounds=2)
    assert found.errors == ()
    assert found.answers == 40
    assert found.latency.p95 < 20_000  # of a machine at other work; the benchmark has the goal
