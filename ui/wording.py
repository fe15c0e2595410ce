"""What the interface says, in English: the tables of ui/assets as a page carries them. No framework."""

from __future__ import annotations

import json
from importlib import resources

_TABLES = ("english.json", "english.pages.json", "english.problems.json")


def asset(name: str) -> str:
    """The text of a file in ui/assets."""
    return (resources.files("ui") / "assets" / name).read_text(encoding="utf-8")


def english() -> dict[str, str]:
    """Chinese phrase to English phrase; `{1}` stands for what differs from time to time. A later table wins."""
    return {chinese: words for name in _TABLES for chinese, words in json.loads(asset(name)).items()}


def english_table() -> str:
    """The phrases as an element that the page's script reads."""
    # "<" would end the element where a phrase held "</script>".
    table = json.dumps(english(), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="zc-english">{table}</script>'
