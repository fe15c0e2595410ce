"""Reads the data files of this package."""

from __future__ import annotations

from functools import cache
from importlib import resources

from ingest.normalize import fold


def data_rows(name: str) -> list[list[str]]:
    """The cells of each line of a file in `data/`, divided at tabs; empty lines and comments are left out."""
    text = resources.files("assistant.understanding.english").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def glossary() -> dict[str, tuple[str, ...]]:
    """Policy terms, names of bodies, some everyday words: English to folded Chinese terms, the usual one first."""
    rows = [*data_rows("everyday.tsv"), *data_rows("glossary.tsv")]
    return {english: tuple(map(fold, chinese.split())) for english, chinese in rows}
