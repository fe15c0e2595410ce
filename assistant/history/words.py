"""What of a conversation is searched and shown in lists. Pure functions."""

from __future__ import annotations

from ingest.normalize import fold

_TITLE = 40
"""Characters of a question that make a title."""


def storable(text: str) -> str:
    """`text` as SQLite can hold it: a lone surrogate, which UTF-8 cannot write, becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """`text` without line breaks and runs of blanks."""
    return " ".join(storable(text).split())


def default_title(question: str) -> str:
    """The question on one line, cut where it is long; never empty."""
    line = one_line(question) or "（空）"
    return line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"


def searched_words(*texts: str) -> str:
    """The folded texts that a search looks in, a line for each; no word is found across two of them."""
    return "\n".join(fold(one_line(text)).lower() for text in texts)


def wanted_words(words: str) -> tuple[str, ...]:
    """The folded words of a search, each once; empty where there is nothing to look for."""
    return tuple(dict.fromkeys(fold(one_line(words)).lower().split()))
