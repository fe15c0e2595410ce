"""The table of translations learned from law articles: what official texts call a thing."""

from __future__ import annotations

from functools import cache

from assistant.understanding.english.data_files import data_rows
from assistant.understanding.english.lemmas import listed_form


def learned(phrase: str) -> dict[str, float]:
    """Chinese words for a phrase of lower-case words, or for its base form, with their probabilities."""
    rows = _rows()
    form = listed_form(phrase, rows.__contains__)
    cells = (cell.split(" ") for cell in rows[form]) if form else ()
    return {chinese: int(hundredths) / 100 for chinese, hundredths in cells}


@cache
def _rows() -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in data_rows("translations.tsv")}
