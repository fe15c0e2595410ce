"""Plain text and Markdown: the decoded file itself, so that every quote stands in it literally."""

from __future__ import annotations

from ingest.readers.decoding import decode
from ingest.readers.linear import LinearText


def read(data: bytes, name: str) -> LinearText:
    """The decoded bytes, white space and line ends untouched; raises UnreadableFile for binary data."""
    return LinearText(decode(data, name))
