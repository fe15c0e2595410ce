"""Which part of a web page is the content: junk is removed, then the smallest block that holds the text is chosen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import takewhile

from bs4.element import PreformattedString, Tag

_DROPPED_TAGS = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "button",
    "select",
    "input",
    "nav",
    "object",
)
_JUNK_NAME = re.compile(
    r"(?:^|[-_\s])(?:foot(?:er)?|nav(?:bar|igation)?|menu|bread-?crumbs?|crumbs?|share|sharing|bdshare|sidebar|"
    r"copyright|toolbar|search|login|print|related|recommend|friend-?link|qr-?code|comments?)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_JUNK_SHARE = 0.2
"""An element that names itself junk but holds more of the page's prose than this is kept: the name lies."""
_CONTENT_SHARE = 0.97
"""The content block must hold this much of the page's prose, so that no part of a policy is left out."""
_NAMED_SHARE = 0.8
_CONTENT_NAME = re.compile(
    r"^(?:zoom(?:con)?|ucap-content|trs_editor|pages_content|(?:article|news|info|main|detail)[-_]?(?:content|cont?|body|text)"
    r"|content[-_]?(?:article|text|body|main)?)$",
    re.IGNORECASE,
)
"""Names that Chinese government sites give to the block of the text."""
_SPLIT_TAGS = frozenset({"table", "tbody", "thead", "tr", "ul", "ol", "dl", "p", "h1", "h2", "h3", "span", "font"})
"""Elements too small or too regular to be the block: the search stops above them."""


def remove_junk(body: Tag) -> None:
    """Removes scripts, navigation, footers, sharing tools and hidden parts from `body`, in place."""
    for tag in reversed(body.find_all(_DROPPED_TAGS)):
        tag.decompose()
    # Scripts unhide the content of some pages, hence a hidden part that holds most of the prose stays.
    _drop(body, _is_hidden, 0.5)
    _drop(body, _names_junk, _JUNK_SHARE)


def find_content(body: Tag) -> Tag:
    """The smallest block of `body` that holds nearly all of its prose.

    Where navigation hides that block, one that names itself content and holds most of the prose; else `body`.
    """
    weights = prose_weights(body)
    total = weights[id(body)]
    block = _descend(body, weights)
    if block is body:
        named = [tag for tag in body.find_all(True) if _names_content(tag)]
        best = max(named, key=lambda tag: weights[id(tag)], default=body)
        return best if weights[id(best)] >= _NAMED_SHARE * total else body
    return block


def prose_weights(body: Tag) -> Counter[int]:
    """By the id() of each element: number of characters of text outside links, white space not counted."""
    weights: Counter[int] = Counter()
    for text in body.find_all(string=True):
        length = 0 if isinstance(text, PreformattedString) else len("".join(text.split()))
        if length == 0:
            continue
        above = list(takewhile(lambda tag: tag is not body, text.parents))
        if not any(tag.name == "a" for tag in above):
            weights.update(dict.fromkeys(map(id, [*above, body]), length))
    return weights


def _drop(body: Tag, is_junk: Callable[[Tag], bool], share: float) -> None:
    """Removes the elements that are junk and hold at most `share` of the prose."""
    weights = prose_weights(body)
    limit = share * weights[id(body)]
    junk = [tag for tag in body.find_all(True) if weights[id(tag)] <= limit and is_junk(tag)]
    for tag in reversed(junk):  # inner ones first: no element is touched after its parent is gone
        tag.decompose()


def _descend(block: Tag, weights: Counter[int]) -> Tag:
    needed = _CONTENT_SHARE * weights[id(block)]
    while needed > 0:
        inner = [child for child in block.children if isinstance(child, Tag) and child.name not in _SPLIT_TAGS]
        best = max(inner, key=lambda tag: weights[id(tag)], default=None)
        if best is None or weights[id(best)] < needed:
            break
        block = best
    return block


def _is_hidden(tag: Tag) -> bool:
    return bool(_HIDDEN.search(str(tag.get("style") or ""))) or tag.has_attr("hidden")


def _names_junk(tag: Tag) -> bool:
    if tag.name in ("footer", "aside") or str(tag.get("role") or "") in _ROLES:
        return True
    return any(_JUNK_NAME.search(name) for name in _names(tag))


def _names_content(tag: Tag) -> bool:
    return tag.name == "article" or any(_CONTENT_NAME.match(name) for name in _names(tag))


def _names(tag: Tag) -> list[str]:
    """The element's classes and its id."""
    return [str(name or "") for attribute in ("class", "id") for name in tag.get_attribute_list(attribute)]
