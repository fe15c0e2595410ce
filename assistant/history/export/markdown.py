"""A report as Markdown with footnotes [^1]."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.history.export.model import Paragraph, Piece, Report, SideRows, Tone

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#$]")
_LIST_SIGN = re.compile(r"[-+=:]|\d+(?=[.)])")
"""What would make a list, a heading or a rule of a paragraph that begins with it."""
_BREAK = re.compile("\\s*[\n\r\x85\u2028\u2029]\\s*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def to_markdown(report: Report) -> str:
    """The text of the file; what documents say is escaped, so that it reads as it was written."""
    parts = [f"# {_inline(report.title)}", *(_not_a_list(_inline(line)) for line in report.opening)]
    for section in report.sections:
        parts.append(f"## {_inline(section.heading)}")
        parts += [_rows(block) if isinstance(block, SideRows) else _paragraph(block) for block in section.blocks]
    notes = "\n".join(f"[^{number}]: {_inline(note)}" for number, note in enumerate(report.notes, start=1))
    return "\n\n".join(filter(None, (*parts, notes))) + "\n"


def _paragraph(paragraph: Paragraph) -> str:
    words = _not_a_list(_pieces(paragraph.pieces))
    if paragraph.tone is Tone.BODY:
        return words
    return f"> ⚠ {words}" if paragraph.tone is Tone.WARNING else f"> {words}"


def _rows(sides: SideRows) -> str:
    lines = ["| " + " | ".join(_inline(heading) for heading in sides.headings) + " |", "| --- | --- |"]
    lines += [f"| {_inline(row.name)} | {_pieces(row.pieces)} |" for row in sides.rows]
    return "\n".join(lines)


def _pieces(pieces: Iterable[Piece]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    if piece.note:
        return f"[^{piece.note}]"
    return f"**{_inline(piece.text)}**（⚠）" if piece.doubtful else _inline(piece.text)


def _inline(text: str) -> str:
    """One line of text that Markdown takes for nothing else."""
    line = _BREAK.sub(" ", _CONTROL.sub("\ufffd", text))
    return _SPECIAL.sub(lambda sign: "\\" + sign[0], line)


def _not_a_list(words: str) -> str:
    words = words.strip()
    found = _LIST_SIGN.match(words)
    if found is None:
        return words
    return f"{found[0]}\\{words[found.end() :]}" if found[0].isdigit() else f"\\{words}"
