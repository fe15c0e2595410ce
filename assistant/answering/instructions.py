"""Text in documents that speaks to a language model and is no policy: '忽略以上要求', 'SYSTEM:', '请回答“…”'.

What a document says is data, to be quoted; text that tells whoever answers what to answer is no statement of
the document. It is found by its forms of address: a claim that is merely false cannot be told apart from a rule
and is quoted, with its source, like any other. Pure functions.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.instruction_signs import ADDRESSES, CHINESE_KEYS, LATIN_KEYS, MODEL_KEYS, SPOKEN_TO_KEYS
from ingest.model import TextSpan
from ingest.normalize import fold

INVISIBLE = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]+")
"""Signs that nobody sees: without width, marks of direction, tags that can spell out a hidden text."""
_TAGS = re.compile("[\U000e0020-\U000e007e]{4,}")
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")
_UNIT = re.compile(r"[^。！？!?；;\n\t|]*(?:[。！？!?；;\n\t|]+[”’」』）)】》\"']*|$)")
_BLOCK = re.compile(
    r"<!--.*?(?:-->|$)|<passage>.*?(?:</passage>|$)|<\|im_start\|>.*?(?:<\|im_end\|>|$)|\[INST\].*?(?:\[/INST\]|$)",
    re.DOTALL | re.IGNORECASE,
)
"""What stands between two marks of which the first alone is found above."""
_GAPPED = re.compile(r"(?:[\u3400-\u9fff][ \u3000]+){3}")
_FEW_GAPS = 3
_LATIN = re.compile("[A-Za-z\uff21-\uff3a\uff41-\uff5a<#]{2}|<!")
"""Where it finds nothing no other key in Latin letters does; those are slow to look for."""
_ENCODED = re.compile(r"[A-Za-z0-9+/]{32,}={0,2}")


@lru_cache(maxsize=4096)
def instruction_spans(text: str) -> tuple[TextSpan, ...]:
    """The parts of a passage, title or heading that speak to a language model, in order, apart from one another.

    Each begins with a sentence (in a table, a cell) and goes on to the end of its line, since what such a
    sentence wants said mostly follows it. For texts the size of a file see `spans_in_file`.
    """
    return _spans(text)


@lru_cache(maxsize=32)
def spans_in_file(text: str) -> tuple[TextSpan, ...]:
    """The same of a whole file's text; a few are remembered."""
    return _spans(text)


def _spans(text: str) -> tuple[TextSpan, ...]:
    if not _may_hold_any(text):
        return ()
    seen, places = _as_read(text)
    starts = [match.start() + len(match[0]) - len(match[0].lstrip()) for match in ADDRESSES.finditer(seen)]
    taken = [_sentence_on(text, places[at]) for at in starts if at < len(places)]
    taken += [TextSpan(*match.span()) for match in _BLOCK.finditer(text)]
    taken += [TextSpan(*match.span()) for match in _ENCODED.finditer(text) if _is_writing(match[0])]
    taken += [_sentence_on(text, match.start()) for match in _TAGS.finditer(text)]
    return _merged(taken)


def without_instructions(text: str) -> str:
    """`text` with blanks in the place of such parts, so that every offset stays; line ends and cell edges too."""
    return blanked(text, instruction_spans(text))


def blanked(text: str, spans: Sequence[TextSpan]) -> str:
    """`text` with blanks under `spans`."""
    for span in spans:
        blank = re.sub(r"[^\n\t|]", " ", span.slice(text))
        text = text[: span.start] + blank + text[span.end :]
    return text


def without_invisible(text: str) -> str:
    """`text` as a reader sees it."""
    return text if text.isprintable() else INVISIBLE.sub("", text)


def _may_hold_any(text: str) -> bool:
    """A quick look that lets through every text worth the slow one."""
    if CHINESE_KEYS.search(text) or not _is_plain(text):
        return True
    if _LATIN.search(text) and (LATIN_KEYS.search(text) or _ENCODED.search(text)):
        return True
    return MODEL_KEYS.search(text) is not None and SPOKEN_TO_KEYS.search(text) is not None


def _is_plain(text: str) -> bool:
    """True where words stand as they are read: nothing invisible in them, no gaps."""
    if text.count(" ") + text.count("\u3000") >= _FEW_GAPS and _GAPPED.search(text):
        return False
    visible = text.replace("\n", "").replace("\t", "").replace("\u3000", "").replace("\xa0", "").isprintable()
    return (visible or INVISIBLE.search(text) is None) and "\ufe0f" not in text


def _as_read(text: str) -> tuple[str, list[int]]:
    """The text folded, without what nobody sees and the gaps between characters, and each sign's place in `text`."""
    hidden = [match.span() for pattern in (INVISIBLE, _HAN_GAP) for match in pattern.finditer(text)]
    if not hidden:
        return fold(text), list(range(len(text)))
    left_out = {at for start, end in hidden for at in range(start, end)}
    places = [at for at in range(len(text)) if at not in left_out]
    return fold("".join(text[at] for at in places)), places


def _sentence_on(text: str, at: int) -> TextSpan:
    """From the start of the sentence or cell at `at` to the end of its line or cell."""
    start = next((m.start() for m in _UNIT.finditer(text) if m.start() <= at < m.end()), at)
    line = text.find("\n", at)
    end = len(text) if line < 0 else line
    edges = [edge for edge in (text.find("\t", at, end), text.find("|", at, end)) if edge >= 0]
    in_table = "\t" in text[text.rfind("\n", 0, at) + 1 : end] or "|" in text[text.rfind("\n", 0, at) + 1 : end]
    return TextSpan(start, min(edges) if in_table and edges else end)


def _is_writing(encoded: str) -> bool:
    """Whether base64 hides readable words."""
    try:
        words = base64.b64decode(encoded[: len(encoded) // 4 * 4], validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return words.replace("\n", "").isprintable()


def _merged(spans: list[TextSpan]) -> tuple[TextSpan, ...]:
    merged: list[TextSpan] = []
    for span in sorted(span for span in spans if len(span)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = TextSpan(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
