"""Options that limit what is searched, shared by the commands that search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import as_text

if TYPE_CHECKING:
    from datetime import date

    from assistant.api import Assistant
    from vectorstore.model import SearchFilter

RegionOption = Annotated[list[str] | None, typer.Option("--region", help="只查这个地区（含下辖）的文件，可重复。")]
LevelOption = Annotated[
    list[str] | None, typer.Option("--level", help="只查这级机关的文件：国家级、省级、市级、县级、开发区，可重复。")
]
YearOption = Annotated[
    list[str] | None, typer.Option("--year", help="只查写到这一年的条款，及这一年的文件，如 2023，可重复。")
]
DocumentOption = Annotated[
    list[str] | None, typer.Option("--document", help="只查这份文件：文件名或标题的一部分，可重复。")
]
KindOption = Annotated[list[str] | None, typer.Option("--kind", help="只查这类文件，如 办法、方案，可重复。")]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", help="只用这一天有效的文件，如 2023-06-30、2023年6月30日、2023-06、2023（取最后一天）。"),
]


def day_from(as_of: str | None) -> date | None:
    """The day that the option asks for; raises BadDay for what is none."""
    from assistant.validity.days import read_day

    return None if as_of is None else read_day(as_text(as_of))


def where_from(
    assistant: Assistant,
    region: Sequence[str] | None,
    level: Sequence[str] | None,
    year: Sequence[str] | None,
    document: Sequence[str] | None,
    kind: Sequence[str] | None,
) -> SearchFilter:
    """The filter that the options ask for; raises BadFilter for a name that means nothing."""
    from assistant.filters import FilterNames, search_filter
    from ingest.regions.gazetteer import Gazetteer
    from vectorstore.model import EVERYTHING

    parts = [[as_text(name) for name in names or ()] for names in (region, level, year, document, kind)]
    if not any(parts):
        return EVERYTHING
    return search_filter(FilterNames(*parts), assistant.documents(), Gazetteer.load())
