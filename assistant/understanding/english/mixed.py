"""Chinese questions with English in them: '九江的per-mu tax要求', 'Jiujiang 亩均税收 target'.

Terms of the glossary and names of places are put into Chinese where they stand. What Chinese texts too write
in Latin letters (GDP, R&D: the glossary lists them as their own translation) and names stay as they are.
"""

from __future__ import annotations

import re

from assistant.model import Aspect, Reading
from assistant.understanding.english.data_files import glossary
from assistant.understanding.english.lemmas import bases, function_words
from assistant.understanding.english.model import Word
from assistant.understanding.english.names import place_at
from assistant.understanding.english.translator import LONGEST, question_words
from assistant.understanding.readings import Wording
from ingest.regions.gazetteer import Gazetteer

_LATIN = re.compile(r"[A-Za-z]{2,}")


def wording(text: str, gazetteer: Gazetteer) -> Wording:
    """`text` with its English terms and places in Chinese, the blanks around them left out."""
    edits = _edits(text, gazetteer) if _LATIN.search(text) else []
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += [text[done : edit.start], edit.value]
        done = edit.end
    return Wording(text, "".join([*parts, text[done:]]), tuple(edits))


def latin_words(text: str) -> str:
    """The words in Latin letters, lower case: a passage may have them too."""
    return " ".join(_LATIN.findall(text.lower()))


def fillers(text: str) -> frozenset[str]:
    """The words of English in small letters that carry no topic: 'want to know'."""
    return frozenset(_LATIN.findall(text)) & function_words()


def _edits(text: str, gazetteer: Gazetteer) -> list[Reading]:
    words = question_words(text)
    edits: list[Reading] = []
    position = 0
    while position < len(words):
        size, chinese = _at(words, position, gazetteer)
        if chinese:
            start = len(text[: words[position].start].rstrip(" "))
            end = words[position + size - 1].end
            end += len(text[end:]) - len(text[end:].lstrip(" "))
            edits.append(Reading(Aspect.CORRECTION, text[start:end], start, end, chinese))
        position += size
    return edits


def _at(words: list[Word], position: int, gazetteer: Gazetteer) -> tuple[int, str]:
    """How many words the term or place at `position` takes, and its Chinese; (1, "") where there is none."""
    if not words[position].text.isascii():
        return 1, ""
    for size in range(min(LONGEST, len(words) - position), 0, -1):
        if chinese := _term(words[position : position + size]):
            return size, chinese
    if words[position].shouted:
        return 1, ""
    named = place_at(words, position, gazetteer)
    return (named.words, named.full[0]) if named else (1, "")


def _term(words: list[Word]) -> str:
    known = glossary()
    *first, last = (word.text for word in words)
    if not first and last in function_words() and not words[0].shouted:
        return ""
    for form in (last, *bases(last)):
        phrase = " ".join([*first, form])
        if chinese := known.get(phrase):
            return "" if phrase in chinese else chinese[0]
    return ""
