"""Questions as people mistype and reword them, by a seed; each way changes one place and gives '' where it has none."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from pypinyin import lazy_pinyin

from assistant.understanding.vocabulary import vocabulary
from ingest.normalize import fold
from ingest.regions.gazetteer import Gazetteer

Change = Callable[[str, random.Random], str]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_MEANS_ANOTHER = frozenset("不未无非没省市县区国级上下内外前后一二三四五六七八九十百千万亿两年月日")
"""Characters whose loss or exchange asks another question, so that no right answer is left."""
_PARTS = re.compile(r"[,，]")
_COMMON = (0xB0A1, 0xD7F9)
"""The 3,755 common characters in GB 2312."""


def same_sound(text: str, dice: random.Random) -> str:
    """One character exchanged for another common one of the same sound, as a pinyin keyboard does."""
    places = [i for i in _places(text) if _alike(text[i])]
    if not places:
        return ""
    at = dice.choice(places)
    return text[:at] + dice.choice(_alike(text[at])) + text[at + 1 :]


def in_pinyin(text: str, dice: random.Random) -> str:
    """Two neighbouring characters left as the letters that were typed for them."""
    usable = set(_places(text))
    places = [i for i in usable if i + 1 in usable]
    if not places:
        return ""
    at = dice.choice(sorted(places))
    return text[:at] + "".join(lazy_pinyin(text[at : at + 2])) + text[at + 2 :]


def dropped(text: str, dice: random.Random) -> str:
    """One character left out."""
    places = _places(text)
    at = dice.choice(places) if len(places) > 1 else -1
    return text[:at] + text[at + 1 :] if at >= 0 else ""


def doubled(text: str, dice: random.Random) -> str:
    """One character typed twice."""
    places = _places(text)
    at = dice.choice(places) if places else -1
    return text[: at + 1] + text[at:] if at >= 0 else ""


def synonym(text: str, dice: random.Random) -> str:
    """One term of the shipped lexicon exchanged for another of its group."""
    folded = fold(text)
    known = sorted(term for term in vocabulary().synonyms if len(term) > 1 and term in folded)
    if not known:
        return ""
    term = dice.choice(known)
    return folded.replace(term, dice.choice(vocabulary().synonyms[term]), 1)


def reordered(text: str, dice: random.Random) -> str:
    """The parts at a comma the other way round, or the region that the question begins with put behind it."""
    body = text.rstrip("?？。 ")
    first, *rest = _PARTS.split(body, maxsplit=1)
    if rest and first and rest[0]:
        return f"{rest[0]}，{first}？"
    found = [mention.span for mention in _gazetteer().find(body) if mention.span.start == 0]
    if not found or len(body) - found[0].end < 4:
        return ""
    return f"{body[found[0].end :].lstrip('的')}，{body[: found[0].end]}？"


CHANGES: Mapping[str, Change] = {
    "同音错字": same_sound,
    "夹拼音": in_pinyin,
    "漏字": dropped,
    "重字": doubled,
    "同义词": synonym,
    "语序": reordered,
}


def _places(text: str) -> list[int]:
    return [i for i, character in enumerate(text) if _HAN.match(character) and character not in _MEANS_ANOTHER]


def _alike(character: str) -> list[str]:
    sound = lazy_pinyin(character)[0]
    return [other for other in _by_sound().get(sound, ()) if other != character and other not in _MEANS_ANOTHER]


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for code in range(_COMMON[0], _COMMON[1] + 1):
        character = code.to_bytes(2, "big").decode("gb2312", "ignore")
        if len(character) == 1:
            groups.setdefault(lazy_pinyin(character)[0], []).append(character)
    return groups


@lru_cache(maxsize=1)
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()
