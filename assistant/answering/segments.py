"""Sentences and parts of sentences, as spans; the raw material of an extractive answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.figures.quantities import Quantity, find_quantities
from ingest.model import TextSpan
from ingest.normalize import fold

_SENTENCE_END = re.compile(r"[。!?;\n]+[”’]*")
_PART_END = re.compile(r"[,;。!?\n]")
_CONDITION = re.compile(
    r"^(?:对|对于|特别是|尤其是|凡|若|如|如果|经|当|属于|符合|除).{2,40}的(?:[\u4e00-\u9fff]{2,6})?$"
    r"|(?<=..)的$|^属于.{2,30}部分$|(?<=.{6})(?:情况下|前提下|条件下|基础上|期满后)$"
)
_FEWEST_LISTED = 2
_NOUN_BEHIND = re.compile(r"的(?=[\u4e00-\u9fff]{2,}$)")
_BODIES = re.compile(r"负责|牵头|配合|单位|部门")
_APPOSITIVE = re.compile(r"即|包括|其中|分别[是为]|主要[是为有]|也就是|具体[为是]")
_LAST_BRACKET = re.compile(r"\(([^()]{4,})\)$")
_OPENING, _CLOSING = "(“《〔[〈", ")”》〕]〉"
_LABEL = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[、.)]|第[一二三四五六七八九十\d]+[章节条]|#")
LONGEST_HEADING = 32
MAX_PARTS = 5
"""Longest window, in parts of a sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence; enumerated items are parts of one `enumeration`."""

    span: TextSpan
    enumeration: int = -1
    """Start of the enumeration that this is an item of, -1 outside one."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage; spans count from the start of the passage's text."""

    span: TextSpan
    folded: str
    heading: str = ""
    """The run-in heading that the sentence stands under, folded: '4.“三个一工程”'."""
    asked: str = ""
    """The question that the sentence answers, folded, where one stands before it under the same heading."""

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Parts between commas, in the order of the text; most sentences are passed over before these are needed."""
        return tuple(_parts(self.folded, self.span.start))

    def part_text(self, span: TextSpan) -> str:
        """The folded words under a span of the passage that lies in this sentence."""
        return self.folded[span.start - self.span.start : span.end - self.span.start]

    def quantities(self, span: TextSpan) -> tuple[Quantity, ...]:
        """The figures under a span of the passage that lies in this sentence, read with the whole sentence."""
        start, end = span.start - self.span.start, span.end - self.span.start
        return tuple(q for q in find_quantities(self.folded) if start <= q.span.start and q.span.end <= end)


@lru_cache(maxsize=2048)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a passage, white space at their ends left out; brackets keep together."""
    folded = fold(text)
    found = []
    start, heading, asked = 0, "", ""
    for end in [*_ends(folded, _SENTENCE_END), len(folded)]:
        span = _trimmed(folded, start, end)
        if len(span) > 1:
            sentence = span.slice(folded)
            if _LABEL.match(sentence):
                heading = asked = ""
            if sentence.endswith("?"):
                asked = ""
            found.append(Sentence(span, sentence, heading, asked))
            if is_heading(sentence):
                heading = sentence
            elif sentence.endswith("?"):
                asked = sentence
        start = end
    return tuple(found)


def is_heading(folded: str) -> bool:
    """True for a short sentence that begins with a clause number: '4.“三个一工程”', '(三)招商引资'."""
    return len(folded) <= LONGEST_HEADING and _LABEL.match(folded) is not None


def windows(sentence: Sentence, max_characters: int) -> Iterator[TextSpan]:
    """Runs of neighbouring parts up to `max_characters`, and single parts whatever their length.

    Items of an enumeration stand alone or all together. Of a part that is too long and enumerates, each
    item is a window too.
    """
    parts = sentence.parts
    for first in range(len(parts)):
        for last in range(first, min(first + MAX_PARTS, len(parts))):
            span = TextSpan(parts[first].span.start, parts[last].span.end)
            if last > first and len(span) > max_characters:
                break
            if last == first or _whole_enumerations(parts, first, last):
                yield span
        part = parts[first].span
        yield from _before_bracket(sentence, part)
        yield from _bracketed(sentence, part)
        if len(part) > max_characters:
            items = _items(sentence.part_text(part))
            yield from (item.shifted(part.start) for item in items if len(item) < len(part))


def _bracketed(sentence: Sentence, part: TextSpan) -> Iterator[TextSpan]:
    """What stands in brackets and has a figure of its own ('规上工业企业21户') or lists what words before it mean."""
    for match in re.finditer(r"\(([^()]{4,})\)", sentence.part_text(part)):
        listed = match[1].count("、") >= _FEWEST_LISTED and not _BODIES.search(match[1])
        if match.end() - match.start() < len(part) and (listed or _has_amount(match[1])):
            yield TextSpan(part.start + match.start(1), part.start + match.end(1))


def _before_bracket(sentence: Sentence, part: TextSpan) -> Iterator[TextSpan]:
    """What a figure in brackets at the end of a part only adds to: '15个工作日内完成(可延长10个工作日)'."""
    text = sentence.part_text(part)
    added = _LAST_BRACKET.search(text)
    if added and _has_amount(added[1]) and _has_amount(text[: added.start()]):
        yield TextSpan(part.start, part.start + added.start())


def explained_by(sentence: Sentence, window: TextSpan) -> str:
    """For a window that is a bracket's content, the words of its part that the bracket explains; else empty.

    Empty too where the bracket `adds_to_figure`.
    """
    before = _before_in_part(sentence, window)
    return "" if before and adds_to_figure(sentence, window) else before


def adds_to_figure(sentence: Sentence, window: TextSpan) -> bool:
    """True for a bracket's content with a figure of the same unit as one before it: '15平方米(或居住面积10平方米)'."""
    return bool(_units(_before_in_part(sentence, window)) & _units(sentence.part_text(window)))


def _before_in_part(sentence: Sentence, window: TextSpan) -> str:
    """For a bracket's content what stands before it in its part, else empty."""
    if not sentence.folded[: window.start - sentence.span.start].endswith("("):
        return ""
    inside = (part for part in sentence.parts if part.span.contains(window))
    return "".join(sentence.part_text(TextSpan(part.span.start, window.start)) for part in inside)


def is_condition(folded: str) -> bool:
    """True for a part that only says when or for whom something holds: '对考核不合格的开发区'."""
    return _CONDITION.search(folded) is not None


def condition_before(sentence: Sentence, window: TextSpan) -> str:
    """The part right before `window`, folded, where that is its condition, or what it explains; else empty."""
    for part in sentence.parts:
        if part.span.end <= window.start <= part.span.end + 2:
            text = sentence.part_text(part.span)
            explained = _APPOSITIVE.match(sentence.part_text(window)) is not None
            return text if explained or is_condition(text) else ""
    return ""


def _whole_enumerations(parts: Sequence[Part], first: int, last: int) -> bool:
    """False for a window that cuts an enumeration and holds other parts, or only some of its items."""
    for edge, neighbour in ((first, first - 1), (last, last + 1)):
        cut = parts[edge].enumeration >= 0 and 0 <= neighbour < len(parts)
        if cut and parts[neighbour].enumeration == parts[edge].enumeration:
            return False
    return True


def _ends(folded: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Ends of the matches that stand outside brackets; a line break ends a sentence even inside."""
    depth = 0
    position = 0
    for match in pattern.finditer(folded):
        for character in folded[position : match.start()]:
            depth += character in _OPENING
            depth = max(0, depth - (character in _CLOSING))
        if "\n" in match.group():
            depth = 0
        position = match.start() + 1
        if depth == 0:
            yield match.end()


def _parts(text: str, offset: int) -> Iterator[Part]:
    start = 0
    for end in [*_ends(text, _PART_END), len(text)]:
        part = _trimmed(text, start, end)
        if len(part):
            yield from _enumerated(text, part, offset)
        start = end


def _enumerated(text: str, part: TextSpan, offset: int) -> Iterator[Part]:
    """The items of an enumeration by '、' where each has a figure of its own, else the part whole."""
    items = [item.shifted(part.start) for item in _items(part.slice(text))]
    if len(items) > 1 and all(_has_amount(item.slice(text)) for item in items) and not _are_modifiers(items, text):
        yield from (Part(item.shifted(offset), part.start + offset) for item in items)
    else:
        yield Part(part.shifted(offset))


def _are_modifiers(items: Sequence[TextSpan], text: str) -> bool:
    """True where all items say what the noun behind the last is to be: '产值1亿元以上、税收500万元以上的企业'."""
    *others, last = (item.slice(text) for item in items)
    noun = _NOUN_BEHIND.search(last)
    return noun is not None and _has_amount(last[: noun.start()]) and not any(map(_NOUN_BEHIND.search, others))


def _items(text: str) -> list[TextSpan]:
    """What '、' divides outside brackets; the text whole where a bracket would be torn."""
    items = [TextSpan(m.start(), m.end()) for m in re.finditer(r"[^、]+", text)]
    return items if all(_balanced(item.slice(text)) for item in items) else [TextSpan(0, len(text))]


def _balanced(text: str) -> bool:
    return all(text.count(o) == text.count(c) for o, c in zip(_OPENING, _CLOSING, strict=True))


def _has_amount(text: str) -> bool:
    return bool(_units(text))


def _units(text: str) -> set[str]:
    """The units of the amounts in a text."""
    return {quantity.unit for quantity in find_quantities(text) if quantity.unit and not quantity.is_year}


def _trimmed(text: str, start: int, end: int) -> TextSpan:
    while start < end and (text[start].isspace() or text[start] in ",;:。、"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:。、"):
        end -= 1
    return TextSpan(start, end)
