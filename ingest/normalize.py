"""Folding of text for matching: one form for Simplified, Traditional, full-width and half-width.

Folding keeps the length, so an offset in the folded text is the same offset in the text itself, and
no offset map is needed anywhere.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import opencc

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
"""Signs without width that pages and editors leave in texts: where a line may break, marks of order."""
_ONE_FORM = str.maketrans(
    {
        "「": "“",
        "」": "”",
        "『": "‘",
        "』": "’",
        "﹁": "“",
        "﹂": "”",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "−": "-",
        "―": "—",
        "─": "—",
        "〜": "~",
        "・": "·",
        "‧": "·",
        "•": "·",
        "∙": "·",
        "●": "·",
        **dict.fromkeys(INVISIBLE, " "),
    }
)
"""Signs that writers use for one another and that NFKC keeps apart, and those that nobody sees, as spaces."""
_KEPT = 1000
"""Characters up to which a folded text is kept: some 10 MB in all."""
UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
"""For `str.translate`, which takes them out."""


def fold(text: str) -> str:
    """The text in one form for matching, with `len(fold(text)) == len(text)` for every text.

    Traditional characters become Simplified, full-width forms half-width (`，` becomes `,`), letters
    lower case, and look-alike quotes, dashes and dots one sign. A character whose other form would be
    longer or shorter (`㎡`, `ﬁ`, `İ`) stays as it is. `〔〕`, `《》` and `——` stay distinct.
    """
    if text.isascii():
        return text.lower()
    return _fold_again(text) if len(text) <= _KEPT else _fold(text)


def _fold(text: str) -> str:
    return simplify(text).translate(_FOLDED)


_fold_again = lru_cache(maxsize=8192)(_fold)
"""A question has the same clauses and headings folded dozens of times, and so has the next one."""


def index_form(text: str) -> str:
    """The text as the indexes hold it and as queries are put to them: in full NFKC, folded.

    Unlike `fold` it may change the length (`㎡` becomes `m2`, `ﬁ` becomes `fi`, a letter and its accent one
    character), so it is only for what is compared and never quoted: offsets are those of the text itself.
    """
    return unicodedata.normalize("NFKC", fold(unicodedata.normalize("NFKC", text.translate(UNSEEN))))


def simplify(text: str) -> str:
    """Traditional to Simplified characters, with the length kept.

    Words are looked up as a whole (乾燥 and 乾隆 differ), line by line; a line whose length would
    change is converted character by character.
    """
    if text.isascii():
        return text
    return "".join(map(_simplify_line, text.splitlines(keepends=True)))


def _simplify_line(line: str) -> str:
    if line.isascii():
        return line
    converted = _convert(line)
    return converted if len(converted) == len(line) else "".join(map(_simplify_character, line))


@lru_cache(maxsize=32768)
def _simplify_character(character: str) -> str:
    converted = _convert(character)
    return converted if len(converted) == 1 else character


class _FoldedCharacters(dict[int, str]):
    """Code points to folded characters, worked out when a text first holds them."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code)).translate(_ONE_FORM)
        return folded


_FOLDED = _FoldedCharacters()


def _fold_character(character: str) -> str:
    for form in (unicodedata.normalize("NFKC", character), character):
        if len(form) == 1:
            lowered = form.lower()
            return lowered if len(lowered) == 1 else form
    return character


def _convert(text: str) -> str:
    try:
        return str(_converter().convert(text))
    except UnicodeEncodeError:
        # A lone surrogate cannot reach OpenCC; the text is then matched as it stands.
        return text


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
