"""The words around what was found, in the language of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.composing.forms import in_form
from assistant.answering.composing.yes_no import english_verdict
from assistant.answering.english.rendering import rendered
from assistant.answering.findings import Finding
from assistant.model import AnswerKind, Language, Question
from ingest.normalize import simplify

_LABEL = re.compile(
    r"^(?:——|#+\s*|\d{1,2}[.、．]\s*(?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]+条\s*)"
)
"""The number of the clause belongs to the citation."""
_OF_YEAR = re.compile(r"相关条文没有 (\d{4}) 年的规定")
_OF_LEVEL = re.compile(r"相关条文没有\S+级的规定")
_ENGLISH_REASONS = {
    "已索引的文件未规定所问事项": "the documents do not lay this down (文件未规定)",
    "相关条文没有给出所问的数字": "the clause that comes nearest gives no figure (条文没有数字)",
}


class Phrasing:
    """Short sentences for answers and refusals."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._english = question.language is Language.ENGLISH

    def statement(self, text: str) -> str:
        """The documents' words, in Simplified characters where the question is."""
        words = _LABEL.sub("", " ".join(text.split()))
        return self._characters(words)

    def found(self, finding: Finding, region: str = "") -> str:
        """What was found, for an English question in English beside the Chinese.

        `region` is whose rule it is where that must be told.
        """
        words = self.statement(finding.text)
        if self._english:
            verdict = english_verdict(self._question, words) if self._question.kind is AnswerKind.YES_NO else ""
            return verdict + rendered(self._question, finding, words, region)
        return in_form(self._question, finding, words, region)

    def in_parts(self, finding: Finding, region: str, first: int) -> str:
        """A finding out of several places with a marker behind each part, from the number `first` on."""
        said = [self._characters(part.text) for part in finding.parts]
        marked = "；".join(f"{words}[{number}]" for number, words in enumerate(said, start=first))
        if self._english:
            return rendered(self._question, replace(finding, text=""), "", region) + marked
        return f"{region}：{marked}" if region else marked

    def _characters(self, words: str) -> str:
        return simplify(words) if self._question.language is Language.SIMPLIFIED else words

    def correction(self, stated: Sequence[str], found: str) -> str:
        """An answer that contradicts a figure of the question; `found` is what the documents say instead."""
        if self._english:
            return f"The documents do not give “{'”, “'.join(stated)}”; they say: {found}"
        return f"文件未见“{'”“'.join(stated)}”的规定，所载为：{found}"

    def several(self, texts: Sequence[str], missing: int) -> str:
        """The answers to the parts of a question one behind the other; `missing` parts have none."""
        if self._english:
            return "; ".join(texts) + ("; the rest is not stated (未规定)" if missing else "")
        return "；".join(texts) + ("；其余所问，相关条文未写明" if missing else "")

    def nothing_found(self) -> str:
        """Nothing was retrieved at all, mostly since no document is about the places named."""
        places = "、".join(place.name for place in self._question.places)
        if self._english:
            about = f"No indexed document is about {places}."
            return about if places else "Nothing in the indexed documents answers this."
        return f"未找到关于{places}的文件，无法回答。" if places else "已索引的文件中没有与此相关的规定。"

    def refusal(self, reason: str) -> str:
        """One sentence that says what was looked for and why it is not answered."""
        places, terms = self._question.places, self._question.terms
        looked_for = "、".join(dict.fromkeys([*(place.name for place in places), *(term.text for term in terms)]))
        if self._english:
            return f"No answer: {_in_english(reason)}; looked for: {looked_for.replace('、', ', ')}."
        return f"{reason}（查找内容：{looked_for}）。" if looked_for else f"{reason}。"


def _in_english(reason: str) -> str:
    year = _OF_YEAR.fullmatch(reason)
    if year:
        return f"the clause that comes nearest says nothing of {year[1]} (没有 {year[1]} 年的规定)"
    if _OF_LEVEL.fullmatch(reason):
        return "the clause that comes nearest is about another level (没有该级别的规定)"
    return _ENGLISH_REASONS.get(reason, reason)
