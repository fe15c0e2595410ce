"""From answers and document text to the HTML that is shown. Pure: no framework, no input or output."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.clause_view import ClauseView
from assistant.document_view import first_date, level_name, region_name
from assistant.model import Answer, Citation, Turn
from assistant.notes import silence
from assistant.verification.wording import check_lines
from ui.markup import element, escape, marked, text_element
from ui.side_table import side_rows
from vectorstore.model import DocumentRecord

NEIGHBOUR_CHARACTERS = 100
"""How much of a neighbouring passage is shown: enough to judge the context, and the mark stays on a phone's screen."""

OPEN_DOCUMENTS = 12
"""Up to this many documents the list stands open from the start."""

_MARKER = re.compile(r"\[(\d{1,3})\]")
_SIDE = re.compile(r"[^，。；：\s]{1,20}：")
_NEXT_SIDE = re.compile(rf"(?<=；)(?={_SIDE.pattern})")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its finished answer. `clauses[i]` belongs to `answer.citations[i]`, None where it was lost."""

    question: str
    answer: Answer
    clauses: tuple[ClauseView | None, ...] = ()


def turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The conversation so far, as the assistant wants it."""
    return tuple(Turn(exchange.question, exchange.answer.text) for exchange in exchanges)


def render_transcript(exchanges: Sequence[Exchange]) -> str:
    """All exchanges, oldest first; their numbers start from 1."""
    return "".join(render_exchange(exchange, number) for number, exchange in enumerate(exchanges, start=1))


def render_exchange(exchange: Exchange, number: int) -> str:
    """One question with its answer and, beside it, the citations. `number` makes the ids in the page unique."""
    answer = exchange.answer
    body = _refusal(answer, number) if answer.refused else _statement(answer, number)
    left = element("div", body + _checks(answer) + _notes(answer) + _small_print(answer), "zc-answer")
    return _article(exchange.question, left + _citations(exchange, number), number)


def render_pending(question: str, text: str, number: int) -> str:
    """A question whose answer is still coming in; `text` is what has come so far."""
    status = text_element("p", "正在查阅文件…" if not text else "", "zc-waiting")
    words = element("div", _words(text, 0, number), "zc-text zc-incoming") if text else ""
    return _article(question, element("div", status + words, "zc-answer", aria_live="polite"), number)


def render_error(question: str, message: str, number: int) -> str:
    """A question that could not be put to the assistant, with the one line that says why."""
    line = text_element("p", message, "zc-error", role="alert")
    return _article(question, element("div", line, "zc-answer"), number)


def render_header() -> str:
    """The name of the assistant and one line about it."""
    return element(
        "header",
        text_element("h1", "知策") + text_element("p", "开发区政策问答，逐条引证原文", "zc-subtitle"),
    )


def render_documents(documents: Sequence[DocumentRecord]) -> str:
    """The indexed documents as a list that opens."""
    if not documents:
        return text_element("p", "尚未收录任何文件。请先建立索引，再来提问。", "zc-empty")
    rows = "".join(_document(record) for record in documents)
    summary = text_element("summary", f"已收录文件（{len(documents)} 份）")
    opened = {"open": "open"} if len(documents) <= OPEN_DOCUMENTS else {}
    return element("details", summary + element("ul", rows), "zc-documents", **opened)


def _article(question: str, content: str, number: int) -> str:
    words = text_element("span", question)
    heading = element("h2", text_element("span", "问", "zc-ask") + words, "zc-question") if words else ""
    return element("article", heading + element("div", content, "zc-columns"), "zc-exchange", data_turn=str(number))


def _statement(answer: Answer, number: int) -> str:
    if not answer.sides:
        return element("div", _words(answer.text, len(answer.citations), number), "zc-text")
    before = _before_sides(answer)
    words = element("div", _words(before, len(answer.citations), number), "zc-text") if before else ""
    return words + side_rows(answer.sides, lambda position: _marker(position, number), silence(answer.question))


def _before_sides(answer: Answer) -> str:
    """What an answer says before its rows: which side is higher, whether they are alike."""
    return re.split(rf"{re.escape(answer.sides[0].name)}[：:]", answer.text, maxsplit=1)[0].strip()


def _words(text: str, citations: int, number: int) -> str:
    """An answer's words; of a comparison ("甲：…；乙：…") each side on a line of its own, no character changed."""
    sides = _NEXT_SIDE.split(text) if _SIDE.match(text) else [text]
    if len(sides) == 1:
        return _with_markers(text, citations, number)
    return "".join(element("div", _side(side, citations, number), "zc-side") for side in sides)


def _side(text: str, citations: int, number: int) -> str:
    end = text.index("：") + 1
    return text_element("b", text[:end]) + _with_markers(text[end:], citations, number)


def _refusal(answer: Answer, number: int) -> str:
    label = text_element("p", "更正" if answer.corrects else "未予作答", "zc-refusal-label")
    words = element("div", _with_markers(answer.text, len(answer.citations), number), "zc-text")
    reason = text_element("p", answer.reason if answer.reason != answer.text else "", "zc-reason")
    return element("div", label + words + reason, "zc-refusal")


def _with_markers(text: str, citations: int, number: int) -> str:
    """Text with every [n] that names an existing citation made a link to it; others stay plain text."""
    parts: list[str] = []
    done = 0
    for found in _MARKER.finditer(text):
        position = int(found[1])
        if 1 <= position <= citations:
            parts += [escape(text[done : found.start()]), _marker(position, number)]
            done = found.end()
    return "".join(parts) + escape(text[done:])


def _marker(position: int, number: int) -> str:
    target = _citation_id(number, position)
    return text_element(
        "a", f"[{position}]", "zc-marker", href=f"#{target}", data_citation=target, aria_label=f"查看出处 {position}"
    )


def _citation_id(number: int, position: int) -> str:
    return f"zc-citation-{number}-{position}"


def _notes(answer: Answer) -> str:
    remarks = answer.notes if answer.refused or not answer.reason else (answer.reason, *answer.notes)
    return element("ul", "".join(text_element("li", remark) for remark in remarks), "zc-notes") if remarks else ""


def _checks(answer: Answer) -> str:
    """A quiet mark where every figure is as quoted, else a warning that names each figure that is not."""
    return "".join(
        text_element("p", f"✓ {line.text}", "zc-checked")
        if line.holds
        else text_element("p", line.text, "zc-warning", role="alert")
        for line in check_lines(answer)
    )


def _small_print(answer: Answer) -> str:
    return text_element("p", " · ".join(filter(None, (_answerer(answer.answerer), _latency(answer)))), "zc-small")


def _answerer(name: str) -> str:
    if name == "extractive":
        return "原文摘录"
    return f"模型 {name.removeprefix('model:')}" if name.startswith("model:") else name


def _latency(answer: Answer) -> str:
    if answer.latency_ms <= 0:
        return ""
    if answer.latency_ms < 1000:
        return f"用时 {max(1, round(answer.latency_ms))} 毫秒"
    return f"用时 {answer.latency_ms / 1000:.1f} 秒"


def _citations(exchange: Exchange, number: int) -> str:
    answer = exchange.answer
    if not answer.citations:
        return ""
    views = exchange.clauses + (None,) * (len(answer.citations) - len(exchange.clauses))
    items = "".join(
        _citation(citation, view, number, position)
        for position, (citation, view) in enumerate(zip(answer.citations, views, strict=False), start=1)
    )
    heading = text_element("h3", "相关条款（供参考）" if answer.refused and not answer.corrects else "出处")
    return element("aside", heading + items, "zc-citations", aria_label="出处")


def _citation(citation: Citation, view: ClauseView | None, number: int, position: int) -> str:
    title = view.title if view else citation.title
    where = " · ".join(filter(None, (view.region if view else "", view.clause if view else citation.clause)))
    head = text_element("span", title, "zc-title") + text_element("span", where, "zc-where")
    preview = text_element("span", citation.quote, "zc-preview")
    summary = element(
        "summary", text_element("span", str(position), "zc-number") + element("span", head + preview, "zc-head")
    )
    body = _clause(view) if view else element("p", marked(citation.quote, 0, len(citation.quote)), "zc-clause")
    held = text_element("p", citation.warning, "zc-warning", role="note")
    note = text_element("p", f"脚注：{citation.note}" if citation.note else "", "zc-footnote")
    others = "、".join(place.doc for place in citation.also_in)
    source = text_element("p", f"来源文件：{citation.doc}" + (f"（同文另见 {others}）" if others else ""), "zc-small")
    return element(
        "details",
        summary + element("div", held + body + note + source, "zc-body"),
        "zc-citation",
        id=_citation_id(number, position),
    )


def _clause(view: ClauseView) -> str:
    before = "…" + view.before[-NEIGHBOUR_CHARACTERS:] if len(view.before) > NEIGHBOUR_CHARACTERS else view.before
    after = view.after[:NEIGHBOUR_CHARACTERS] + "…" if len(view.after) > NEIGHBOUR_CHARACTERS else view.after
    return (
        text_element("p", before, "zc-neighbour", aria_label="上文")
        + element("p", marked(view.text, view.quote_start, view.quote_end), "zc-clause")
        + text_element("p", after, "zc-neighbour", aria_label="下文")
    )


def _document(record: DocumentRecord) -> str:
    number = record.details.number.text if record.details.number else ""
    said = (region_name(record), level_name(record), number, first_date(record), f"{record.passages} 段")
    files = (record.source, *(copy.source for copy in record.copies))
    facts = " · ".join(filter(None, (*said, "、".join(dict.fromkeys(files)))))
    return element(
        "li", text_element("span", record.title or record.source, "zc-title") + text_element("span", facts, "zc-where")
    )
