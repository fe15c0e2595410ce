"""The words around what was found, in the language of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.composing.forms import in_form
from assistant.answering.composing.yes_no import english_verdict
from assistant.answering.english.rendering import rendered
from assistant.answering.findings import Finding, Said
from assistant.model import AnswerKind, Language, Question
from ingest.normalize import simplify

_LABEL = re.compile(
    r"^(?:——|#+\s*|\d{1,2}[.、．]\s*(?!\d)|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]+条\s*|其中[,，])"
)
"""The number of the clause belongs to the citation; 其中 goes on from words that are not said."""


class Phrasing:
    """Short sentences for answers; those for refusals are in `refusal.sentences`."""

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
        whole = self.statement(finding.quote.slice(finding.hit.passage.text))
        sentence = whole if words in whole else ""
        if self._english:
            asks = self._question.kind is AnswerKind.YES_NO
            verdict = english_verdict(self._question, words, sentence) if asks else ""
            return verdict + rendered(self._question, finding, words, region)
        return in_form(self._question, finding, words, region, sentence)

    def in_parts(self, finding: Finding, region: str, first: int) -> str:
        """A finding out of several places with a marker behind each part, from the number `first` on."""
        said = [self._characters(part.text) for part in finding.parts]
        marked = "；".join(f"{words}[{number}]" for number, words in enumerate(said, start=first))
        if self._english:
            return rendered(self._question, replace(finding, text=""), "", region) + marked
        return f"{region}：{marked}" if region else marked

    def rival(self, said: Said) -> str:
        """What is put behind an answer whose place is doubtful: another that may be meant."""
        words = self.statement(said.text)
        return f"; or: {words}" if self._english else f"；另见：{words}"

    def _characters(self, words: str) -> str:
        return simplify(words) if self._question.language is Language.SIMPLIFIED else words

    def several(self, texts: Sequence[str], missing: int) -> str:
        """The answers to the parts of a question one behind the other; `missing` parts have none."""
        if self._english:
            return "; ".join(texts) + ("; the rest is not stated (未规定)" if missing else "")
        return "；".join(texts) + ("；其余所问，相关条文未写明" if missing else "")
