"""Levels of headings in Word documents: the outline level of a paragraph or of its style."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

_NAME = re.compile(r"(?:heading|标题) ?([1-6])", re.IGNORECASE)
_DEEPEST = 6


class HeadingLevels:
    """The heading level of the paragraphs of one document."""

    def __init__(self, styles: Any) -> None:
        """Takes the root element of styles.xml; it may be None."""
        self._styles: dict[str, Any] = {}
        if styles is not None:
            self._styles = {str(style.get(qn("w:styleId"))): style for style in styles.iter(qn("w:style"))}
        self._levels: dict[str, int] = {}

    def level(self, paragraph: Any) -> int:
        """1 to 6 for a heading, 0 for body text, for titles and for deeper levels."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return 0
        own = _outline_level(properties)
        if own is not None:
            return own
        style = _value(properties.find(qn("w:pStyle")))
        if style not in self._levels:
            self._levels[style] = self._level_of_style(style)
        return self._levels[style]

    def _level_of_style(self, style: str) -> int:
        """That of the style itself, else of the one that it is based on."""
        seen = set[str]()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            properties = element.find(qn("w:pPr"))
            stated = _outline_level(properties) if properties is not None else None
            if stated is not None:
                return stated
            named = _NAME.fullmatch(_value(element.find(qn("w:name"))))
            if named:
                return int(named.group(1))
            style = _value(element.find(qn("w:basedOn")))
        return 0


def _outline_level(properties: Any) -> int | None:
    """1 to 6; 0 where the properties say that there is none; None where they say nothing."""
    value = _value(properties.find(qn("w:outlineLvl")))
    if not value.isdecimal():
        return None
    return int(value) + 1 if int(value) < _DEEPEST else 0


def _value(element: Any) -> str:
    return str(element.get(qn("w:val")) or "") if element is not None else ""
