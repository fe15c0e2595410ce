"""Tables of figures for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

Row = tuple[str, ...]


def figures_table(title: str, corner: str, heads: Sequence[str], rows: Sequence[Row]) -> RenderableType:
    """A title and a table whose first column names the figures and whose others hold them."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(corner, overflow="fold")
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*map(Text, row))
    return Group(Text(title), table)


def share_row(name: str, parts: Sequence[tuple[float, float]]) -> Row:
    """Seconds of a part and of the whole, for each column."""
    return (f"　{name}", *(f"{seconds:.2f} 秒 {seconds / whole:4.0%}" for seconds, whole in parts))
