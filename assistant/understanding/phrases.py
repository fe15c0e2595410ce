"""Finds known phrases in a text in one pass, however many are known."""

from __future__ import annotations

from collections.abc import Iterable


class PhraseTable:
    """A set of phrases; finding is linear in the text."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(phrases)
        lengths: dict[str, set[int]] = {}
        for phrase in self._phrases:
            lengths.setdefault(phrase[:1], set()).add(len(phrase))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def __contains__(self, phrase: object) -> bool:
        return phrase in self._phrases

    def __len__(self) -> int:
        return len(self._phrases)

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where phrases stand: of those that overlap the longest, then the leftmost; in order."""
        spans = [
            (start, start + length)
            for start, character in enumerate(text)
            for length in self._lengths.get(character, ())
            if text[start : start + length] in self._phrases
        ]
        kept: list[tuple[int, int]] = []
        for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
            if all(end <= other_start or other_end <= start for other_start, other_end in kept):
                kept.append((start, end))
        return sorted(kept)
