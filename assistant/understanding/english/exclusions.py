"""What an English question sets aside: 'zones other than Jiujiang', 'excluding national ones'."""

from __future__ import annotations

import re

from assistant.understanding.english.translator import translate
from assistant.understanding.places import names_in_chinese
from assistant.understanding.spans import Found, blanked
from ingest.regions.gazetteer import Gazetteer

_ASIDE = re.compile(
    r"[(,]?\s*\b(?:except(?:ing)?(?: for)?|excluding|other than|apart from|aside from|not including)\s+"
    r"(?:(?:those|the ones) )?(?:in )?(?P<what>[^(),.;:?!]{2,60}?)"
    r"(?:\s*\)|(?=\s*(?:[,.;:?!]|$))|(?=\s(?:must|should|shall|can|may|will|have|has|are|is|do|does|need|get|in|by)\b))",
    re.IGNORECASE,
)


def find_exclusions(question: str, gazetteer: Gazetteer) -> tuple[str, list[Found]]:
    """The question with blanks for what it sets aside, and the Chinese words for that.

    What cannot be put into Chinese is not set aside.
    """
    spans: list[tuple[int, int]] = []
    items: list[Found] = []
    for match in _ASIDE.finditer(question):
        meant = translate(match["what"], gazetteer)
        names = [name for place in meant.places for name in names_in_chinese(place)[:1]]
        words = dict.fromkeys([*names, *(term.text for term in meant.terms)])
        if words:
            spans.append(match.span())
            items += [Found(word, *match.span()) for word in words]
    return blanked(question, spans), items
