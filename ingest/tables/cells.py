"""Tables as cells that know their row and column headers.

Reads the forms in which tables reach us as text: one row a line with tabs or upright strokes between the
cells, web copies flattened to one cell a line, and a part of either whose headers stand in its path.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ingest.tables.flattened import flattened_tables
from ingest.tables.model import Cell, Row, Table, describe
from ingest.tables.parts import part_of_table
from ingest.tables.tabbed import tabbed_tables

__all__ = ["Cell", "Row", "Table", "describe", "find_tables", "read_tables"]


def find_tables(text: str, path: Sequence[str] = ()) -> tuple[Table, ...]:
    """The tables in `text`, spans counted from its start; a run that does not come out even gives none.

    `path` is that of the chunk whose text this is: a part of a long table keeps its headers there.
    """
    return _find_tables(text, tuple(path[-2:]))


@lru_cache(maxsize=512)
def _find_tables(text: str, path: tuple[str, ...]) -> tuple[Table, ...]:
    part = part_of_table(text, path)
    return (part,) if part is not None else read_tables(text)


def read_tables(text: str) -> tuple[Table, ...]:
    """The tables in a whole text, not kept for the next call: for texts of any length."""
    return tuple(tabbed_tables(text) or flattened_tables(text))
