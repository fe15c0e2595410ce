"""Puts right what a question's writer mistyped, with a reading for each correction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from assistant.model import Aspect, Reading
from assistant.understanding.places import find_names
from assistant.understanding.readings import Wording
from assistant.understanding.spelling.errors import Edit, find_errors
from assistant.understanding.spelling.lexicon import Lexicon
from assistant.understanding.spelling.pinyin import PinyinReader
from assistant.understanding.vocabulary import Vocabulary
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer

_REMEMBERED = 20_000
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff]){2,}(?![\u4e00-\u9fff])")


class SpellingChecker:
    """Corrects questions against what the indexed documents say."""

    def __init__(self, known: Vocabulary, gazetteer: Gazetteer, frequency: Callable[[str], int]) -> None:
        """`frequency` tells in how many passages a string occurs; make a new checker when that changes."""
        self._known = known
        self._gazetteer = gazetteer
        self._lexicon = Lexicon.shipped(known)
        counted = lru_cache(maxsize=_REMEMBERED)(frequency)

        def used(text: str) -> int:
            return counted(text) or max(map(counted, known.alternatives(text)), default=0)

        self._frequency = used
        self._pinyin: PinyinReader | None = None

    def correct(self, text: str) -> Wording:
        """The question with its errors put right; the same where there are none."""
        together = worded(text, _spaced_out(text))
        return together.then(self._corrected(together.read))

    def _corrected(self, text: str) -> Wording:
        folded = fold(text)
        edits = self._pinyin_edits(folded) if any("a" <= character <= "z" for character in folded) else []
        protected = [(edit.start, edit.end) for edit in edits]
        protected += [(named.start, named.end) for named in find_names(folded, self._gazetteer)]
        edits = sorted([*edits, *find_errors(folded, protected, self._lexicon, self._frequency)], key=lambda e: e.start)
        return worded(text, edits) if edits else Wording(text, text)

    def _pinyin_edits(self, folded: str) -> Sequence[Edit]:
        if self._pinyin is None:
            self._pinyin = PinyinReader(self._lexicon, self._known, self._frequency)
        return self._pinyin.find(folded)


def _spaced_out(text: str) -> list[Edit]:
    """Words copied with a blank behind each character: 亩 均 税 收."""
    return [Edit(*match.span(), "".join(match.group().split())) for match in _SPACED.finditer(text)]


def worded(text: str, edits: Iterable[Edit]) -> Wording:
    """`text` as it was meant, with the corrections as readings."""
    pieces: list[str] = []
    readings: list[Reading] = []
    last = 0
    for edit in edits:
        pieces += [text[last : edit.start], edit.value]
        readings.append(Reading(Aspect.CORRECTION, text[edit.start : edit.end], edit.start, edit.end, edit.value))
        last = edit.end
    return Wording(text, "".join([*pieces, text[last:]]), tuple(readings))
