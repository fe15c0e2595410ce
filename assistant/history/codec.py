"""An answer as the text that is kept, versioned, and back: `decode(encode(answer)) == answer`."""

from __future__ import annotations

import json

from assistant.history.plain_values import BadRecord, from_plain, to_plain
from assistant.model import Answer

VERSION = 1
"""Grows when a record must be read in another way; fields with a default may be added without."""


def encode(answer: Answer) -> str:
    """JSON in ASCII, which keeps every character, lone surrogates too."""
    return json.dumps({"version": VERSION, "answer": to_plain(answer)}, separators=(",", ":"))


def decode(text: str) -> Answer:
    """The answer that was kept. Raises BadRecord for what is no such record or of a newer version."""
    try:
        record = json.loads(text)
    except ValueError as error:
        raise BadRecord(f"not JSON: {error}") from error
    if not isinstance(record, dict) or not isinstance(record.get("version"), int):
        raise BadRecord("a record has a version")
    if record["version"] > VERSION:
        raise BadRecord(f"version {record['version']} is newer than {VERSION}")
    return from_plain(Answer, record.get("answer"), "answer")
