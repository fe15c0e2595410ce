"""Items of a list on one line each, whole where they are short, else by their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.composing.trees import Item
from ingest.duties.finding import find_duties
from ingest.normalize import fold

LONGEST_LIST = 400
"""Characters of all items together up to which they are given whole."""
_LONGEST_HEADED, _SHORT_HEADING = 160, 24
"""The same where each item has a heading, of so many characters at most, that says what it is."""
_LONGEST_ITEM = 140
_LONGEST_HEADING, _LONGEST_SENTENCE = 40, 60
_STOP = re.compile(r"[。;:\n]")
_OPENS = re.compile(r"[，,]?(?:(?:主要|具体)?包括|有|符合|按照?)?(?:以下|下列)[^，。；]{0,8}$")
"""Words that open a further list, which is left out where the item is cut."""
_COMMA = re.compile(r"(?<=.{12}),")
_EDGES = "：:；;。，, \n\t　"


def item_texts(items: Sequence[Item], text: str) -> list[str]:
    """The words of each item without its number: whole, or its heading where the list would be long."""
    whole = [_whole(item, text) for item in items]
    headed = all(0 < len(item.heading) <= _SHORT_HEADING for item in items)
    if sum(map(len, whole)) <= (_LONGEST_HEADED if headed else LONGEST_LIST) and max(map(len, whole)) <= _LONGEST_ITEM:
        return whole
    longest = max(_LONGEST_SENTENCE, LONGEST_LIST // len(items) - _LONGEST_SENTENCE)
    return [_heading(item, words, longest) for item, words in zip(items, whole, strict=True)]


def label_of(item: Item) -> str:
    """'（一）', '1.', '第一步：' as the document has it; empty for a bullet."""
    label = item.label.strip()
    return "" if set(label) <= set("—-·*■◆◇★☆▲※") else label


def _whole(item: Item, text: str) -> str:
    words = item.span.slice(text)
    duties = [duty for duty in find_duties(words) if not duty.stated]
    if duties:  # the bodies responsible are no part of what is to be done
        start = duties[0].span.start
        words = words[: start - 1] if words[start - 1 : start] in ("(", "（", "〔", "【") else words[:start]
    return _closed_up(words.removeprefix(item.label))


def _heading(item: Item, whole: str, longest: int) -> str:
    """The item's heading, or its first words up to where a sentence or part of one ends."""
    if item.heading and len(item.heading) <= _LONGEST_HEADING:
        return _OPENS.sub("", _without_torn_bracket(_closed_up(item.heading)))
    if len(whole) <= longest:
        return whole
    folded = fold(whole)
    stop = _STOP.search(folded)
    first = _without_torn_bracket(whole[: stop.start()] if stop else whole)
    if len(first) <= longest:
        return _OPENS.sub("", first)
    comma = _COMMA.search(folded, 0, longest)
    return f"{_without_torn_bracket(whole[: comma.start()])}…" if comma else first


def _without_torn_bracket(words: str) -> str:
    """The words up to a bracket that is not closed."""
    position = max(words.rfind("（"), words.rfind("("))
    torn = position > 0 and not re.search(r"[）)]", words[position:])
    return words[:position] if torn else words


def _closed_up(words: str) -> str:
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", " ".join(words.split())).strip(_EDGES)
