"""The words between the rows of a comparison, in the language of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.english.names import english_region
from assistant.model import Language, Question

_ENGLISH_LEVELS = {
    "国家级": "National level",
    "省级": "Provincial level",
    "市级": "Municipal level",
    "县级": "County level",
    "区级": "District level",
}
_YEAR = re.compile(r"(\d{4}(?:—\d{4})?)年")
_REGION = re.compile(r"[\u4e00-\u9fff]{1,12}[省市县区州盟旗]")


class SidePhrasing:
    """Short words for rows."""

    def __init__(self, question: Question) -> None:
        self._english = question.language is Language.ENGLISH

    def name(self, name: str) -> str:
        """A side as a row is headed: of an English question levels, years and regions in English."""
        if not self._english:
            return name
        year = _YEAR.fullmatch(name)
        if year:
            return year[1]
        return _ENGLISH_LEVELS.get(name) or (english_region(name) if _REGION.fullmatch(name) else name)

    def row(self, name: str, said: str) -> str:
        """One row, with what is said of a silent side where nothing is laid down."""
        if self._english:
            return f"{name}: {said or 'not stated (未规定)'}"
        return f"{name}：{said or '该文件未规定'}"

    def rows(self, lines: Sequence[str]) -> str:
        """All rows in one line."""
        return ("; " if self._english else "；").join(lines)

    def listed(self, names: Sequence[str]) -> str:
        """Names in one line."""
        return (", " if self._english else "、").join(names)

    def differ(self) -> str:
        """Before the rows of documents that disagree."""
        return "The documents differ. " if self._english else "各文件规定不一致。"

    def prevails(self, name: str, quote: str) -> str:
        """Behind them, which one goes before the others by the words of a document."""
        return f" {name} prevails (“{quote}”)" if self._english else f"。以{name}为准（“{quote}”）"

    def unknown(self, name: str) -> str:
        """Said of a place that no document is about."""
        return f"{name}: no indexed document" if self._english else f"{name}：未收录该地文件"

    def missing(self, names: Sequence[str]) -> str:
        """That no document is about some of the places compared, before what the others say."""
        if self._english:
            return f"No indexed document is about {', '.join(names)}, so they cannot be compared. "
        return f"未找到关于{'、'.join(names)}的文件，无法比较。"
