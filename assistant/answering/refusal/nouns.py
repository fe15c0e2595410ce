"""Which words name a thing, by the parts of speech of jieba's dictionary."""

from __future__ import annotations

from functools import lru_cache

_TAGS = ("n", "nz", "vn", "nr", "ns", "nt", "l", "j")


@lru_cache(maxsize=4096)
def names_a_thing(term: str) -> bool:
    """True where the longest word of the dictionary within `term` is a noun: '押金' of '月押金'."""
    for length in range(len(term), 1, -1):
        tags = [tag for start in range(len(term) - length + 1) if (tag := _tag_of(term[start : start + length]))]
        if tags:
            return any(tag in _TAGS for tag in tags)
    return False


def _tag_of(word: str) -> str:
    """The part of speech; empty for a word that the dictionary lacks."""
    lines, wanted = _dictionary(), f"\n{word} ".encode()
    start = lines.find(wanted)
    if start < 0:
        return ""
    return lines[start + 1 : lines.index(b"\n", start + 1)].decode().rsplit(" ", 1)[-1]


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    """The lines of the dictionary, some 5 MB: a search through them takes less than reading them all."""
    import jieba  # here, since most questions need none of it

    with jieba.get_dict_file() as file:
        return b"\n" + bytes(file.read()) + b"\n"
