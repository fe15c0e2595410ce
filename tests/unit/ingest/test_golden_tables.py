"""Golden files, checked by eye: tables of our own that hold one difficulty each, with the cells they must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.tables.cells import describe, find_tables

TABLES = Path(__file__).parents[2] / "data" / "tables"
TEXTS = sorted(TABLES.glob("*.txt"))


def cells_text(text: str) -> str:
    """All tables of a text: caption and unit, then each cell with its headers, then notes."""
    lines: list[str] = []
    for table in find_tables(text):
        lines.append(f"表：{table.caption}" + (f"（{table.unit}）" if table.unit else ""))
        lines += [f"  {describe(cell)}" for row in table.rows for cell in row.cells]
        lines += [f"  {note}" for note in table.notes]
    return "\n".join(lines or ["没有表"]) + "\n"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_cells_of_a_table_are_those_checked_by_eye(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert cells_text(text) == path.with_suffix(".cells").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_cells_slice_back_to_the_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for table in find_tables(text):
        for row in table.rows:
            for cell in row.cells:
                assert cell.span.slice(text) == cell.text
                assert row.span.contains(cell.span)
                assert cell.row == row.header
