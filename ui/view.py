"""From answers and document text to the HTML that is shown. Pure: no framework, no input or output."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.clause_view import ClauseView
from assistant.document_view import first_date, level_name, region_name
from assistant.feedback.model import Feedback
from assistant.model import Answer, Side, Turn
from assistant.notes import silence
from assistant.verification.wording import check_lines
from ui.chat.figures import marker, worded
from ui.chat.opinions import render_opinion
from ui.chat.sources import render_sources
from ui.footnotes import message_text
from ui.markup import element, text_element
from ui.side_table import side_rows
from vectorstore.model import DocumentRecord

OPEN_DOCUMENTS = 12
"""Up to this many documents the list stands open from the start."""

_BRIEF = 40
"""A question of so many characters stays in view above its answer."""
_SCROLLED = 160
"""A longer one may scroll in a box of its own on a phone."""
_SIDE = re.compile(r"[^，。；：\s]{1,20}：")
_NEXT_SIDE = re.compile(rf"(?<=；)(?={_SIDE.pattern})")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its finished answer. `clauses[i]` belongs to `answer.citations[i]`, None where it was lost."""

    question: str
    answer: Answer
    clauses: tuple[ClauseView | None, ...] = ()
    id: int = 0
    """Of the kept exchange; 0 where it is not kept."""
    conversation: str = ""
    remark: str = ""
    """What is to be said of it now: that a document has changed since, that it could not be kept."""


def turns(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The conversation so far, as the assistant wants it."""
    return tuple(Turn(exchange.question, exchange.answer.text) for exchange in exchanges)


def render_transcript(exchanges: Sequence[Exchange], opinions: Mapping[int, Feedback] | None = None) -> str:
    """All exchanges, oldest first; their numbers start from 1. `opinions` are the user's, by the exchange's id."""
    given = opinions or {}
    return "".join(
        render_exchange(exchange, number, given.get(exchange.id)) for number, exchange in enumerate(exchanges, start=1)
    )


def render_exchange(exchange: Exchange, number: int, opinion: Feedback | None = None) -> str:
    """One question with its answer and, beside it, the citations. `number` makes the ids in the page unique."""
    answer = exchange.answer
    body = _refusal(answer, number) if answer.refused else _statement(answer, number)
    remark = text_element("p", exchange.remark, "zc-warning", role="note")
    said = render_opinion(exchange.conversation, exchange.id, opinion) if exchange.id else ""
    under = _checks(answer) + _notes(answer) + remark + _small_print(answer)
    foot = element("div", _again(exchange.question, True, message_text(answer)) + said, "zc-foot")
    left = element("div", body + under + foot, "zc-answer")
    content = left + render_sources(answer, exchange.clauses, number)
    return _article(exchange.question, content, number, "finished", exchange.conversation)


def render_pending(question: str, text: str, number: int) -> str:
    """A question whose answer is still coming in; `text` is what has come so far."""
    status = text_element("p", "正在查阅文件…" if not text else "", "zc-waiting")
    words = element("div", _plain_words(text), "zc-text zc-incoming") if text else ""
    return _article(question, element("div", status + words, "zc-answer", aria_live="polite"), number, "pending")


def render_stopped(question: str, text: str, number: int, replaces: bool = False) -> str:
    """A question whose answer was stopped; what had come of it was not checked and says so."""
    words = element("div", _plain_words(text), "zc-text zc-unchecked") if text else ""
    line = text_element("p", "已停止作答。以上内容未经核对。" if text else "已停止作答。", "zc-small", role="status")
    return _article(question, element("div", words + line + _again(question, replaces), "zc-answer"), number, "stopped")


def render_error(question: str, message: str, number: int, replaces: bool = False) -> str:
    """A question that could not be put to the assistant, with the one line that says why.

    `replaces` tells that it was to stand in for the last question, as it still is when asked again.
    """
    line = text_element("p", message, "zc-error", role="alert")
    return _article(question, element("div", line + _again(question, replaces), "zc-answer"), number, "failed")


def render_header() -> str:
    """The name of the assistant, one line about it, and the switches of the page."""
    name = text_element("h1", "知策") + text_element("p", "开发区政策问答，逐条引证原文", "zc-subtitle")
    language = text_element("button", "English", "zc-switch", type="button", id="zc-language", data_zc="language")
    theme = text_element("button", "深色", "zc-switch", type="button", id="zc-theme", data_zc="theme")
    return element("header", element("div", name) + element("div", language + theme, "zc-switches"))


def render_welcome(questions: Sequence[str]) -> str:
    """What stands in the place of a conversation that has not begun: questions to begin with."""
    if not questions:
        return ""
    buttons = "".join(
        text_element("button", question, "zc-example", type="button", data_zc="ask", data_question=question)
        for question in questions
    )
    return text_element("h2", "试试这样问：", "zc-hint") + element("div", buttons, "zc-choices")


def render_documents(documents: Sequence[DocumentRecord]) -> str:
    """The indexed documents as a list that opens."""
    if not documents:
        return text_element("p", "尚未收录任何文件。请先建立索引，再来提问。", "zc-empty")
    rows = "".join(_document(record) for record in documents)
    summary = text_element("summary", f"已收录文件（{len(documents)} 份）")
    opened = {"open": "open"} if len(documents) <= OPEN_DOCUMENTS else {}
    return element("details", summary + element("ul", rows), "zc-documents", **opened)


def _article(question: str, content: str, number: int, state: str, conversation: str = "") -> str:
    # A scrolling box must be reached with the keyboard.
    reached = {"tabindex": "0"} if len(question) > _SCROLLED else {}
    words = text_element("span", question, **reached)
    css = "zc-question zc-brief" if len(question) <= _BRIEF else "zc-question"
    heading = element("h2", text_element("span", "问", "zc-ask") + words, css) if words else ""
    return element(
        "article",
        heading + element("div", content, "zc-columns"),
        "zc-exchange",
        data_turn=str(number),
        data_state=state,
        data_conversation=conversation,
    )


def _again(question: str, replaces: bool, copied: str = "") -> str:
    """What can be done with the last question: ask it again, or another in its place."""
    buttons = (
        text_element(
            "button",
            text,
            "zc-tool zc-last",
            type="button",
            data_zc=does,
            data_question=question,
            data_replaces="1" if replaces else "",
        )
        for text, does in (("重新回答", "retry"), ("修改问题", "edit"))
    )
    copy = (
        text_element("button", "复制回答", "zc-tool", type="button", data_zc="copy", data_text=copied) if copied else ""
    )
    return element("div", copy + "".join(buttons), "zc-again")


def _statement(answer: Answer, number: int) -> str:
    if not answer.sides:
        return element("div", _words(answer, 0, len(answer.text), number), "zc-text")
    before = _before_sides(answer)
    words = element("div", _words(answer, 0, before, number), "zc-text") if before else ""
    rows = side_rows(
        answer.sides,
        [_said(answer, side, number) for side in answer.sides],
        lambda position: marker(position, number),
        silence(answer.question),
    )
    return words + rows


def _before_sides(answer: Answer) -> int:
    """Where the rows of an answer begin, behind which side is higher and whether they are alike."""
    found = re.search(rf"\s*{re.escape(answer.sides[0].name)}[：:]", answer.text)
    return found.start() if found else len(answer.text)


def _said(answer: Answer, side: Side, number: int) -> str:
    """The words of a row, with the badges of the same words in the answer's text."""
    named = answer.text.find(side.name)
    at = answer.text.find(side.text, named + len(side.name)) if named >= 0 and side.text else -1
    plain = Answer("", side.text, False, "")
    return worded(answer, at, at + len(side.text), number) if at >= 0 else worded(plain, 0, len(side.text), number)


def _plain_words(text: str) -> str:
    return _words(Answer("", text, False, ""), 0, len(text), 0)


def _words(answer: Answer, start: int, end: int, number: int) -> str:
    """An answer's words; of a comparison ("甲：…；乙：…") each side on a line of its own, no character changed."""
    text = answer.text[start:end]
    sides = list(_sides(text)) if _SIDE.match(text) else []
    if len(sides) < 2:
        return worded(answer, start, end, number)
    return "".join(
        element("div", _side(answer, start + first, start + last, number), "zc-side") for first, last in sides
    )


def _sides(text: str) -> Iterator[tuple[int, int]]:
    begins = [0, *(found.end() for found in _NEXT_SIDE.finditer(text))]
    yield from zip(begins, [*begins[1:], len(text)], strict=True)


def _side(answer: Answer, start: int, end: int, number: int) -> str:
    after = answer.text.index("：", start) + 1
    return text_element("b", answer.text[start:after]) + worded(answer, after, end, number)


def _refusal(answer: Answer, number: int) -> str:
    label = text_element("p", "更正" if answer.corrects else "未予作答", "zc-refusal-label")
    words = element("div", worded(answer, 0, len(answer.text), number), "zc-text")
    reason = text_element("p", answer.reason if answer.reason != answer.text else "", "zc-reason")
    return element("div", label + words + reason, "zc-refusal")


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


def _document(record: DocumentRecord) -> str:
    number = record.details.number.text if record.details.number else ""
    said = (region_name(record), level_name(record), number, first_date(record), f"{record.passages} 段")
    files = (record.source, *(copy.source for copy in record.copies))
    facts = " · ".join(filter(None, (*said, "、".join(dict.fromkeys(files)))))
    return element(
        "li", text_element("span", record.title or record.source, "zc-title") + text_element("span", facts, "zc-where")
    )
