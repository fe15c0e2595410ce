"""A whole document as HTML, with the quoted words marked. Pure."""

from __future__ import annotations

from assistant.whole_document import DocumentPart, WholeDocument
from ui.markup import element, text_element
from ui.tabled import passage

_DEEPEST = 4


def render_document(document: WholeDocument, start: int, end: int) -> str:
    """The document with the characters `[start, end)` of its file marked."""
    facts = "".join(
        element("div", text_element("dt", name) + text_element("dd", value)) for name, value in document.facts
    )
    head = text_element("h2", document.title or document.source, "zc-reader-title")
    source = text_element("p", f"来源文件：{document.source}", "zc-small")
    body = "".join(_part(part, start, end) for part in document.parts)
    return head + element("dl", facts, "zc-facts") + source + element("div", body, "zc-reader-text")


def _part(part: DocumentPart, start: int, end: int) -> str:
    css = f"zc-part zc-depth-{min(part.depth, _DEEPEST)}" + (" zc-numbered" if part.heading else "")
    return element("div", passage(part.text, start - part.start, end - part.start), css)
