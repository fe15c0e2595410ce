"""The ablation tables of the evaluation docs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evals.errors import EvalsError, NothingToScore
from evals.figures.ablation import HEADS, ablation_section
from evals.figures.files import BEGIN, END
from evals.ways import WAYS

DOCS = Path(__file__).resolve().parents[3] / "evals" / "docs" / "retrieval.md"


def put(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def evidence(commit: str = "abc1234") -> dict[str, Any]:
    def figures(position: int) -> dict[str, Any]:
        return {"n": 12, "first": {"value": 0.5 + position / 10}, "top": {"value": 0.6 + position / 10}}

    ways = {
        way.name: {"types": {"list": figures(position), "ALL": figures(position)}} for position, way in enumerate(WAYS)
    }
    return {"ways": ways, "context": {"questions": "dev.jsonl", "commit": commit}}


def retrieval(commit: str = "abc1234") -> dict[str, Any]:
    modes = {way.name: {"R@1": 0.5, "nDCG@10": 0.25 + position / 10} for position, way in enumerate(WAYS)}
    return {"dataset": "stard", "queries": 1798, "modes": modes, "context": {"commit": commit}}


def test_there_is_a_head_for_every_way() -> None:
    assert len(HEADS) == len(WAYS)


def test_every_type_and_every_set_has_a_row_with_a_cell_a_way(tmp_path: Path) -> None:
    put(tmp_path / "dev" / "ablation.json", evidence())
    put(tmp_path / "retrieval" / "stard.json", retrieval())
    section = ablation_section(tmp_path)
    assert "`abc1234`" in section
    assert "| type | n | BM25 | + fields | + dense | + ranker | + understanding |" in section
    cells = " | ".join(f"{0.5 + n / 10:.3f} / {0.6 + n / 10:.3f}" for n in range(5))
    assert f"| list | 12 | {cells} |" in section
    assert f"| ALL | 12 | {cells} |" in section
    cells = " | ".join(f"0.500 / {0.25 + n / 10:.3f}" for n in range(5))
    assert f"| `stard` | 1,798 | {cells} |" in section


def test_reports_of_several_commits_are_refused_and_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NothingToScore):
        ablation_section(tmp_path)
    put(tmp_path / "dev" / "ablation.json", evidence())
    put(tmp_path / "retrieval" / "stard.json", retrieval("fff0000"))
    with pytest.raises(EvalsError, match="abc1234、fff0000"):
        ablation_section(tmp_path)


def test_the_docs_have_the_markers() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.index(BEGIN) < text.index(END)
