"""Chinese names in English: regions by pinyin, terms and bodies by the glossary read backwards."""

from __future__ import annotations

from functools import lru_cache

from assistant.understanding.english.data_files import names_of_things
from ingest.regions.names import load_divisions, load_english_names, stem_of

_KINDS = (
    ("经济技术开发区", "ETDZ"),
    ("高新技术产业开发区", "High-tech Zone"),
    ("高新技术产业园区", "High-tech Zone"),
    ("经济开发区", "Economic Development Zone"),
    ("综合保税区", "Comprehensive Bonded Zone"),
    ("保税区", "Bonded Zone"),
    ("开发区", "Development Zone"),
    ("工业园区", "Industrial Park"),
    ("园区", "Park"),
    ("新区", "New Area"),
    ("自治区", ""),
    ("自治州", "Prefecture"),
    ("自治县", "County"),
    ("地区", "Prefecture"),
    ("省", "Province"),
    ("市", ""),
    ("县", "County"),
    ("区", "District"),
)
"""What a region's name ends in, and how English calls it; a city is called by its name alone."""
_ACRONYMS = {"gdp": "GDP", "r&d": "R&D", "smes": "SMEs", "etdz": "ETDZ", "5g": "5G", "ai": "AI", "it": "IT"}
_FORMER = frozenset(("peking", "canton", "macau"))
"""Names that a question may use and an answer does not."""
_OF = (("国家", "National"), ("省", "Provincial"), ("市", "Municipal"), ("县", "County"), ("区", "District"))
"""Levels that the name of a body begins with."""


def english_region(name: str) -> str:
    """'Wuhan ETDZ' for 武汉经济技术开发区, 'Jiangxi Province' for 江西省.

    Names that differ from pinyin (Shaanxi) are those of the gazetteer.
    """
    known = _differing().get(name)
    if known:
        return known
    kind = next(((ending, english) for ending, english in _KINDS if name.endswith(ending)), ("", ""))
    stem = name.removesuffix(kind[0])
    stem = stem_of(stem) if len(stem) > 2 else stem
    return f"{_pinyin(stem or name)} {kind[1]}".rstrip()


def region_word(name: str) -> str:
    """The word that names a region in English, without its kind: 'Wuhan' for 武汉经济技术开发区 and for 'Wuhan'."""
    return name if name.isascii() else english_region(name).split()[0]


def english_term(chinese: str) -> str:
    """The glossary's English for a term in folded Chinese, empty where it has none."""
    english = _backwards().get(chinese, "")
    return " ".join(_ACRONYMS.get(word, word) for word in english.split())


def english_body(chinese: str) -> str:
    """'Municipal Bureau of Commerce' for 市商务局, empty where the glossary does not know the body."""
    whole = english_term(chinese)
    if whole:
        return _titled(whole)
    for level, english in _OF:
        rest = english_term(chinese.removeprefix(level)) if chinese.startswith(level) else ""
        if rest:
            return f"{english} {_titled(rest)}"
    return ""


def _titled(words: str) -> str:
    small = {"of", "and", "the", "for"}
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in words.split())


def _pinyin(name: str) -> str:
    from pypinyin import lazy_pinyin

    first, *rest = lazy_pinyin(name)
    # Xi'an: what would else be read as one syllable.
    return (first + "".join(f"'{syllable}" if syllable[:1] in "aeo" else syllable for syllable in rest)).capitalize()


@lru_cache(maxsize=1)
def _differing() -> dict[str, str]:
    """Chinese names to the English ones that differ from pinyin and are in use: not Peking."""
    codes = {code: name for name, code in load_english_names().items() if name not in _FORMER}
    return {region.name: codes[region.code].title() for region in load_divisions() if region.code in codes}


@lru_cache(maxsize=1)
def _backwards() -> dict[str, str]:
    """Chinese terms to the first English one that the glossary lists for them before all others."""
    found: dict[str, str] = {}
    for english, chinese in names_of_things().items():
        found.setdefault(chinese[0], english)
    return found
