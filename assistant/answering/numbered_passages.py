"""Passages as a language model sees them: numbered, headed, fenced, within a budget of tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.citations import MARKER, sentence_spans
from vectorstore.model import Hit, Passage

_FENCE = re.compile(r"<(?=\s*/?\s*passage)", re.IGNORECASE)


def select_passages(
    hits: Sequence[Hit], count_tokens: Callable[[str], int], budget: int
) -> tuple[tuple[Passage, ...], str]:
    """The passages that fit, best first, and the text that shows them; passage i has number i + 1.

    A passage that does not fit is left out and a shorter one after it may still come in; of the first,
    as many sentences are shown as fit, at least one.
    """
    chosen: list[Passage] = []
    blocks: list[str] = []
    left = budget
    for passage in dict.fromkeys(hit.passage for hit in hits):
        number = len(chosen) + 1
        block = _block(number, passage, passage.text)
        if not chosen and count_tokens(block) > left:
            block = _shortened(passage, count_tokens, left)
        elif count_tokens(block) > left:
            continue
        left -= count_tokens(block)
        chosen.append(passage)
        blocks.append(block)
    return tuple(chosen), "\n\n".join(blocks)


def _block(number: int, passage: Passage, text: str) -> str:
    heading = [f"[{number}]", _harmless(f"《{passage.title}》")]
    if passage.region:
        heading.append(_harmless("地区：" + "".join(passage.region)))
    if passage.path:
        heading.append(_harmless("条款：" + passage.clause))
    return f"<passage>\n{' '.join(heading)}\n{_harmless(text.strip())}\n</passage>"


def _shortened(passage: Passage, count_tokens: Callable[[str], int], budget: int) -> str:
    spans = sentence_spans(passage.text)
    block = _block(1, passage, passage.text[: spans[0].end] if spans else "")
    for span in spans[1:]:
        longer = _block(1, passage, passage.text[: span.end])
        if count_tokens(longer) > budget:
            break
        block = longer
    return block


def _harmless(text: str) -> str:
    """The text without what could pass for a fence or for a passage's number; quotes never come from here."""
    return MARKER.sub(lambda match: f"({match[1]})", _FENCE.sub("‹", text))
