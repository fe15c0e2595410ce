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
    """Policy terms, names of bodies, everyday words, verbs: English to folded Chinese terms, the usual one first."""
    return names_of_things() | _read("actions.tsv")


@cache
def names_of_things() -> dict[str, tuple[str, ...]]:
    """The part of the glossary that names things, so that an answer may call them so."""
    return _read("everyday.tsv", "glossary.tsv")


def is_action(phrase: str) -> bool:
    """True for a verb or another phrase that finds a clause and names nothing: 'hand in', 'on the spot'."""
    return phrase in glossary() and phrase not in names_of_things()


def _read(*names: str) -> dict[str, tuple[str, ...]]:
    rows = [row for name in names for row in data_rows(name)]
    return {english: tuple(map(fold, chinese.split())) for english, chinese in rows}
