"""The rows of a comparison as a table in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.model import Side

if TYPE_CHECKING:
    from rich.table import Table


def sides_table(sides: Sequence[Side], silent: str) -> Table:
    """A row for each side: name, what is laid down there (else `silent`), the numbers of its citations."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_column()
    for side in sides:
        cited = "".join(f"[{position}]" for position in side.citations)
        table.add_row(Text(side.name), Text(side.text or silent), Text(cited))
    return table
