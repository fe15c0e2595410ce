"""From a kept conversation to a report: markers become footnotes, figures carry what their check said. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from assistant.history.export.labels import Labels, answerer_name, footnote_text, labels_for
from assistant.history.export.model import Paragraph, Piece, Report, Section, SideRow, SideRows, Tone
from assistant.history.model import Conversation, KeptExchange
from assistant.model import Answer, CheckedFigure, FigureVerdict
from assistant.notes import silence
from assistant.verification.wording import check_lines

_MARKER = re.compile(r"[ \t]*\[(\d{1,3})\]")
_ABOUT = "本文由知策依据已收录文件整理，脚注为所引条款的出处与原文，引用前请核对原件。"


def lay_out(conversation: Conversation, zone: tzinfo | None = None) -> Report:
    """The report of a conversation; times are shown in `zone`, by default that of this machine."""
    notes: list[str] = []
    sections = tuple(
        _Section(exchange, notes, zone).whole(number) for number, exchange in enumerate(conversation.exchanges, start=1)
    )
    day = conversation.head.changed_at.astimezone(zone)
    opening = [f"{_day(day)}　共 {len(sections)} 个问题", _ABOUT]
    if conversation.unreadable:
        opening.append(f"另有 {conversation.unreadable} 个问题由其他版本的知策写成，未能导出。")
    return Report(conversation.head.title or "对话", tuple(opening), sections, tuple(notes))


class _Section:
    """Lays out one exchange; `notes` collects the footnotes of the whole report."""

    def __init__(self, exchange: KeptExchange, notes: list[str], zone: tzinfo | None) -> None:
        self._exchange = exchange
        self._answer = exchange.answer
        self._notes = notes
        self._zone = zone
        self._numbers: dict[int, int] = {}
        """Of the citations used so far, by their position from 1, the footnotes."""
        self._labels = labels_for(exchange.question)

    def whole(self, number: int) -> Section:
        answer, labels = self._answer, self._labels
        blocks = [*self._statement(), *self._unused()]
        blocks += [
            # A warning names a citation by its number in the answer, which is another footnote in the report.
            Paragraph(self._pieces(line.text, ()), Tone.REMARK if line.holds else Tone.WARNING)
            for line in check_lines(answer)
        ]
        blocks += [Paragraph((Piece(labels.note + remark),), Tone.REMARK) for remark in _remarks(answer)]
        when = self._exchange.asked_at.astimezone(self._zone)
        told = labels.asked.format(when=f"{when:%Y-%m-%d %H:%M}", how=answerer_name(answer)).rstrip("　; ")
        blocks.append(Paragraph((Piece(told),), Tone.REMARK))
        return Section(f"{number}. {' '.join(self._exchange.question.split())}", tuple(blocks))

    def _statement(self) -> list[Paragraph | SideRows]:
        answer = self._answer
        text = _before_sides(answer) if answer.sides else answer.text
        lines = _lines(text) or ([] if answer.sides else [(0, "")])
        blocks: list[Paragraph | SideRows] = []
        for place, (start, line) in enumerate(lines):
            label = _label(answer, self._labels) if place == 0 else ""
            pieces = self._pieces(line, [(s - start, e - start) for s, e in _doubtful(answer.checks)])
            blocks.append(Paragraph((*((Piece(label),) if label else ()), *pieces)))
        if answer.sides:
            blocks.append(self._sides())
        return blocks

    def _sides(self) -> SideRows:
        silent = silence(self._answer.question)
        wrong = [check.written for check in self._answer.checks if check.verdict is not FigureVerdict.VERIFIED]
        rows = []
        for side in self._answer.sides:
            text = side.text or silent
            spans = [(text.index(words), text.index(words) + len(words)) for words in wrong if words in text]
            refs = [Piece(note=self._note(position)) for position in side.citations if self._exists(position)]
            rows.append(SideRow(side.name, (*self._pieces(text, spans), *refs)))
        return SideRows(self._labels.columns, tuple(rows))

    def _unused(self) -> list[Paragraph]:
        """The citations that nothing points at: of a refusal the nearest clauses."""
        answer = self._answer
        left = [n for n in range(1, len(answer.citations) + 1) if n not in self._numbers]
        label = self._labels.related if answer.refused and not answer.corrects else self._labels.further
        paragraphs = []
        for position in left:
            citation = answer.citations[position - 1]
            where = f"{label}{citation.title}　{citation.clause}".rstrip("　")
            paragraphs.append(Paragraph((Piece(where), Piece(note=self._note(position)))))
        return paragraphs

    def _pieces(self, text: str, doubtful: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
        """Words and footnotes; a marker that names no citation stays as it is written."""
        pieces: list[Piece] = []
        done = 0
        for found in _MARKER.finditer(text):
            if self._exists(int(found[1])):
                pieces += _words(text, done, found.start(), doubtful)
                pieces.append(Piece(note=self._note(int(found[1]))))
                done = found.end()
        return (*pieces, *_words(text, done, len(text), doubtful))

    def _exists(self, position: int) -> bool:
        return 1 <= position <= len(self._answer.citations)

    def _note(self, position: int) -> int:
        if position not in self._numbers:
            self._notes.append(footnote_text(self._answer.citations[position - 1]))
            self._numbers[position] = len(self._notes)
        return self._numbers[position]


def _words(text: str, start: int, end: int, doubtful: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """`text[start:end]` cut where a doubtful figure begins and ends."""
    inside = [(max(a, start), min(b, end)) for a, b in sorted(doubtful) if a < end and b > start]
    for first, last in inside:
        if start < first:
            yield Piece(text[start:first])
        if max(start, first) < last:
            yield Piece(text[max(start, first) : last], doubtful=True)
        start = max(start, last)
    if start < end:
        yield Piece(text[start:end])


def _doubtful(checks: Sequence[CheckedFigure]) -> list[tuple[int, int]]:
    return [(check.start, check.end) for check in checks if check.verdict is not FigureVerdict.VERIFIED]


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines that are not blank, each with its place in `text`."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, line.rstrip()))
        start += len(line)
    return found


def _before_sides(answer: Answer) -> str:
    """What an answer says before its rows: which side is higher, whether they are alike."""
    return re.split(rf"{re.escape(answer.sides[0].name)}[：:]", answer.text, maxsplit=1)[0].rstrip()


def _label(answer: Answer, labels: Labels) -> str:
    return labels.corrected if answer.corrects else labels.refused if answer.refused else ""


def _remarks(answer: Answer) -> Iterator[str]:
    if answer.reason and answer.reason != answer.text:
        yield answer.reason
    yield from answer.notes


def _day(when: datetime) -> str:
    return f"{when.year}年{when.month}月{when.day}日"
