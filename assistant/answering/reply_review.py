"""What of a language model's reply may be shown: only sentences that cite, and whose figures the cited text holds.

Pure functions, and steady: reviewing the finished part of a reply that is still coming gives the
beginning of what reviewing the whole reply gives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.citations import CitedSentence, choose_quote, cite, overlap, parse_markers, renumber
from assistant.figures import figures_in, is_supported
from assistant.model import Citation
from vectorstore.model import Passage

REFUSAL = "NOT_FOUND"
"""What the model replies where the passages do not say; the prompts name it through a variable."""

_REFUSED = re.compile(rf"{REFUSAL}[*`\s]*[:：]?\s*(.*)", re.DOTALL)
_THINKING = re.compile(r"\s*<think(?:ing)?>.*?(?:</think(?:ing)?>\s*|$)", re.DOTALL | re.IGNORECASE)
_UNOPENED = re.compile(r"^.*</think(?:ing)?>\s*", re.DOTALL | re.IGNORECASE)
_TAIL = re.compile(r"[。！？!?；;.]?[”’」』）)】》\"'*]*\s*$")
_MAY_BE_MARKER = re.compile(r"\s*[\[［【].{0,10}$", re.DOTALL)
_LEAST_OVERLAP = 0.3
"""A sentence without marker joins the next one's citation when this share of its character pairs stands there."""


@dataclass(frozen=True, slots=True)
class Review:
    """The part of a reply that holds."""

    text: str
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    """For the reader, in Chinese: what was taken out, and why."""
    missing: str | None
    """What the model says the passages do not state, '' where it does not say what; None where they do."""


_Kept = tuple[CitedSentence, Mapping[int, Citation]]


@dataclass(slots=True)
class _Findings:
    """What has come out of the sentences so far."""

    kept: list[_Kept] = field(default_factory=list)
    lead_ins: list[_Kept] = field(default_factory=list)
    """Headings that wait for a sentence to lead into; they go when that one does not hold."""
    unverified: list[str] = field(default_factory=list)
    uncited: bool = False
    missing: str | None = None

    def take(self, sentences: Sequence[CitedSentence], position: int, passages: Sequence[Passage]) -> None:
        sentence = sentences[position]
        refused = _REFUSED.search(sentence.plain)
        if refused:
            self.missing = self.missing or _one_line(refused[1])
            self.lead_ins.clear()
        elif not re.search(r"\w", sentence.plain):
            return
        elif not sentence.markers and _is_lead_in(sentence):
            self.lead_ins.append((sentence, {}))
        else:
            cited = sentence if sentence.markers else _adopted(sentences, position, passages)
            self._keep_or_note(sentence, cited, passages)

    def _keep_or_note(self, sentence: CitedSentence, cited: CitedSentence | None, passages: Sequence[Passage]) -> None:
        wrong = _unsupported(cited or sentence, passages)
        self.unverified.extend(wrong)
        self.uncited = self.uncited or cited is None
        citations = _citations(cited, passages) if cited and not wrong else {}
        if cited and citations:
            self.kept.extend([*self.lead_ins, (cited, citations)])
        self.lead_ins.clear()


def review(reply: str, passages: Sequence[Passage]) -> Review:
    """Checks each sentence of `reply`, whose markers count `passages` from 1.

    Kept are sentences that cite a passage and whose every figure stands in the text, title or clause
    path of a passage they cite, and headings that end in a colon. A sentence without marker takes the
    marker of the next one on its line if the passage bears it out. The rest is left out and noted.
    """
    parsed = parse_markers(without_thinking(reply), len(passages))
    findings = _Findings()
    for position in range(len(parsed.sentences)):
        findings.take(parsed.sentences, position, passages)
    text, quotes = renumber(findings.kept)
    notes = _notes(parsed.invalid, findings, partly_missing=bool(quotes) and findings.missing is not None)
    return Review(re.sub(r"\n{3,}", "\n\n", text).strip(), quotes, notes, findings.missing)


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


def _adopted(sentences: Sequence[CitedSentence], position: int, passages: Sequence[Passage]) -> CitedSentence | None:
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
    shared = max(overlap(sentence.plain, passages[number - 1].text) for number in cited.markers)
    borne_out = bool(figures_in(sentence.plain)) or shared >= _LEAST_OVERLAP
    return cited if borne_out and not _unsupported(cited, passages) else None


def _tail(text: str) -> int:
    match = _TAIL.search(text)
    return match.start() if match else len(text)


def _unsupported(sentence: CitedSentence, passages: Sequence[Passage]) -> list[str]:
    """The figures of the sentence that no passage it cites holds, as written."""
    texts = [_evidence(passages[number - 1]) for number in sentence.markers]
    plain = sentence.plain
    return [
        figure.amount.slice(plain)
        for figure in figures_in(plain)
        if not any(is_supported(figure, text) for text in texts)
    ]


def _evidence(passage: Passage) -> str:
    return "\n".join((passage.text, passage.title, *passage.path))


def _citations(sentence: CitedSentence, passages: Sequence[Passage]) -> dict[int, Citation]:
    found = {}
    for number in sentence.markers:
        passage = passages[number - 1]
        citation = cite(passage, choose_quote(sentence.plain, passage))
        if citation.quote:
            found[number] = citation
    return found


def _notes(invalid: Sequence[int], findings: _Findings, partly_missing: bool) -> tuple[str, ...]:
    notes = []
    if invalid:
        notes.append("已去掉不存在的引用编号：" + "、".join(f"[{number}]" for number in invalid))
    if findings.unverified:
        notes.append("未能在所引条文中核对到：" + "、".join(dict.fromkeys(findings.unverified)))
    if findings.uncited:
        notes.append("已略去没有注明出处的内容")
    if partly_missing:
        notes.append("模型称条文没有写明问题的一部分")
    return tuple(notes)


def _one_line(text: str) -> str:
    return " ".join(text.split())
