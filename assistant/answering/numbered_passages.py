"""Passages as a language model sees them: numbered, headed, fenced, within a budget of tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.instructions import without_invisible
from assistant.citations import MARKER, sentence_spans
from ingest.model import DateKind, DocumentDetails
from prompts.labels import Labels
from vectorstore.model import Hit, Passage

Describe = Callable[[str], DocumentDetails | None]
"""What is known of the document with an id (`Passage.document`)."""
_FENCE = re.compile(r"<(?=\s*/?\s*(?:passage|question))", re.IGNORECASE)
_DAYS = (DateKind.WRITTEN, DateKind.PRINTED, DateKind.PUBLISHED, DateKind.EFFECTIVE)
"""The dates that say when a document was made, the best first."""


class PassageList:
    """Shows passages with the labels of one language."""

    def __init__(self, labels: Labels, describe: Describe, count_tokens: Callable[[str], int]) -> None:
        self._labels = labels
        self._describe = describe
        self._count_tokens = count_tokens

    def select(self, hits: Sequence[Hit], budget: int) -> tuple[tuple[Passage, ...], str]:
        """The passages that fit `budget` tokens, best first, and the text that shows them; passage i is number i + 1.

        A passage that does not fit is left out and a shorter one after it may still come in; of the first,
        as many sentences are shown as fit. Both are empty where not even one sentence fits.
        """
        chosen: list[Passage] = []
        blocks: list[str] = []
        left = budget
        for passage in dict.fromkeys(hit.passage for hit in hits):
            block = self._block(len(chosen) + 1, passage, passage.text)
            if not chosen and self._count_tokens(block) > left:
                block = self._shortened(passage, left)
            if self._count_tokens(block) > left:
                continue
            # Two for what the blocks are joined by.
            left -= self._count_tokens(block) + 2
            chosen.append(passage)
            blocks.append(block)
        return tuple(chosen), "\n\n".join(blocks)

    def _block(self, number: int, passage: Passage, text: str) -> str:
        heading = " ".join([f"[{number}]", *map(harmless, self._heading(passage))])
        return f"<passage>\n{heading}\n{harmless(text.strip())}\n</passage>"

    def _heading(self, passage: Passage) -> list[str]:
        """Title, region, level, number, date and clause; what is not known is left out."""
        details = self._describe(passage.document) or DocumentDetails()
        days = {date.kind: date.iso for date in details.dates}
        known = {
            "region": "".join(passage.region),
            "level": self._labels.of("level", str(details.level)),
            "number": details.number.text if details.number else "",
            "date": next((days[kind] for kind in _DAYS if kind in days), ""),
            "clause": passage.clause,
        }
        stated = [self._labels.filled("passage", key, value) for key, value in known.items() if value]
        return [f"《{passage.title}》", *stated]

    def _shortened(self, passage: Passage, budget: int) -> str:
        spans = sentence_spans(passage.text)
        block = self._block(1, passage, passage.text[: spans[0].end] if spans else "")
        for span in spans[1:]:
            longer = self._block(1, passage, passage.text[: span.end])
            if self._count_tokens(longer) > budget:
                break
            block = longer
        return block


def harmless(text: str) -> str:
    """The text without what could pass for a fence or a passage's number, or that nobody sees.

    Quotes never come from here.
    """
    return MARKER.sub(lambda match: f"({match[1]})", _FENCE.sub("‹", without_invisible(text)))
