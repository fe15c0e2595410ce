"""What of a language model's reply may be shown: sentences that cite, and that the cited text bears out.

Pure functions, and steady: reviewing the finished part of a reply that is still coming gives the
beginning of what reviewing the whole reply gives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.answering.instructions import instruction_spans
from assistant.answering.reply_fit import (
    DocumentYears,
    is_borne_out,
    is_of_another_level,
    is_of_another_region,
    is_of_another_year,
    speaks,
)
from assistant.citations import MARKER, CitedSentence, choose_quote, cite, parse_markers, renumber
from assistant.figures import figures_in
from assistant.model import Citation, FigureVerdict, Question
from assistant.verification.checking import check_answer
from assistant.verification.model import Evidence
from vectorstore.model import Passage

REFUSAL = "NOT_FOUND"
"""What the model replies where the passages do not say; the prompts name it through a variable."""

_REFUSED = re.compile(rf"{REFUSAL}[*`\s]*[:：]?\s*(.*)", re.DOTALL)
_THINKING = re.compile(r"\s*<think(?:ing)?>.*?(?:</think(?:ing)?>\s*|$)", re.DOTALL | re.IGNORECASE)
_UNOPENED = re.compile(r"^.*</think(?:ing)?>\s*", re.DOTALL | re.IGNORECASE)
_TAIL = re.compile(r"[。！？!?；;.]?[”’」』）)】》\"'*]*\s*$")
_MAY_BE_MARKER = re.compile(r"\s*[\[［【].{0,10}$", re.DOTALL)


class Fault(StrEnum):
    """Why a sentence was set aside."""

    UNCITED = "uncited"
    NO_SUCH_PASSAGE = "no such passage"
    FIGURE = "figure"
    """A figure that the cited text does not hold, or holds in another direction."""
    WORDS = "words"
    """The cited text says something else."""
    REGION = "region"
    LEVEL = "level"
    YEAR = "year"
    LANGUAGE = "language"
    INSTRUCTION = "instruction"
    """It repeats what a document says to a language model, or speaks like that itself."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A sentence of the reply that is not shown as the answer."""

    text: str
    """Without markers, on one line."""
    fault: Fault
    details: tuple[str, ...] = ()
    """The figures that were not found, the markers that name nothing, the regions of what is cited."""


@dataclass(frozen=True, slots=True)
class Review:
    """The part of a reply that holds, and the rest."""

    text: str
    citations: tuple[Citation, ...]
    set_aside: tuple[SetAside, ...]
    invalid: tuple[int, ...]
    """Marker numbers, in sentences that hold, that name no passage; they were taken out."""
    missing: str | None
    """What the model says the passages do not state, '' where it does not say what; None where they do."""


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Reviews the replies to one question, whose markers count `passages` from 1."""

    question: Question
    passages: Sequence[Passage]
    document_years: DocumentYears

    def review(self, reply: str) -> Review:
        """Checks each sentence of `reply`.

        Kept are sentences that cite a passage which bears them out: every figure stands in its text, title or
        clause path, the words are in the main its words or the question's, and it is of the region, level and
        year asked about; and headings that end in a colon before such a sentence. A sentence without marker
        takes the marker of the next one on its line if that passage bears it out. The rest is set aside.
        """
        parsed = parse_markers(without_thinking(reply), len(self.passages))
        findings = _Findings()
        for position in range(len(parsed.sentences)):
            self._take(parsed.sentences, position, findings)
        text, quotes = renumber(findings.kept)
        text = re.sub(r"\n{3,}", "\n\n", text).strip()
        return Review(text, quotes, tuple(findings.set_aside), parsed.invalid if quotes else (), findings.missing)

    def _take(self, sentences: Sequence[CitedSentence], position: int, findings: _Findings) -> None:
        sentence = sentences[position]
        refused = _REFUSED.search(sentence.plain)
        if refused:
            findings.missing = findings.missing or _one_line(refused[1])
            findings.lead_ins.clear()
        elif not re.search(r"\w", sentence.plain):
            return
        elif not sentence.markers and _is_lead_in(sentence):
            findings.lead_ins.append((sentence, {}))
        else:
            cited = sentence if sentence.markers else self._adopted(sentences, position)
            wrong = self._fault(cited) if cited else _unsupported_form(sentence)
            findings.add(sentence, cited, self._citations(cited) if cited and not wrong else {}, wrong)

    def _fault(self, sentence: CitedSentence) -> SetAside | None:
        """What is wrong with a sentence that cites; None where it holds."""
        cited = [self.passages[number - 1] for number in sentence.markers]
        plain, question = sentence.plain, self.question
        if strange := _unverified(plain, cited):
            return SetAside(_one_line(plain), Fault.FIGURE, tuple(strange))
        if instruction_spans(plain):
            return SetAside("", Fault.INSTRUCTION)
        fault = None
        if not speaks(plain, question.language):
            fault = Fault.LANGUAGE
        elif not is_borne_out(plain, cited, question):
            fault = Fault.WORDS
        elif is_of_another_region(cited, question.places):
            regions = tuple(dict.fromkeys(passage.region[-1] for passage in cited if passage.region))
            return SetAside(_one_line(plain), Fault.REGION, regions)
        elif is_of_another_level(plain, cited, question):
            fault = Fault.LEVEL
        elif is_of_another_year(plain, cited, question, self.document_years):
            fault = Fault.YEAR
        return SetAside(_one_line(plain), fault) if fault else None

    def _adopted(self, sentences: Sequence[CitedSentence], position: int) -> CitedSentence | None:
        """The sentence with the marker of the next one on its line, None where that does not bear it out."""
        sentence = sentences[position]
        for i in range(position, len(sentences)):
            if sentences[i].markers:
                break
            if "\n" in sentences[i].text:
                return None
        else:
            return None
        body = sentence.text[: _tail(sentence.text)]
        marks = "".join(f"[{number}]" for number in sentences[i].markers)
        cited = CitedSentence(body + marks + sentence.text[len(body) :], sentences[i].markers)
        return cited if self._fault(cited) is None else None

    def _citations(self, sentence: CitedSentence) -> dict[int, Citation]:
        found = {}
        for number in sentence.markers:
            passage = self.passages[number - 1]
            citation = cite(passage, choose_quote(sentence.plain, passage))
            if citation.quote:
                found[number] = citation
        return found


_Kept = tuple[CitedSentence, Mapping[int, Citation]]


@dataclass(slots=True)
class _Findings:
    """What has come out of the sentences so far."""

    kept: list[_Kept] = field(default_factory=list)
    lead_ins: list[_Kept] = field(default_factory=list)
    """Headings that wait for a sentence to lead into; they go when that one does not hold."""
    set_aside: list[SetAside] = field(default_factory=list)
    missing: str | None = None

    def add(
        self,
        sentence: CitedSentence,
        cited: CitedSentence | None,
        citations: Mapping[int, Citation],
        wrong: SetAside | None,
    ) -> None:
        if cited and citations:
            self.kept.extend([*self.lead_ins, (cited, citations)])
        else:
            self.set_aside.append(wrong or SetAside(_one_line(sentence.plain), Fault.UNCITED))
        self.lead_ins.clear()


def without_thinking(reply: str) -> str:
    """The reply without the reasoning that some models put before it, finished or not."""
    return _UNOPENED.sub("", _THINKING.sub("", reply, count=1), count=1)


def finished_part(reply: str, count: int) -> str:
    """The beginning of an unfinished `reply` on which nothing still to come has any bearing.

    It ends with a sentence that cites one of `count` passages and that another sentence follows.
    """
    sentences = list(parse_markers(without_thinking(reply), count).sentences)
    last = sentences.pop() if sentences else None
    if last is not None and sentences and _MAY_BE_MARKER.match(last.text):
        # The markers of the sentence before may still be on their way.
        sentences.pop()
    while sentences and not sentences[-1].markers:
        sentences.pop()
    return "".join(sentence.text for sentence in sentences)


def _is_lead_in(sentence: CitedSentence) -> bool:
    return sentence.plain.rstrip("*").endswith(("：", ":")) and not figures_in(sentence.plain)


def _unsupported_form(sentence: CitedSentence) -> SetAside | None:
    """What is wrong with a sentence that cites no passage there is."""
    markers = MARKER.findall(sentence.text)
    if instruction_spans(sentence.plain):
        return SetAside("", Fault.INSTRUCTION)
    if markers:
        return SetAside(_one_line(sentence.plain), Fault.NO_SUCH_PASSAGE, tuple(f"[{inside}]" for inside in markers))
    return None


def _tail(text: str) -> int:
    match = _TAIL.search(text)
    return match.start() if match else len(text)


def _unverified(plain: str, cited: Sequence[Passage]) -> list[str]:
    """The figures of a sentence that none of the passages it cites bears out, as written."""
    evidence = [Evidence(passage.text, passage.title, passage.path, passage.region) for passage in cited]
    checks = check_answer(plain, evidence)
    return [figure.written for figure in checks if figure.verdict is not FigureVerdict.VERIFIED]


def _one_line(text: str) -> str:
    return " ".join(text.split())
