"""Text to HTML that cannot be anything but text. Standard library only."""

from __future__ import annotations

import html
import re

_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def escape(text: str) -> str:
    """`text` for use in an element or a quoted attribute.

    Control characters and lone surrogates, which no page or JSON message can carry, become U+FFFD. A carriage
    return is written as a reference, because an HTML parser would turn it into a line feed and so change a quote.
    """
    return html.escape(_UNSHOWABLE.sub("\ufffd", text), quote=True).replace("\r", "&#13;")


def element(tag: str, content: str, css: str = "", **attributes: str) -> str:
    """One element around `content`, which is HTML already; attribute values are escaped here.

    An underscore in an attribute's name stands for a hyphen.
    """
    named = {"class": css, **attributes} if css else attributes
    written = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in named.items())
    return f"<{tag}{written}>{content}</{tag}>"


def text_element(tag: str, text: str, css: str = "", **attributes: str) -> str:
    """One element around plain text; nothing at all where the text is empty."""
    return element(tag, escape(text), css, **attributes) if text else ""


def marked(text: str, start: int, end: int) -> str:
    """`text` with the code points `[start, end)` in a <mark>; without one where the range is empty."""
    if start == end:
        return escape(text)
    return escape(text[:start]) + element("mark", escape(text[start:end])) + escape(text[end:])
