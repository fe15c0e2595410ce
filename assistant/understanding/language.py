"""Which language and script a question is in."""

from __future__ import annotations

import re

from assistant.model import Language
from ingest.normalize import simplify

_CJK = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[A-Za-z]{2,}")


def detect_language(text: str) -> Language:
    """English where words in Latin letters outweigh the Chinese characters, else by script."""
    characters = _CJK.findall(text)
    if len(_WORD.findall(text)) > len(characters):
        return Language.ENGLISH
    changed = sum(1 for before, after in zip(text, simplify(text), strict=True) if before != after)
    return Language.TRADITIONAL if changed >= 2 or (changed and len(characters) < 6) else Language.SIMPLIFIED
