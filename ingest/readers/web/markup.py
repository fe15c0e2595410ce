"""The bytes of a saved web page as a tree of elements."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TypeAlias

from lxml import etree

from ingest.errors import UnreadableFile
from ingest.readers.decoding import decode

Element: TypeAlias = Any
"""An element of lxml, which comes without types."""

_META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_EARLY_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""The parser drops what stands behind these; browsers show it, and sites do put text there."""
_DEEPEST = 500
"""Levels that are kept of a page nested beyond what the parser holds (2,048)."""
_OPAQUE = frozenset({"script", "style", "noscript", "template", "textarea", "title", "iframe"})
"""Elements whose text must not come loose from them."""
_INLINE = frozenset({"a", "b", "i", "u", "em", "strong", "span", "font", "sub", "sup", "small", "big", "label"})


def parse(data: bytes, name: str) -> Element:
    """The root element of the page, comments left out; raises UnreadableFile for bytes that are no text."""
    text = _EARLY_ENDS.sub("", _CONTROLS.sub("", decode_page(html_of(data), name)))
    encoded = text.encode("utf-8", "replace")
    parser = _parser()
    root = _root(encoded, parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        root = _root(encoded, _parser(target=_Flattener()))
    return root if root is not None else etree.Element("html")


def html_of(data: bytes) -> bytes:
    """The page itself out of a web archive (MHTML), which browsers save under the suffix of a page too."""
    if not _ARCHIVE.search(data[:4096]):
        return data
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else data
    return data


def decode_page(data: bytes, name: str) -> str:
    """The page's text: byte-order mark, then a declared charset that fits, then detection."""
    declared = _declared_charset(data)
    if declared:
        # A declaration that does not fit the bytes is a mistake of the page: detection decides.
        with suppress(LookupError, UnicodeDecodeError):
            return data.decode(declared)
    try:
        return decode(data, name)
    except UnreadableFile:
        # One bad byte in a script must not cost the page; more than that is damage.
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * 1000 > len(text):
            raise
        return text


def elements(root: Element) -> Iterator[Element]:
    """`root` and all elements below, in the page's order, without comments and instructions."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def text_of(element: Element) -> str:
    """All text of the element, white space untouched."""
    return "".join(element.itertext())


def remove(element: Element) -> None:
    """Takes the element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    there = (parent.text if before is None else before.tail) or ""
    behind = element.tail or ""
    if behind.strip() or not there[-1:].isspace():
        if before is None:
            parent.text = there + behind
        else:
            before.tail = there + behind
    parent.remove(element)


def _parser(**options: Any) -> Any:
    return etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, **options)


def _root(encoded: bytes, parser: Any) -> Element | None:
    with suppress(etree.XMLSyntaxError):
        return etree.fromstring(encoded, parser)
    return None


def _declared_charset(data: bytes) -> str:
    """The charset in the page's head, or a superset of it; empty where there is none or a byte-order mark decides."""
    match = _META_CHARSET.search(data[:4096])
    if match is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return ""
    declared = match.group(1).decode("ascii", "replace").lower()
    return _SUPERSETS.get(declared, declared)


class _Flattener:
    """Builds the tree of a page nested too deep for the parser: below a depth only line breaks are kept of blocks."""

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder()
        self._depth = 0
        self._at_break = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth <= _DEEPEST or tag in _OPAQUE:
            self._builder.start(tag, attributes)
            self._at_break = False
        else:
            self._break(tag)

    def end(self, tag: str) -> None:
        if self._depth <= _DEEPEST or tag in _OPAQUE:
            self._builder.end(tag)
            self._at_break = False
        else:
            self._break(tag)
        self._depth -= 1

    def data(self, data: str) -> None:
        self._builder.data(data)
        self._at_break = False

    def close(self) -> Element:
        return self._builder.close()

    def _break(self, tag: str) -> None:
        if tag not in _INLINE and not self._at_break:
            self._builder.start("br", {})
            self._builder.end("br")
            self._at_break = True
