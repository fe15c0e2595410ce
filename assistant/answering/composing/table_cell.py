"""A table cell as an answer: the value with its unit, then column, row and what the table is of."""

from __future__ import annotations

from assistant.answering.findings import CellWords

EMPTY = "表中没有数值"


def cell_first(cell: CellWords, empty: bool) -> str:
    """'90亿元（共青组团，高端智能制造，2023年营业收入）'; of an empty cell that it has no figure."""
    place = "，".join(cell.place)
    if empty:
        return f"“{cell.value}”（{EMPTY}：{place}）" if place else f"“{cell.value}”（{EMPTY}）"
    return f"{cell.value}（{place}）" if place else cell.value


def bodies_first(cell: CellWords) -> str:
    """'牵头单位：市商务局（招商引资）' for a cell in the column of a role."""
    role, *rest = cell.place or ("",)
    said = f"{role}：{cell.value}" if role else cell.value
    return f"{said}（{'，'.join(rest)}）" if rest else said
