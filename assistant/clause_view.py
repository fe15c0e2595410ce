"""The clause behind a citation, ready to be shown. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause with the quoted words marked in it, and what stands around it.

    Raises `ValueError` where the marked range does not lie in `text`: a wrong mark would be a wrong citation.
    """

    title: str
    """Title of the document."""
    region: str
    """Where the document applies, on one line; empty where that is unknown."""
    clause: str
    """Clause path on one line, outermost first."""
    text: str
    """The clause's own text, exactly as the file has it."""
    quote_start: int
    """Code points from the start of `text`."""
    quote_end: int
    before: str
    """Text of the passage before this one in the same document; may be empty."""
    after: str
    """Text of the passage after this one; may be empty."""

    def __post_init__(self) -> None:
        if not 0 <= self.quote_start <= self.quote_end <= len(self.text):
            raise ValueError(
                f"a quote needs 0 <= start <= end <= {len(self.text)}, got [{self.quote_start}, {self.quote_end})"
            )

    @property
    def quote(self) -> str:
        """The quoted words."""
        return self.text[self.quote_start : self.quote_end]
