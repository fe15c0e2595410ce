"""Automatic numbering of Word documents: turns numbering.xml and the paragraphs' numPr into labels as shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.numerals import format_number

_PLACEHOLDER = re.compile(r"%([1-9])")
_NO_GAP_AFTER = "、。，．）】〕〉》：；　"
_BULLET = "•"
"""Word's bullets are private characters of symbol fonts; one readable sign stands for all."""


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    number_format: str
    text: str
    suffix: str
    """'tab', 'space' or 'nothing': what stands between label and text."""
    legal: bool
    """Whether the numbers of the levels above show in digits within this label."""


class Numbering:
    """Labels of the paragraphs of one document; ask in reading order, for it counts."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Takes the root elements of numbering.xml and styles.xml; either may be None."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._styles: dict[str, Any] = {}
        if numbering is not None:
            self._load(numbering)
        if styles is not None:
            self._styles = {_attr(style, "styleId"): style for style in styles.iter(qn("w:style"))}

    def label(self, paragraph: Any) -> str:
        """The label with the gap after it, such as '一、' or '1. '; empty for a paragraph without a number."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number_id, depth = place
        levels = self._levels.get(number_id, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._count(number_id, depth, levels)
        if level.number_format == "bullet":
            return f"{_BULLET} "
        shown = _PLACEHOLDER.sub(lambda m: _shown(int(m.group(1)) - 1, counts, levels, level.legal), level.text)
        return shown + _gap(shown, level.suffix)

    def _count(self, number_id: str, depth: int, levels: dict[int, _Level]) -> dict[int, int]:
        """Counts this paragraph and restarts the levels below it."""
        counts = self._counters.setdefault(self._abstract_of[number_id], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return counts

    def _load(self, root: Any) -> None:
        abstracts = {
            _attr(item, "abstractNumId"): {
                int(_attr(lvl, "ilvl") or 0): _level(lvl) for lvl in item.findall(qn("w:lvl"))
            }
            for item in root.findall(qn("w:abstractNum"))
        }
        for num in root.findall(qn("w:num")):
            number_id, abstract = _attr(num, "numId"), _child_value(num, "w:abstractNumId")
            levels = dict(abstracts.get(abstract, {}))
            restarts = False
            for override in num.findall(qn("w:lvlOverride")):
                depth = int(_attr(override, "ilvl") or 0)
                restarts |= _override(levels, depth, override)
            self._levels[number_id] = levels
            # Lists of one abstract definition go on counting together, unless one says where it starts.
            self._abstract_of[number_id] = f"num:{number_id}" if restarts else f"abstract:{abstract}"

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """(numId, level) of a paragraph, its own or inherited from its style."""
        number_id = depth = ""
        properties = paragraph.find(qn("w:pPr"))
        for source in self._sources(properties):
            numbering = source.find(qn("w:numPr"))
            if numbering is not None:
                number_id = number_id or _child_value(numbering, "w:numId")
                depth = depth or _child_value(numbering, "w:ilvl")
        return (number_id, int(depth or 0)) if number_id not in ("", "0") else None

    def _sources(self, properties: Any) -> Iterator[Any]:
        """The pPr elements that count for a paragraph: its own, its style's, and those the style is based on."""
        if properties is None:
            return
        yield properties
        style_id, seen = _child_value(properties, "w:pStyle"), set[str]()
        while style_id and style_id not in seen and style_id in self._styles:
            seen.add(style_id)
            style = self._styles[style_id]
            style_properties = style.find(qn("w:pPr"))
            if style_properties is not None:
                yield style_properties
            style_id = _child_value(style, "w:basedOn")


def _level(element: Any) -> _Level:
    start = _child_value(element, "w:start")
    return _Level(
        start=int(start) if start else 0,
        number_format=_child_value(element, "w:numFmt") or "decimal",
        text=_child_value(element, "w:lvlText"),
        suffix=_child_value(element, "w:suff") or "tab",
        legal=element.find(qn("w:isLgl")) is not None and _child_value(element, "w:isLgl") not in ("0", "false"),
    )


def _override(levels: dict[int, _Level], depth: int, override: Any) -> bool:
    """Applies one lvlOverride to `levels`; tells whether it restarts the count."""
    replacement = override.find(qn("w:lvl"))
    if replacement is not None:
        levels[depth] = _level(replacement)
    start = _child_value(override, "w:startOverride")
    if start and depth in levels:
        levels[depth] = replace(levels[depth], start=int(start))
    return bool(start)


def _shown(depth: int, counts: dict[int, int], levels: dict[int, _Level], legal: bool) -> str:
    if depth not in levels:
        return ""
    kind = "decimal" if legal else levels[depth].number_format
    return format_number(counts.get(depth, levels[depth].start), kind)


def _gap(label: str, suffix: str) -> str:
    return "" if suffix == "nothing" or not label or label[-1] in _NO_GAP_AFTER else " "


def _attr(element: Any, name: str) -> str:
    return str(element.get(qn(f"w:{name}")) or "")


def _child_value(element: Any, tag: str) -> str:
    child = element.find(qn(tag))
    return _attr(child, "val") if child is not None else ""
