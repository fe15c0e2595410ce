"""What splitting gives."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.lines import Line


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one document of a file, with the heading that its place in a collection gave it."""

    lines: tuple[Line, ...]
    heading: Line | None = None
    given_title: str = ""
    """A title that the heading carries besides its number, '篇一:九江市…方案'; it ends the heading's line."""
    alone: bool = True
    """True where the file holds no other document, so that its name and its page speak of this one."""
